/** Saved replies: one document for each who has some. */
import { ownerKey, type ReplyStore } from '../../application/replies/ports.ts';
import type { Collections } from './collections/collections.ts';
import { reach } from './reach.ts';

export function mongoReplies({ replies }: Collections): ReplyStore {
  return {
    get: (owner) => reach(async () => JSON.parse((await replies.findOne({ _id: ownerKey(owner) }))?.replies ?? '[]')),
    put: async (owner, items) => {
      const set = { $set: { replies: JSON.stringify(items) } };
      await reach(() => replies.updateOne({ _id: ownerKey(owner) }, set, { upsert: true }));
    },
  };
}
