/** Draws a label and its packing slip as one PDF. */
import type { ShippingLabel } from '../application/shipping/label.ts';
import { createBreather } from './breather.ts';
import { facesFor } from './fonts/faces.ts';
import { SUBSTITUTE } from './fonts/runs.ts';
import { transliteration } from './fonts/transliteration.ts';
import { Paper } from './paper.ts';
import { drawFoot, drawParcelPage } from './parcel-page.ts';
import { drawSlipPage, slipPages } from './slip-pages.ts';

/** How long drawing may hold the event loop before others have a turn, in milliseconds. */
const TURN_MS = 8;

export async function drawDocuments(written: ShippingLabel): Promise<Uint8Array> {
  const label = await readable(written);
  const characters = charactersOf(label);
  const faces = { 400: await facesFor(characters, 400), 700: await facesFor(characters, 700) };
  const paper = new Paper(
    { title: label.title, author: label.sender.value, locale: label.locale, madeAt: Date.parse(label.changedAt) },
    faces,
  );
  const breathe = createBreather(TURN_MS);
  const slip = await slipPages(paper, label, breathe);
  const pages = slip.length + 1;
  paper.newPage();
  await drawParcelPage(paper, label, breathe);
  drawFoot(paper, label, 1, pages);
  for (const [index, page] of slip.entries()) {
    await breathe();
    paper.newPage();
    drawSlipPage(paper, label, page, index);
    drawFoot(paper, label, index + 2, pages);
  }
  await breathe();
  return paper.finish();
}

/** The label with names and titles that few can read, or no font can write, in Latin letters beside them. */
async function readable(label: ShippingLabel): Promise<ShippingLabel> {
  const { sender, to, slip } = label;
  const { name = '', lines = [] } = to.recipient ?? {};
  const latin = await transliteration([sender.value, name, ...lines, ...slip.items.map(({ title }) => title)]);
  const beside = (text: string) => [text, latin(text)].filter((each) => each !== null).join(' – ');
  const under = (text: string) => [text, latin(text)].filter((each) => each !== null);
  const recipient = to.recipient && { ...to.recipient, lines: [...under(name).slice(1), ...lines.flatMap(under)] };
  return {
    ...label,
    sender: { ...sender, value: beside(sender.value) },
    to: { ...to, recipient },
    slip: { ...slip, items: slip.items.map((item) => ({ ...item, title: beside(item.title) })) },
  };
}

/** Every character of the words on it: those of JSON, with `×`, `…` and the substitute, which drawing adds. */
function charactersOf(label: ShippingLabel): Set<number> {
  const text = `${JSON.stringify(label)}${label.page(1, 2)}0123456789 ×…${SUBSTITUTE}`;
  return new Set(Array.from(text, (character) => character.codePointAt(0) ?? 0));
}
