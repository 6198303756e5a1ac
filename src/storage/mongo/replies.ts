/** Saved replies: one document for each who has some. */
import type { ReplyOwner, ReplyStore } from '../../application/replies/ports.ts';
import type { Collections } from './collections/collections.ts';
import { reach } from './reach.ts';

/** No shop's id holds a space. */
const keyOf = (owner: ReplyOwner): string => (owner === null ? 'the agents' : owner);

export function mongoReplies({ replies }: Collections): ReplyStore {
  return {
    get: (owner) => reach(async () => JSON.parse((await replies.findOne({ _id: keyOf(owner) }))?.replies ?? '[]')),
    put: async (owner, items) => {
      const set = { $set: { replies: JSON.stringify(items) } };
      await reach(() => replies.updateOne({ _id: keyOf(owner) }, set, { upsert: true }));
    },
  };
}
