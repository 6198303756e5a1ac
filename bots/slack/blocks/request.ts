/**
 * The one message of a request, always true: it opens with the ask, the deadline and the money, then shows what was
 * asked and said, and the buttons that are possible. Below these stands what is looked up: who has it, what the buyer asked
 * before, what happened. A closed request has no buttons.
 *
 * Slack takes about 13,000 characters of blocks, whatever its other limits say; every part here has a length of its
 * own, so that the sum stays below that.
 */
import { type EventView, erasedSaid, type Offer, oneLine, type RequestView, type ShipTo } from '../../../src/bot.ts';
import { actionButtons, shopActions } from './actions.ts';
import { assigneeBlock } from './assignee.ts';
import { buyerOf } from './buyer.ts';
import { earlierClaimsBlock } from './earlier-claims.ts';
import { happening } from './happenings.ts';
import { itself } from './itself.ts';
import type { KnownBlock, Message, RequestModel } from './model.ts';
import { bold, bullets, line, lines, link, mentioned, plain, quote, richText, spaced } from './rich.ts';
import { cut, mrkdwn, plainText } from './safe.ts';
import { leadLine, nowSentence, piecesOf } from './standing.ts';
import type { Words } from './words.ts';

const MOST = { items: 8, links: 8, linkLength: 2_500, happenings: 6 };
const LONGEST = { title: 80, text: 1_000, note: 300, sentence: 240, addressLine: 100, carrier: 200 };

/**
 * `nonce`: part of every block id; another one at every edit, or Slack keeps what it knows of the old blocks.
 * `mention`: a user's id, for whom it is near.
 */
export function requestMessage(
  kept: RequestModel,
  words: Words,
  nonce: string,
  { mention }: { mention?: string } = {},
): Message {
  const model = erasedSaid(kept, words.shared('erased'));
  const { request } = model;
  const lead = leadLine(request, words);
  const now = nowSentence(model, words);
  const id = (name: string) => `${nonce}:${name}`;
  const blocks: KnownBlock[] = [
    { type: 'header', block_id: id('lead'), text: plainText(lead, 150) },
    richText(id('ask'), lines([[plain(standText(model, words), 800), ...mentioned(mention)]])),
    itemsBlock(request, words, id('items')),
    ...buyersWords(request, words, id),
    ...offerNote(request, words, id('note')),
    ...rejection(request, words, id('rejection')),
    ...shipment(request, words, id),
    ...costs(model, words, id('costs')),
    ...actionButtons(model, words, nonce),
    ...assigneeBlock(model, words, id('assignee')),
    ...earlierClaimsBlock(model, words, id('earlier')),
    ...history(model, words, id('history')),
  ];
  return { text: mrkdwn(`${lead}\n${now}`, 1_000), blocks };
}

/** What is true now and what is possible, in a few sentences. */
function standText(model: RequestModel, words: Words): string {
  const { request } = model;
  const now = nowSentence(model, words);
  if (request.status !== 'awaiting_seller') return now;
  const asked = { buyer: buyerOf(request, words), count: piecesOf(request), money: words.money(request.claimValue) };
  const ask = words.say('request.ask', asked);
  return [ask, now, ...itself(model, words), ...choices(model, words)].join(' ');
}

function choices(model: RequestModel, words: Words): string[] {
  const actions = shopActions(model);
  if (actions.length === 0) return [];
  if (!actions.includes('offer')) return [words.say('request.onlyTwo')];
  return [
    words.say('request.offersLeft', { count: model.request.offersLeft ?? 0 }),
    words.say('request.refundable', { money: words.money(model.request.refundable) }),
  ];
}

function itemsBlock({ items, claimValue }: RequestView, words: Words, blockId: string): KnownBlock {
  const rows = items.slice(0, MOST.items).map((item) => {
    const { missingQuantity: missing, quantity } = item;
    const title = cut(oneLine(item.title), LONGEST.title);
    return [plain(words.say('request.item', { missing, quantity, price: words.money(item.unitPrice), title }), 250)];
  });
  const more = items.length - rows.length;
  if (more > 0) rows.push([plain(words.say('request.more', { count: more }))]);
  return richText(blockId, line(bold(words.say('request.items', { money: words.money(claimValue) }))), bullets(rows));
}

function buyersWords(request: RequestView, words: Words, id: (name: string) => string): KnownBlock[] {
  const { text, evidence = [] } = request;
  const who = words.say('request.buyer', { buyer: buyerOf(request, words) });
  const said = text ? [richText(id('text'), line(bold(who)), quote(text, LONGEST.text))] : [];
  return [...said, ...links(words.say('request.evidence'), evidence, words, id('evidence'))];
}

/** Links under our own labels, as many as there is room for. */
function links(label: string, urls: string[], words: Words, blockId: string): KnownBlock[] {
  if (urls.length === 0) return [];
  let room = MOST.linkLength;
  const shown = urls.flatMap((url, index) => {
    const element = link(url, words.say('request.photo', { number: index + 1 }));
    if (!element || index >= MOST.links || element.url.length > room) return [];
    room -= element.url.length;
    return [element];
  });
  const more = urls.length - shown.length;
  const rest = more > 0 ? [plain(words.say('request.more', { count: more }))] : [];
  return [richText(blockId, line(...spaced([bold(label), ...shown, ...rest])))];
}

function offerNote({ status, offer }: RequestView, words: Words, blockId: string): KnownBlock[] {
  if (status !== 'negotiating' || !offer?.note) return [];
  return [richText(blockId, line(bold(noteTitle(offer, words))), quote(offer.note, LONGEST.note))];
}

const noteTitle = (offer: Offer, words: Words): string =>
  words.say('request.note', { money: words.money(offer.amount) });

function rejection({ rejection: rejected }: RequestView, words: Words, blockId: string): KnownBlock[] {
  if (!rejected) return [];
  const reason = words.shared(`rejectReason.${rejected.reason}`);
  return [
    richText(blockId, line(bold(words.say('request.rejection', { reason }))), quote(rejected.text, LONGEST.note)),
  ];
}

/** Where to send it while it is to be sent; afterwards how it goes. */
function shipment(request: RequestView, words: Words, id: (name: string) => string): KnownBlock[] {
  const { shipment: sent, shipTo, status } = request;
  if (status === 'awaiting_shipment') {
    return shipTo ? [addressBlock(shipTo, words, id('shipTo'))] : [];
  }
  if (!sent?.carrier) return [];
  const { carrier, trackingNumber: tracking = '', latest } = sent;
  const rows = [
    [bold(words.say('request.carrier'))],
    [plain(words.say('request.tracking', { carrier, tracking }), 220)],
  ];
  if (latest) {
    const text = cut(oneLine(latest.text), LONGEST.carrier);
    rows.push([plain(words.say('request.latest', { time: words.time(latest.at), text }))]);
  }
  return [richText(id('carrier'), lines(rows))];
}

function addressBlock({ name, lines: address, postalCode, country, phone }: ShipTo, words: Words, blockId: string) {
  const place = [postalCode, country].filter(Boolean).join(' ');
  const rows = [name, ...address, place, phone ?? ''].filter(Boolean);
  return richText(
    blockId,
    lines([[bold(words.say('request.shipTo'))], ...rows.map((row) => [plain(oneLine(row), LONGEST.addressLine)])]),
  );
}

/** Who pays for sending, for whom it matters now. */
function costs(model: RequestModel, words: Words, blockId: string): KnownBlock[] {
  const { status, shippingOption: option } = model.request;
  const matters = status === 'awaiting_shipment' || shopActions(model).includes('approve');
  if (!matters) return [];
  const text = plainText(words.say('request.shipping', { option }), 300);
  return [{ type: 'context', block_id: blockId, elements: [text] }];
}

/** The event without those words of people that stand in the message already. */
function withoutShown(event: EventView, { request: { status, offer } }: RequestModel): EventView {
  if (event.type === 'request.rejected') return { ...event, data: { ...event.data, text: '' } };
  if (event.type !== 'offer.proposed' && event.type !== 'offer.countered') return event;
  if (status !== 'negotiating' || event.data.offer.id !== offer?.id) return event;
  const { note: _, ...bare } = event.data.offer;
  return { ...event, data: { ...event.data, offer: bare } } as EventView;
}

function history(model: RequestModel, words: Words, blockId: string): KnownBlock[] {
  const told = model.history.flatMap((event) => {
    const what = happening(withoutShown(event, model), model, words);
    return what ? [[plain(`${words.time(event.at)} · ${cut(what.text, LONGEST.sentence)}`)]] : [];
  });
  if (told.length === 0) return [];
  const latest = told.slice(-MOST.happenings);
  return [richText(blockId, line(bold(words.say('request.history'))), bullets(latest))];
}
