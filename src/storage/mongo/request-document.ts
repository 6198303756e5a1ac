/** What a commit writes into a request's document. */
import { type Counted, countsOf, dayOf, shopAnsweredAt, timedOutAt } from '../../application/figures.ts';
import type { Commit } from '../../application/ports/requests.ts';
import { searchWords } from '../../application/search-words.ts';
import { CLOSED, type RequestEvent, type RequestState, tabOf, waitingOn } from '../../domain/request.ts';
import { eventText } from '../../domain/stored-event.ts';
import type { EventDocument, OfferFacts, RequestDocument } from './collections/requests.ts';
import { listsOf } from './list-names.ts';

/** The `dueAt` of a request without a deadline: sorts it last. */
const NEVER = Number.MAX_SAFE_INTEGER;

type Always = Pick<
  RequestDocument,
  | 'version'
  | 'state'
  | 'owed'
  | 'externalId'
  | 'status'
  | 'tab'
  | 'waitingOn'
  | 'dueAt'
  | 'updatedAt'
  | 'conversationId'
  | 'openedAt'
  | 'claim'
  | 'shopAssignee'
  | 'agentsAssignee'
  | 'lists'
  | 'offers'
  | 'counted'
>;
type Sometimes = Pick<RequestDocument, 'wakeAt' | 'lastOfferAt' | 'timeoutAt' | 'leaseOwner' | 'leaseUntil'>;

function dueAt({ deadline, status }: RequestState): number {
  return deadline && !CLOSED.has(status) ? Date.parse(deadline.at) : NEVER;
}

function offerFacts({ offers, secondThought }: RequestState): OfferFacts[] {
  return offers.map(({ id, status, percent, by, createdAt, answer }) => ({
    status,
    percent,
    by,
    createdAt,
    ...(answer ? { answeredAt: answer.at } : {}),
    ...(secondThought?.offerId === id ? { was: secondThought.was } : {}),
  }));
}

/** What lists are walked and filtered by. */
export function findable(state: RequestState) {
  const { sellerId, buyerId, conversationId } = state.facts;
  const shopAssignee = state.assignees?.shop?.id ?? null;
  const agentsAssignee = state.assignees?.agents?.id ?? null;
  return {
    conversationId,
    openedAt: state.openedAt,
    claim: state.claimValue.amount,
    shopAssignee,
    agentsAssignee,
    lists: listsOf({ sellerId, buyerId, tab: tabOf(state), status: state.status, shopAssignee, agentsAssignee }),
  };
}

/** What it adds to the figures, beside the days on which the shop answered or had not. */
export const countedOf = (state: RequestState): Counted[] =>
  countsOf({ openedAt: state.openedAt, offers: offerFacts(state) });

/** The days on which the shop first answered, or timed out; the earliest stands. */
export function answerDays(events: readonly RequestEvent[]): Pick<RequestDocument, 'answeredDay' | 'timedOutDay'> {
  const answered = shopAnsweredAt(events);
  const timedOut = timedOutAt(events);
  return {
    ...(answered === null ? {} : { answeredDay: dayOf(answered) }),
    ...(timedOut === null ? {} : { timedOutDay: dayOf(timedOut) }),
  };
}

function always(state: RequestState): Always {
  const { externalId } = state.facts;
  const { status } = state;
  return {
    version: state.version,
    state: JSON.stringify(state),
    owed: true,
    ...(externalId === undefined ? {} : { externalId }),
    status,
    tab: tabOf(state),
    waitingOn: waitingOn(state),
    dueAt: dueAt(state),
    updatedAt: Date.parse(state.updatedAt),
    ...findable(state),
    offers: offerFacts(state),
    counted: countedOf(state),
  };
}

/** Fields that only some commits set. A commit without a lease leaves the one that stands. */
function sometimes({ state, events, wakeAt, lease }: Commit): Partial<Sometimes> {
  const lastOffer = state.offers.at(-1);
  const timeout = timedOutAt(events);
  return {
    ...(wakeAt === null ? {} : { wakeAt: Date.parse(wakeAt) }),
    ...(lastOffer ? { lastOfferAt: Date.parse(lastOffer.createdAt) } : {}),
    ...(timeout !== null ? { timeoutAt: Date.parse(timeout) } : {}),
    ...(lease ? { leaseOwner: lease.owner, leaseUntil: lease.until } : {}),
  };
}

function eventDocuments({ events, commandId }: Commit, name: string): EventDocument[] {
  return events.map((event) => ({
    seq: event.seq,
    commit: name,
    ...(commandId === undefined ? {} : { commandId }),
    event: eventText(event),
  }));
}

/** The document of a new request. `name` is the commit's. */
export function insertOf(commit: Commit, name: string): RequestDocument {
  const { id, facts } = commit.state;
  return {
    _id: id,
    told: commit.told ?? 0,
    leaseOwner: null,
    leaseUntil: 0,
    sellerId: facts.sellerId,
    buyerId: facts.buyerId,
    market: facts.market,
    reason: facts.reason,
    ...always(commit.state),
    words: searchWords(commit.state, commit.shopName),
    owed: (commit.told ?? 0) < commit.state.version,
    ...sometimes(commit),
    ...answerDays(commit.events),
    events: eventDocuments(commit, name),
  };
}

/** What it was once found by it is found by for good. */
const added = (commit: Commit, name: string) => ({
  $addToSet: { words: { $each: searchWords(commit.state) } },
  $push: { events: { $each: eventDocuments(commit, name) } },
});

/** Each event by its place, for event n stands at n - 1: what commands and commits they came from stays. */
function rewritten(commit: Commit, name: string): Record<string, string | EventDocument> {
  if (!commit.erasing) return {};
  const texts = commit.erasing.events.map((event) => [`events.${event.seq - 1}.event`, eventText(event)]);
  const news = eventDocuments(commit, name).map((document) => [`events.${document.seq - 1}`, document]);
  return Object.fromEntries([...texts, ...news]);
}

/** The one update that is the commit, guarded by the version that was read. */
export function updateOf(commit: Commit, name: string) {
  return {
    filter: { _id: commit.state.id, version: commit.expectedVersion },
    update: {
      $set: { ...always(commit.state), ...sometimes(commit), ...rewritten(commit, name) },
      $min: answerDays(commit.events),
      ...(commit.wakeAt === null ? { $unset: { wakeAt: true as const } } : {}),
      ...(commit.erasing ? { $pullAll: { words: commit.erasing.words } } : added(commit, name)),
    },
  };
}
