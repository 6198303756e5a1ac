/**
 * Erasing what is known of a buyer, in place: name, address, words, photos and metadata leave everything that is kept; ids,
 * amounts, times and decisions stay.
 *
 * Two ways in, by the route for all of a buyer's requests and by the clock for one whose policy says so, and the same two steps
 * for each request. First one commit rewrites its history and ends it with `request.erased`, guarded by the version that was
 * read, so that whoever was about to commit decides again on what is left. That commit wakes the request at once, for the second
 * step: clearing what lies around it, and its conversation once all of its requests are erased. What a crash leaves of that is
 * found by the sweep; every step leaves alone what was erased before. The request rests when everything that came before
 * was told, since whatever is told later could bring words back.
 */
import type { ErasedCounts } from '../../contract/erasing.ts';
import type { Actor } from '../../contract/request.ts';
import { PLATFORM } from '../../domain/draft.ts';
import { eraseHistory } from '../../domain/erased.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { CLOSED, eraseAt, type RequestEvent, type RequestState, wakeAt } from '../../domain/request.ts';
import { type CommittingParts, committing } from '../committing.ts';
import type { Feed } from '../feed.ts';
import type { Clock } from '../ports/clock.ts';
import type { Relay } from '../relay.ts';
import { searchWords, wordsOf } from '../search-words.ts';
import { createConversationErasing } from './conversation.ts';
import { createLeftovers } from './leftovers.ts';

export interface Erasing {
  /** Refused with `conflict`, and nothing is erased, where one of the buyer's requests is open. */
  buyer(buyerId: string, actor: Actor): Promise<ErasedCounts | Refusal>;
  /** Does what is due on a closed request that the clock woke. False where something is left to do for later. */
  onTime(state: RequestState): Promise<boolean>;
}

export interface ErasingParts extends CommittingParts {
  relay: Pick<Relay, 'leaseFor' | 'committed' | 'settled'>;
  feed: Feed;
  clock: Clock;
  wallClock: Clock;
  /** Removes photos that were given up, some at a time; answers how many. */
  clearAway(): Promise<number>;
}

const PAGE = 100;
const MOST_ATTEMPTS = 20;
/** How long it is waited for what was just committed to be told. */
const SETTLE_MS = 2_000;

export function createErasing({ feed, clock, wallClock, clearAway, ...parts }: ErasingParts): Erasing {
  const { store, relay } = parts;
  const commit = committing(parts);
  const conversation = createConversationErasing({ store, feed, clock, clearAway });
  const leftovers = createLeftovers(store, wallClock);

  async function requestsOf(buyerId: string): Promise<RequestState[]> {
    const found: RequestState[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const query = { filter: { buyerId }, sort: 'deadline' as const, limit: PAGE, now: clock.now() };
      const page = await store.requests.list(cursor === undefined ? query : { ...query, cursor });
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    return found;
  }

  async function historyOf(id: string): Promise<RequestEvent[]> {
    const events: RequestEvent[] = [];
    for (;;) {
      const page = await store.requests.events(id, events.length, PAGE);
      events.push(...page);
      if (page.length < PAGE) return events;
    }
  }

  /** The words of a person's names, where nothing else is called so. */
  async function wordsGone(history: readonly RequestEvent[], left: RequestState): Promise<string[]> {
    const shop = await store.directory.seller(left.facts.sellerId);
    const kept = new Set(searchWords(left, shop?.name));
    return [...new Set(history.flatMap(namesIn).flatMap(wordsOf))].filter((word) => !kept.has(word));
  }

  /** False where it was erased before and nothing was added since. */
  async function eraseRequest(id: string, actor: Actor): Promise<boolean> {
    for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
      const loaded = await store.requests.load(id);
      if (!loaded || loaded.state.erased || !CLOSED.has(loaded.state.status)) return false;
      const history = await historyOf(id);
      const { version } = loaded.state;
      if (history.length !== version) continue;
      const at = new Date(clock.now()).toISOString();
      const { kept, events, state } = eraseHistory(history, { actor, arrivedAt: at, at });
      const erasing = { events: kept, words: await wordsGone(history, state) };
      const change = { state, events, expectedVersion: version, wakeAt: wakeAt(state), erasing };
      if ((await commit(change, loaded)) === 'committed') return true;
    }
    throw new Error(`request ${id} changed ${MOST_ATTEMPTS} times while it was erased`);
  }

  async function areAllErased(conversationId: string): Promise<boolean> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: RequestState[] = await store.requests.inConversation(conversationId, after, PAGE);
      if (page.some(({ erased }) => !erased)) return false;
      after = page.length < PAGE ? undefined : page.at(-1)?.id;
    }
    return true;
  }

  /** What lies around an erased request. False where it has to be done once more. */
  async function clearAround(id: string): Promise<boolean> {
    const loaded = await store.requests.load(id);
    if (!loaded?.state.erased) return true;
    const { state, told } = loaded;
    const { conversationId } = state.facts;
    await leftovers.ofNotes(id);
    await leftovers.ofWebhooks(state);
    await leftovers.ofAnswers(id);
    let isDone = await leftovers.ofWork(id);
    if (await areAllErased(conversationId)) {
      await conversation(conversationId);
      await leftovers.ofAnswers(conversationId);
      isDone = (await leftovers.ofWork(conversationId)) && isDone;
    }
    await store.scrub();
    if (!isDone || told < state.version) return false;
    await store.requests.rest(id, state.version);
    return true;
  }

  return {
    async buyer(buyerId, actor) {
      const requests = await requestsOf(buyerId);
      const open = requests.find(({ status }) => !CLOSED.has(status));
      if (open) {
        const detail = `Request ${open.id} of ${buyerId} is ${open.status}: a buyer is erased once all their requests are closed.`;
        return refuse('conflict', detail, { requestStatus: open.status });
      }
      const counts = { requests: 0, messages: 0, attachments: 0 };
      for (const id of new Set(requests.map(({ facts }) => facts.conversationId))) {
        await relay.settled(id, SETTLE_MS);
        const { messages, attachments } = await conversation(id);
        counts.messages += messages;
        counts.attachments += attachments;
      }
      for (const { id } of requests) if (await eraseRequest(id, actor)) counts.requests += 1;
      for (const { id, facts } of requests) {
        await relay.settled(facts.conversationId, SETTLE_MS);
        await clearAround(id);
      }
      return counts;
    },

    async onTime(state) {
      const at = eraseAt(state);
      if (at !== null && Date.parse(at) <= clock.now()) await eraseRequest(state.id, PLATFORM);
      else if (!state.erased) return true;
      return clearAround(state.id);
    },
  };
}

/** What people are called by the event. */
const namesIn = ({ data }: RequestEvent): string[] => {
  const { buyerName, shipTo } = data as { buyerName?: string; shipTo?: { name: string } };
  return [buyerName, shipTo?.name].filter((name) => name !== undefined);
};
