/** What a commit writes into a request's document. */
import { type Counted, countsOf, dayOf, shopAnsweredAt, timedOutAt } from '../../application/figures.ts';
import { addedWords, type Indexed, indexed } from '../../application/indexed.ts';
import type { Commit } from '../../application/ports/requests.ts';
import type { RequestEvent, RequestState } from '../../domain/request.ts';
import { eventText } from '../../domain/stored-event.ts';
import type { EventDocument, RequestDocument } from './collections/requests.ts';
import { listsOf } from './list-names.ts';

const listed = ({ facts: { sellerId, buyerId } }: RequestState, found: Omit<Indexed, 'lastOfferAt'>) =>
  listsOf({ sellerId, buyerId, ...found });

/** What lists are walked and filtered by. */
export function findable(state: RequestState) {
  const found = indexed(state);
  const { conversationId, openedAt, claim, shopAssignee, agentsAssignee } = found;
  return { conversationId, openedAt, claim, shopAssignee, agentsAssignee, lists: listed(state, found) };
}

/** What it adds to the figures, beside the days on which the shop answered or had not. */
export const countedOf = (state: RequestState): Counted[] => countsOf(indexed(state));

/** The days on which the shop first answered, or timed out; the earliest stands. */
export function answerDays(events: readonly RequestEvent[]): Pick<RequestDocument, 'answeredDay' | 'timedOutDay'> {
  const answered = shopAnsweredAt(events);
  const timedOut = timedOutAt(events);
  return {
    ...(answered === null ? {} : { answeredDay: dayOf(answered) }),
    ...(timedOut === null ? {} : { timedOutDay: dayOf(timedOut) }),
  };
}

/** What every commit states, and what only some do. A commit without a lease leaves the one that stands. */
function stated({ state, events, wakeAt, lease }: Commit) {
  const { lastOfferAt, ...found } = indexed(state);
  const { externalId } = state.facts;
  const timeout = timedOutAt(events);
  return {
    version: state.version,
    state: JSON.stringify(state),
    owed: true,
    ...(externalId === undefined ? {} : { externalId }),
    ...found,
    lists: listed(state, found),
    counted: countsOf(found),
    ...(wakeAt === null ? {} : { wakeAt: Date.parse(wakeAt) }),
    ...(lastOfferAt === null ? {} : { lastOfferAt }),
    ...(timeout === null ? {} : { timeoutAt: Date.parse(timeout) }),
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
    ...stated(commit),
    words: addedWords(commit),
    owed: (commit.told ?? 0) < commit.state.version,
    ...answerDays(commit.events),
    events: eventDocuments(commit, name),
  };
}

const added = (commit: Commit, name: string) => ({
  $addToSet: { words: { $each: addedWords(commit) } },
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
      $set: { ...stated(commit), ...rewritten(commit, name) },
      $min: answerDays(commit.events),
      ...(commit.wakeAt === null ? { $unset: { wakeAt: true as const } } : {}),
      ...(commit.erasing ? { $pullAll: { words: commit.erasing.words } } : added(commit, name)),
    },
  };
}
