/** Requests: reading them, beside what commits, lists, relay and statistics have in files of their own. */
import type { LoadedRequest, RequestStore } from '../../application/ports/requests.ts';
import type { RequestEvent, RequestState } from '../../domain/request.ts';
import { eventFrom } from '../../domain/stored-event.ts';
import { Batcher } from './batcher.ts';
import type { Collections } from './collections/collections.ts';
import { INDEX, type RequestDocument } from './collections/requests.ts';
import { mongoCommits } from './commits.ts';
import { mongoExternalIds } from './external-ids.ts';
import { mongoFigures } from './figures.ts';
import { mongoLists } from './lists.ts';
import { mongoOpenings } from './openings.ts';
import { reach } from './reach.ts';
import { mongoRelay } from './relay.ts';
import { mongoRequestScan } from './scan.ts';
import { mongoStats } from './stats.ts';

const LANES = 4;
const WITHOUT_EVENTS = { state: 1, told: 1, leaseOwner: 1, leaseUntil: 1 } as const;

type Head = Pick<RequestDocument, '_id' | 'state' | 'told' | 'leaseOwner' | 'leaseUntil'>;

const loadedOf = ({ state, told, leaseOwner, leaseUntil }: Head): LoadedRequest => ({
  state: JSON.parse(state),
  told,
  lease: leaseOwner === null ? null : { owner: leaseOwner, until: leaseUntil },
});

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

export function mongoRequests(collections: Collections): RequestStore {
  const { requests } = collections;

  async function heads(ids: string[]): Promise<Map<string, Head>> {
    const options = { projection: WITHOUT_EVENTS, batchSize: ids.length };
    const found = await requests.find({ _id: { $in: [...new Set(ids)] } }, options).toArray();
    return new Map(found.map((head) => [head._id, head]));
  }
  const loads = new Batcher<string, LoadedRequest | null>(LANES, async (ids) => {
    const found = await heads(ids);
    return ids.map((id) => {
      const head = found.get(id);
      return head ? loadedOf(head) : null;
    });
  });

  async function loadMany(ids: string[]): Promise<RequestState[]> {
    const found = await heads(ids);
    return ids.flatMap((id) => {
      const head = found.get(id);
      return head ? [loadedOf(head).state] : [];
    });
  }

  async function newestOpen(conversationIds: string[]): Promise<Map<string, string>> {
    const filter = { conversationId: { $in: conversationIds }, tab: { $ne: 'closed' } };
    const options = { projection: { conversationId: 1, openedAt: 1 }, hint: INDEX.conversation } as const;
    const found = await requests.find(filter, options).toArray();
    const opened = found.map(({ _id, conversationId = '', openedAt = '' }) => ({ id: _id, conversationId, openedAt }));
    opened.sort((a, b) => (a.openedAt === b.openedAt ? compare(a.id, b.id) : compare(a.openedAt, b.openedAt)));
    return new Map(opened.map(({ conversationId, id }) => [conversationId, id]));
  }

  async function events(requestId: string, afterSeq: number, limit: number): Promise<RequestEvent[]> {
    // Event n stands at n - 1, since history has no gaps. `version` keeps the rest of the document out.
    const projection = { version: 1, events: { $slice: [afterSeq, limit] } };
    const found = await requests.findOne({ _id: requestId }, { projection });
    return (found?.events ?? []).map(({ event }) => eventFrom(event));
  }

  return {
    commit: mongoCommits(collections),
    load: (id) => loads.add(id),
    loadMany: (ids) => (ids.length === 0 ? Promise.resolve([]) : reach(() => loadMany(ids))),
    ...mongoExternalIds(collections),
    wasApplied: (requestId, commandId) =>
      reach(async () => {
        const filter = { _id: requestId, 'events.commandId': commandId };
        return (await requests.findOne(filter, { projection: { _id: 1 } })) !== null;
      }),
    events: (requestId, afterSeq, limit) => reach(() => events(requestId, afterSeq, limit)),
    ...mongoLists(collections),
    ...mongoRelay(collections),
    ...mongoOpenings(collections),
    inConversation: (conversationId, afterId, limit) =>
      reach(async () => {
        const filter = { conversationId, _id: { $gt: afterId } };
        const options = { projection: { state: 1 }, hint: INDEX.conversation, sort: { _id: 1 }, limit } as const;
        return (await requests.find(filter, options).toArray()).map(({ state }) => JSON.parse(state));
      }),
    newestOpen: (ids) => (ids.length === 0 ? Promise.resolve(new Map()) : reach(() => newestOpen(ids))),
    stats: mongoStats(collections),
    ...mongoFigures(collections),
    scan: mongoRequestScan(collections),
  };
}
