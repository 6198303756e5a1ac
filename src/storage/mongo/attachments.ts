/** What is known of the photos in conversations. Every write bears being sent again: it says how things are to be. */
import type { AttachmentStore, StoredAttachment } from '../../application/attachments/ports.ts';
import type { Collections } from './collections/collections.ts';
import type { AttachmentDocument } from './collections/files.ts';
import { reach } from './reach.ts';

const attachmentOf = ({ _id, conversationId, at, usedAt, sender, facts }: AttachmentDocument): StoredAttachment => ({
  id: _id,
  conversationId,
  at,
  usedAt,
  by: JSON.parse(sender),
  ...JSON.parse(facts),
});

function documentOf({ id, conversationId, at, usedAt, by, ...facts }: StoredAttachment): AttachmentDocument {
  const stated = { sender: JSON.stringify(by), facts: JSON.stringify(facts) };
  return { _id: id, conversationId, at, usedAt, givenUp: false, ...stated };
}

export function mongoAttachments({ attachments }: Collections): AttachmentStore {
  const among = (ids: readonly string[]) => ({ _id: { $in: [...ids] }, givenUp: false });

  async function add(attachment: StoredAttachment): Promise<void> {
    const { _id, ...document } = documentOf(attachment);
    await attachments.updateOne({ _id }, { $setOnInsert: document }, { upsert: true });
  }

  async function use(ids: readonly string[], at: string): Promise<number> {
    await attachments.updateMany({ ...among(ids), usedAt: null }, { $set: { usedAt: at } });
    return attachments.countDocuments({ ...among(ids), usedAt: { $ne: null } });
  }

  async function giveUpUnused(before: string, limit: number): Promise<string[]> {
    const unused = { usedAt: null, givenUp: false, at: { $lt: before } };
    const old = await attachments
      .find(unused, { projection: { _id: 1 } })
      .sort({ at: 1 })
      .limit(limit)
      .toArray();
    if (old.length > 0) {
      const ids = old.map(({ _id }) => _id);
      await attachments.updateMany({ ...unused, _id: { $in: ids } }, { $set: { givenUp: true } });
    }
    const given = attachments
      .find({ givenUp: true }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(limit);
    return given.map(({ _id }) => _id).toArray();
  }

  /** Counted before it is done, so that it is not done and counted as nothing where the answer is lost. */
  async function giveUpConversation(conversationId: string): Promise<number> {
    const theirs = { conversationId, givenUp: false };
    const ids = await reach(() =>
      attachments
        .find(theirs, { projection: { _id: 1 } })
        .map(({ _id }) => _id)
        .toArray(),
    );
    if (ids.length > 0) {
      await reach(() => attachments.updateMany({ ...theirs, _id: { $in: ids } }, { $set: { givenUp: true } }));
    }
    return ids.length;
  }

  return {
    add: (attachment) => reach(() => add(attachment)),
    find: (ids) => reach(async () => (await attachments.find(among(ids)).toArray()).map(attachmentOf)),
    use: (ids, at) => reach(() => use(ids, at)),
    count: (conversationId, since, cap) =>
      reach(() => attachments.countDocuments({ conversationId, at: { $gte: since } }, { limit: cap })),
    giveUpUnused: (before, limit) => reach(() => giveUpUnused(before, limit)),
    giveUpConversation,
    forget: async (ids) => {
      await reach(() => attachments.deleteMany({ _id: { $in: [...ids] }, givenUp: true }));
    },
    scan: (conversationId, afterId, limit) =>
      reach(async () => {
        const found = attachments.find({ conversationId, givenUp: false, _id: { $gt: afterId } });
        return (await found.sort({ _id: 1 }).limit(limit).toArray()).map(attachmentOf);
      }),
  };
}
