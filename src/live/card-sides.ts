/**
 * A card as each side has it before them, for the agent who is asked about it: rendered for the buyer and for the shop
 * in their own language and zone, with the buttons that they have. It carries no link to answer with, and who answers
 * is decided where an answer arrives, so that looking is all that can be done with it.
 */
import { type Caller, canSeeRequest } from '../application/access.ts';
import { buyerReader } from '../application/answer-links.ts';
import { sheetOf } from '../application/cards/sheet.ts';
import { cardFacts } from '../application/notices.ts';
import { shopNames } from '../application/request-views.ts';
import { type Reader, settled } from '../application/voice.ts';
import type { CardSide, CardsAnswer } from '../contract/live.ts';
import type { Offer } from '../contract/request.ts';
import type { RequestState } from '../domain/request.ts';
import type { LiveParts } from './parts.ts';
import { LiveProblem } from './problems.ts';

/** The shop as a reader: what its alerts are written in, since each member of staff brings a language of their own. */
async function shopReader({ facts: { sellerId: id } }: RequestState, { store }: LiveParts): Promise<Reader> {
  const locale = (await store.directory.seller(id))?.alerts?.slack?.locale;
  const person = { role: 'seller' as const, id, ...(locale ? { locale } : {}) };
  return { caller: { kind: 'person', person }, ...(locale ? { locale } : {}) };
}

interface About {
  state: RequestState;
  offer: Offer;
  sellerName: string | undefined;
  now: number;
}

function sideOf({ state, offer, sellerName, now }: About, reader: Reader): CardSide {
  const { card, text } = sheetOf(state, offer, reader, now, { sellerName });
  const { locale, zone } = settled(reader, cardFacts(state, offer).home);
  return { card, text, locale, zone };
}

/** Both sides of the request's last offer. Throws `not_found` without an offer. */
export async function cardsOf(requestId: string, caller: Caller, parts: LiveParts): Promise<CardsAnswer> {
  const state = (await parts.store.requests.load(requestId))?.state;
  const offer = state?.offers.at(-1);
  if (!state || !canSeeRequest(caller, state)) {
    throw new LiveProblem('not_found', `There is no request ${requestId} that you may see.`);
  }
  if (!offer) throw new LiveProblem('not_found', `Request ${requestId} has no offer yet, so there is no card to show.`);
  const [shop, names] = await Promise.all([shopReader(state, parts), shopNames(parts.store.directory, [state])]);
  const about = { state, offer, sellerName: names.get(state.facts.sellerId), now: parts.clock.now() };
  return { buyer: sideOf(about, buyerReader(state)), seller: sideOf(about, shop) };
}
