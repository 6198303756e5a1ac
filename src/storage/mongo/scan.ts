/** Reading everything in the order of ids, and putting back what was read elsewhere: what moving in and out needs. */
import type { ChatStore } from '../../application/ports/chat.ts';
import type { RequestStore } from '../../application/ports/requests.ts';
import type { StoredMessage } from '../../application/transcript.ts';
import { eventFrom } from '../../domain/stored-event.ts';
import type { Collections } from './collections/collections.ts';
import { isDuplicate } from './errors.ts';
import { restoredDocument } from './message-document.ts';
import { reach } from './reach.ts';

export function mongoRequestScan({ requests }: Collections): RequestStore['scan'] {
  return (afterId, limit) =>
    reach(async () => {
      const found = await requests
        .find({ _id: { $gt: afterId } }, { projection: { state: 1, told: 1, 'events.event': 1 } })
        .sort({ _id: 1 })
        .limit(limit)
        .batchSize(limit)
        .toArray();
      return found.map(({ state, events, told }) => ({
        state: JSON.parse(state),
        events: events.map(({ event }) => eventFrom(event)),
        told,
      }));
    });
}

export function mongoConversationScan(conversations: Collections['conversations']): ChatStore['scan'] {
  return (afterId, limit) =>
    reach(async () => {
      const found = await conversations
        .find({ _id: { $gt: afterId } })
        .sort({ _id: 1 })
        .limit(limit)
        .batchSize(limit)
        .toArray();
      return found.map(({ _id, buyerId, sellerId }) => ({ id: _id, buyerId, sellerId }));
    });
}

/**
 * Each insert stands alone: where one is refused, those before it stay, and restoring again goes on from there. The one
 * with the highest `change` comes last and brings the numbers that edits left behind elsewhere.
 */
export function mongoRestore(messages: Collections['messages']): ChatStore['restore'] {
  async function standing(ids: string[]): Promise<Map<string, { seq: number; change: number }>> {
    const projection = { seq: 1, change: 1 } as const;
    const found = await messages.find({ _id: { $in: ids } }, { projection, batchSize: ids.length }).toArray();
    return new Map(found.map(({ _id, seq, change }) => [_id, { seq, change }]));
  }

  async function restore(wanted: StoredMessage[], again: boolean): Promise<'restored' | 'known' | 'taken'> {
    const there = await standing(wanted.map(({ id }) => id));
    const missing = wanted.filter(({ id }) => !there.has(id));
    const differs = wanted.some(({ id, seq, change }) => {
      const found = there.get(id);
      return found !== undefined && (found.seq !== seq || found.change < change);
    });
    if (differs) return 'taken';
    const last = missing.toSorted((a, b) => a.change - b.change).pop();
    // What this very call put back before its answer was lost is there now.
    if (!last) return again ? 'restored' : 'known';
    const left = await leftBehind(wanted, last.conversationId);
    const documents = missing.filter((one) => one !== last).map((one) => restoredDocument(one));
    try {
      await messages.insertMany([...documents, restoredDocument(last, left)], { ordered: true });
      return 'restored';
    } catch (error) {
      if (isDuplicate(error)) return 'taken';
      throw error;
    }
  }

  /** The numbers below the highest wanted one that no message has, wanted or there. */
  async function leftBehind(wanted: StoredMessage[], conversationId: string): Promise<number[]> {
    const free = new Set(Array.from({ length: Math.max(...wanted.map(({ change }) => change)) }, (_, n) => n + 1));
    for (const { change } of wanted) free.delete(change);
    if (free.size === 0) return [];
    const there = await messages.find({ conversationId }, { projection: { changes: 1 } }).toArray();
    for (const number of there.flatMap(({ changes }) => changes)) free.delete(number);
    return [...free];
  }

  return (wanted) => (wanted.length === 0 ? Promise.resolve('known') : reach((again) => restore(wanted, again)));
}
