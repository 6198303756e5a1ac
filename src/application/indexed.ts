/**
 * What lists and figures find a request by, read from it in one place. Each storage keeps it beside the state, in columns or
 * fields of its own, and says there what its indexes need otherwise.
 */
import type { EventType } from '../contract/event.ts';
import { CLOSED, type RequestState, tabOf, waitingOn } from '../domain/request.ts';
import type { OfferFacts } from './ports/figures.ts';
import type { Commit } from './ports/requests.ts';
import { searchWords } from './search-words.ts';

/** The `dueAt` of a request without a deadline: sorts it last. */
const NEVER = Number.MAX_SAFE_INTEGER;

const dueAt = ({ deadline, status }: RequestState): number =>
  deadline && !CLOSED.has(status) ? Date.parse(deadline.at) : NEVER;

/** What offers contribute to the statistics, small enough that thousands can be read. */
const offerFacts = ({ offers, secondThought }: RequestState): OfferFacts[] =>
  offers.map(({ id, status, percent, by, createdAt, answer }) => ({
    status,
    percent,
    by,
    createdAt,
    ...(answer ? { answeredAt: answer.at } : {}),
    ...(secondThought?.offerId === id ? { was: secondThought.was } : {}),
  }));

/** Moments that lists are sorted by, or figures look back to, are milliseconds; the claim is in minor units. */
export function indexed(state: RequestState) {
  const lastOffer = state.offers.at(-1);
  return {
    conversationId: state.facts.conversationId,
    openedAt: state.openedAt,
    claim: state.claimValue.amount,
    status: state.status,
    tab: tabOf(state),
    waitingOn: waitingOn(state),
    dueAt: dueAt(state),
    updatedAt: Date.parse(state.updatedAt),
    shopAssignee: state.assignees?.shop?.id ?? null,
    agentsAssignee: state.assignees?.agents?.id ?? null,
    offers: offerFacts(state),
    lastOfferAt: lastOffer ? Date.parse(lastOffer.createdAt) : null,
  };
}

export type Indexed = ReturnType<typeof indexed>;

const ADDS_TERMS: ReadonlySet<EventType> = new Set(['request.updated', 'shipment.shipped']);

/** What `q` finds the request by, as far as this commit may have added it: what once found it finds it for good. */
export function addedWords({ state, events, expectedVersion, shopName }: Commit): string[] {
  if (expectedVersion === 0) return searchWords(state, shopName);
  return events.some(({ type }) => ADDS_TERMS.has(type)) ? searchWords(state) : [];
}
