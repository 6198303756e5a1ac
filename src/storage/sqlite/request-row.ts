/** A request as its row: the state as JSON, and beside it what indexes and statistics need. */
import { shopAnsweredAt, timedOutAt } from '../../application/figures.ts';
import type { StatsFacts } from '../../application/ports/figures.ts';
import type { Commit } from '../../application/ports/requests.ts';
import { searchWords } from '../../application/search-words.ts';
import type { EventType } from '../../contract/event.ts';
import type { Instant } from '../../contract/primitives.ts';
import { CLOSED, type RequestEvent, type RequestState, tabOf, waitingOn } from '../../domain/request.ts';

/** The `due_at` of a request without a deadline: sorts it last. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** What an offer contributes to the statistics, stored small so that thousands can be read. */
export type OfferFacts = StatsFacts['offers'][number];

/** The columns that a commit may change. */
export interface MutableColumns {
  id: string;
  version: number;
  state: string;
  status: string;
  tab: string;
  waiting_on: string | null;
  due_at: number;
  updated_at: number;
  wake_at: number | null;
  offers: string | null;
  last_offer_at: number | null;
  shop_assignee: string | null;
  agents_assignee: string | null;
  /** When the platform approved because the seller stayed silent; null in a commit where it did not. */
  timeout_at: number | null;
  /** When the shop answered; null in a commit where it did not, and the first one stands. */
  answered_at: string | null;
}
/** The columns that never change after the insert. */
export interface FixedColumns {
  seller_id: string;
  buyer_id: string;
  market: string;
  reason: string;
  conversation_id: string;
  opened_at: string;
  /** In minor units. */
  claim: number;
}

const dueAt = (state: RequestState): number =>
  state.deadline && !CLOSED.has(state.status) ? Date.parse(state.deadline.at) : NEVER;

function offerFacts(state: RequestState): OfferFacts[] {
  const { secondThought } = state;
  return state.offers.map(({ id, status, percent, by, createdAt, answer }) => ({
    status,
    percent,
    by,
    createdAt,
    ...(answer ? { answeredAt: answer.at } : {}),
    ...(secondThought?.offerId === id ? { was: secondThought.was } : {}),
  }));
}

function timeoutAt(events: RequestEvent[]): number | null {
  const at = timedOutAt(events);
  return at === null ? null : Date.parse(at);
}

export function mutableColumns(state: RequestState, events: RequestEvent[], wakeAt: Instant | null): MutableColumns {
  const lastOffer = state.offers.at(-1);
  return {
    id: state.id,
    version: state.version,
    state: JSON.stringify(state),
    status: state.status,
    tab: tabOf(state),
    waiting_on: waitingOn(state),
    due_at: dueAt(state),
    updated_at: Date.parse(state.updatedAt),
    wake_at: wakeAt === null ? null : Date.parse(wakeAt),
    offers: lastOffer ? JSON.stringify(offerFacts(state)) : null,
    last_offer_at: lastOffer ? Date.parse(lastOffer.createdAt) : null,
    shop_assignee: state.assignees?.shop?.id ?? null,
    agents_assignee: state.assignees?.agents?.id ?? null,
    timeout_at: timeoutAt(events),
    answered_at: shopAnsweredAt(events),
  };
}

export const fixedColumns = ({ facts, openedAt, claimValue }: RequestState): FixedColumns => ({
  seller_id: facts.sellerId,
  buyer_id: facts.buyerId,
  market: facts.market,
  reason: facts.reason,
  conversation_id: facts.conversationId,
  opened_at: openedAt,
  claim: claimValue.amount,
});

const ADDS_TERMS: ReadonlySet<EventType> = new Set(['request.updated', 'shipment.shipped']);

/** What `q` finds the request by, as far as this commit may have added it. */
export function newTerms({ state, events, expectedVersion, shopName }: Commit): string[] {
  if (expectedVersion === 0) return searchWords(state, shopName);
  return events.some(({ type }) => ADDS_TERMS.has(type)) ? searchWords(state) : [];
}
