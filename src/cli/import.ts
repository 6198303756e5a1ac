/**
 * An import: lines in, one after the other, each checked and applied, refused or found to be there already.
 *
 * Reading waits for writing (Workers), so memory stays the same however long the file is; many lines are under way at
 * once because the storages commit together what is asked for together. Nothing is remembered of a line that is done:
 * running again from the start is how an import that was stopped goes on.
 */
import { StorageUnavailable } from '../application/ports.ts';
import type { Refusal } from '../domain/refusals.ts';
import { ProblemError } from '../http/problems.ts';
import { type Applied, apply, type Destination, LaterFormat } from './apply.ts';
import { type Entry, KINDS, type Kind, keysOf, MAX_INPUT_BYTES, MAX_LINE_BYTES, parseEntry, STAGE } from './format.ts';
import { type Line, linesOf } from './lines.ts';
import { Workers } from './workers.ts';

/** A line that was not taken. `code` is one of the API's, or `not_json`, `not_utf8`. */
export interface RefusedLine {
  line: number;
  kind?: Kind;
  id?: string;
  externalId?: string;
  code: string;
  message: string;
  errors?: { path: string; message: string }[];
}

/** How far an import is. */
export interface ImportState {
  /** Lines that were worked off, empty ones included: every line up to this one. */
  lines: number;
  /** Bytes of the source that were read. */
  bytes: number;
  imported: Record<Kind, number>;
  known: Record<Kind, number>;
  refused: number;
  refusedByCode: Record<string, number>;
  /** Imported requests that the clock acts on at once. */
  lapsed: number;
}

export interface ImportParts extends Destination {
  /** Lines under way at once. */
  concurrency: number;
  /** Stops between two lines. */
  signal: AbortSignal;
  onRefused(refused: RefusedLine): void | Promise<void>;
}

const MAX_BYTES_UNDER_WAY = 2 * MAX_LINE_BYTES;
const zeros = (): Record<Kind, number> => Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;

export function newState(): ImportState {
  return { lines: 0, bytes: 0, imported: zeros(), known: zeros(), refused: 0, refusedByCode: {}, lapsed: 0 };
}

/**
 * Imports what `source` holds; `state` is kept up to date. Ends early where the signal says so. Throws
 * StorageUnavailable, LaterFormat, or what reading throws; `state.lines` then tells how far it got.
 */
export async function runImport(
  source: AsyncIterable<Uint8Array>,
  parts: ImportParts,
  state: ImportState,
): Promise<void> {
  const workers = new Workers({ tasks: parts.concurrency, bytes: MAX_BYTES_UNDER_WAY });
  const underWay = new Set<number>();
  let read = 0;
  let stage = 0;

  /** A line is worked off once all before it are. Numbers enter the set in order, so the first is the lowest. */
  function finish(line: number): void {
    underWay.delete(line);
    const [lowest] = underWay;
    state.lines = lowest === undefined ? read : lowest - 1;
  }

  async function refuse(line: Line, refusal: Omit<RefusedLine, 'line'>): Promise<void> {
    state.refused += 1;
    state.refusedByCode[refusal.code] = (state.refusedByCode[refusal.code] ?? 0) + 1;
    await parts.onRefused({ line: line.number, ...refusal });
  }

  async function settle(line: Line, entry: Entry): Promise<void> {
    const applied = await tryToApply(entry, parts);
    if ('refusal' in applied) return refuse(line, { ...namesOf(entry), ...told(applied.refusal) });
    if (entry.kind !== 'parley') state[applied.done][entry.kind] += 1;
    if (applied.lapsed) state.lapsed += 1;
  }

  async function take(line: Line): Promise<void> {
    underWay.add(line.number);
    read = line.number;
    const entry = entryOf(line);
    if (entry === null || 'code' in entry) {
      if (entry) await refuse(line, entry);
      return finish(line.number);
    }
    if (STAGE[entry.kind] !== stage) await workers.drain();
    stage = STAGE[entry.kind];
    const bytes = 'text' in line.content ? line.content.text.length : 0;
    await workers.add(keysOf(entry), bytes, async () => {
      await settle(line, entry);
      finish(line.number);
    });
  }

  try {
    for await (const line of linesOf(source, MAX_LINE_BYTES)) {
      if (parts.signal.aborted) break;
      await take(line);
      state.bytes = line.end;
    }
  } catch (error) {
    if (!parts.signal.aborted) throw error;
  } finally {
    // What has begun is finished, whatever ended the reading.
    await workers.drain();
  }
}

/** Anything but the storage or the format stands in the way of this line alone. */
async function tryToApply(entry: Entry, to: Destination): Promise<Applied | { refusal: Omit<RefusedLine, 'line'> }> {
  try {
    return await apply(entry, to);
  } catch (error) {
    if (error instanceof StorageUnavailable || error instanceof LaterFormat) throw error;
    const message = `It cannot be imported: ${error instanceof Error ? error.message : error}`;
    return { refusal: { code: 'internal', message } };
  }
}

const told = (refusal: Refusal | Omit<RefusedLine, 'line'>): Omit<RefusedLine, 'line'> => {
  if ('message' in refusal) return refusal;
  const { code, detail, errors } = refusal;
  return { code, message: detail, ...(errors ? { errors } : {}) };
};

/** What the line says, why it says nothing, or null for an empty one. */
function entryOf({ content }: Line): Entry | Omit<RefusedLine, 'line'> | null {
  if ('problem' in content) {
    return content.problem === 'not_utf8'
      ? { code: 'not_utf8', message: 'The line is not UTF-8. Save the file as UTF-8.' }
      : tooLarge(content.bytes, MAX_LINE_BYTES);
  }
  if (content.text.trim() === '') return null;
  let json: unknown;
  try {
    json = jsonOf(content.text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { code: 'not_json', message: `The line is not JSON: ${why.slice(0, 200)}. Each line is one JSON object.` };
  }
  return parsed(json, content.text);
}

/** As the API reads a body: a member of this name would vanish on the way. Looking at each is for the lines that may have one. */
function jsonOf(text: string): unknown {
  if (!/__proto__|\\u00/u.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key, value: unknown) => {
    if (key === '__proto__') throw new SyntaxError('a member cannot be named __proto__');
    return value;
  });
}

function parsed(json: unknown, text: string): Entry | Omit<RefusedLine, 'line'> {
  const kind = kindOf(json);
  if (kind === null) {
    const message = `The line is of no kind that is known (${KINDS.filter((one) => one !== 'opening').join(', ')}).`;
    return { code: 'invalid_body', message };
  }
  const names = namesIn(json);
  const bytes = Buffer.byteLength(text);
  if (kind === 'opening' && bytes > MAX_INPUT_BYTES) return { kind, ...names, ...tooLarge(bytes, MAX_INPUT_BYTES) };
  try {
    return parseEntry(kind, json);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, message, extra } = error;
    const sentence = message.replace(/^The body/u, 'The line');
    return { kind, ...names, code, message: sentence, ...(extra.errors ? { errors: extra.errors } : {}) };
  }
}

function tooLarge(bytes: number, limit: number): { code: string; message: string } {
  return { code: 'payload_too_large', message: `The line has ${bytes} bytes; it may have ${limit}.` };
}

function kindOf(json: unknown): Kind | null {
  if (typeof json !== 'object' || json === null || !('kind' in json)) return 'opening';
  return KINDS.find((kind) => kind === json.kind && kind !== 'opening') ?? null;
}

type Names = Pick<RefusedLine, 'id' | 'externalId'>;

const namesOf = (entry: Entry): Names & { kind: Kind } => ({ kind: entry.kind, ...namesIn(entry.value) });

/** What the line's author knows it by, as far as it can be told before the line is checked. */
function namesIn(json: unknown): Names {
  const members = json as Record<string, unknown> | null;
  const part = [members?.request, members?.conversation, members?.seller, members].find(isObject);
  const id = isObject(members?.policy) ? members.policy.market : part?.id;
  const named = { id, externalId: part?.externalId };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => typeof value === 'string'));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
