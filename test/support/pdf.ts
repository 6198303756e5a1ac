/**
 * Reads back the PDFs that Parley writes: pages, embedded fonts, and the text as a viewer would copy it, through each
 * font's ToUnicode map. It understands what pdfkit produces, not every PDF.
 */
import { inflateSync } from 'node:zlib';

export interface PdfPage {
  /** In points. */
  width: number;
  height: number;
  /** In the order of drawing; pieces that follow each other on one baseline are joined. */
  lines: string[];
  /** Plain rectangles, which only barcodes are made of, in millimetres from the left and the top. */
  bars: { x: number; y: number; width: number; height: number }[];
}
export interface PdfFile {
  pages: PdfPage[];
  fonts: { name: string; embedded: boolean }[];
  info: Record<string, string>;
  language: string | undefined;
}

type Objects = Map<number, string>;

/** `file` in latin1, so that offsets are bytes. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const file = Buffer.from(bytes).toString('latin1');
  if (!file.startsWith('%PDF-') || !file.trimEnd().endsWith('%%EOF')) throw new Error('not a whole PDF');
  const objects: Objects = new Map();
  for (const [, id, body] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/gu))
    objects.set(Number(id), body ?? '');
  const all = [...objects.values()];
  const catalog = all.find((body) => body.includes('/Type /Catalog')) ?? '';
  const info = objects.get(refIn(file.slice(file.lastIndexOf('trailer')), 'Info')) ?? '';
  const pages = objects.get(refIn(catalog, 'Pages')) ?? '';
  const kids = /\/Kids \[([^\]]*)\]/u.exec(pages)?.[1] ?? '';
  const ids = Array.from(kids.matchAll(/(\d+) 0 R/gu), ([, id]) => Number(id));
  return {
    pages: ids.map((id) => pageOf(objects.get(id) ?? '', objects)),
    fonts: all
      .filter((body) => body.includes('/Type /FontDescriptor'))
      .map((body) => ({
        name: /\/FontName \/(\S+)/u.exec(body)?.[1] ?? '',
        embedded: /\/FontFile[23] \d+ 0 R/u.test(body),
      })),
    info: Object.fromEntries(
      Array.from(info.matchAll(/\/(\w+) (\d+) 0 R/gu), ([, key, id]) => [key, stringOf(objects.get(Number(id)) ?? '')]),
    ),
    language: /\/Lang (\([^)]*\))/u.exec(catalog)?.[1]?.slice(1, -1),
  };
}

const refIn = (body: string, name: string): number => Number(new RegExp(`/${name} (\\d+) 0 R`, 'u').exec(body)?.[1]);

function streamOf(body: string): string {
  const start = body.indexOf('stream\n') + 'stream\n'.length;
  const data = Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1');
}

function pageOf(page: string, objects: Objects): PdfPage {
  const [, , width, height] = /\/MediaBox \[([^\]]*)\]/u.exec(page)?.[1]?.split(' ').map(Number) ?? [];
  const resources = objects.get(refIn(page, 'Resources')) ?? page;
  const fonts = new Map<string, Map<string, string>>();
  for (const [, name, id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/gu)) {
    const unicode = objects.get(refIn(objects.get(Number(id)) ?? '', 'ToUnicode')) ?? '';
    fonts.set(name ?? '', unicodeOf(streamOf(unicode)));
  }
  const content = streamOf(objects.get(refIn(page, 'Contents')) ?? '');
  return { width: width ?? 0, height: height ?? 0, lines: linesOf(content, fonts), bars: barsOf(content) };
}

/** Glyph → text, of the ranges that begin at 0 and list every glyph. */
function unicodeOf(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, from, list] of cmap.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/gu)) {
    let glyph = Number.parseInt(from ?? '', 16);
    for (const [, hex] of (list ?? '').matchAll(/<([^>]*)>/gu)) {
      map.set(glyph.toString(16).padStart(4, '0'), utf16((hex ?? '').replaceAll(' ', '')));
      glyph += 1;
    }
  }
  return map;
}

const utf16 = (hex: string): string =>
  (hex.match(/.{4}/gu) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');

/** A literal string: escapes, and UTF-16 where it begins with a byte order mark. */
function stringOf(literal: string): string {
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const bytes = literal.slice(1, -1).replace(/\\(.)/gsu, (_, sign: string) => escapes[sign] ?? sign);
  return bytes.startsWith('\xFE\xFF') ? utf16(Buffer.from(bytes.slice(2), 'latin1').toString('hex')) : bytes;
}

const TOKENS =
  /\/ActualText (?<actual>\((?:\\.|[^\\)])*\))|(?<end>EMC)|BT\n1 0 0 1 \S+ (?<y>\S+) Tm|\/(?<font>F\d+) \S+ Tf|\[(?<shown>[^\]]*)\] TJ/gsu;

function linesOf(content: string, fonts: Map<string, Map<string, string>>): string[] {
  const lines: string[] = [];
  let font = new Map<string, string>();
  let [y, last] = ['', ''];
  let spoken = false;
  const add = (text: string) => {
    if (y === last && lines.length > 0) lines[lines.length - 1] += text;
    else lines.push(text);
    last = y;
  };
  let actual: string | undefined;
  for (const { groups = {} } of content.matchAll(TOKENS)) {
    if (groups.actual) [actual, spoken] = [stringOf(groups.actual), false];
    else if (groups.end) actual = undefined;
    else if (groups.y) y = groups.y;
    else if (groups.font) font = fonts.get(groups.font) ?? new Map();
    else if (groups.shown !== undefined && actual !== undefined) {
      if (!spoken) add(actual);
      spoken = true;
    } else if (groups.shown !== undefined) {
      const glyphs = Array.from(groups.shown.matchAll(/<(\w*)>/gu), ([, hex]) => hex?.match(/.{4}/gu) ?? []).flat();
      add(glyphs.map((glyph) => font.get(glyph) ?? '\u0000').join(''));
    }
  }
  return lines;
}

const MM = 72 / 25.4;

const barsOf = (content: string): PdfPage['bars'] =>
  Array.from(content.matchAll(/(?:^|\n)(\S+) (\S+) (\S+) (\S+) re/gu), ([, x, y, width, height]) => ({
    x: Number(x) / MM,
    y: Number(y) / MM,
    width: Number(width) / MM,
    height: Number(height) / MM,
  }));
