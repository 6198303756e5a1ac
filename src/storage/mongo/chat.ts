/** Conversations and what was read of them. Messages are written by the MessageWriter. */
import { randomUUID } from 'node:crypto';
import type { ChatStore, ChatTail, MessagesQuery } from '../../application/ports/chat.ts';
import type { Conversation, MessageBody, StoredMessage, StoredReadMark } from '../../application/transcript.ts';
import type { MessageDocument, ReadMarkDocument } from './collections/chat.ts';
import type { Collections } from './collections/collections.ts';
import { isDuplicate } from './errors.ts';
import { messageOf } from './message-document.ts';
import { MessageWriter } from './message-writer.ts';
import { reach } from './reach.ts';
import { mongoConversationScan, mongoRestore } from './scan.ts';

const MOST_TEXTS = 100;

export function mongoChat({ conversations, messages, readMarks }: Collections): ChatStore {
  const writer = new MessageWriter(messages);

  async function conversation(id: string): Promise<Conversation | null> {
    const found = await conversations.findOne({ _id: id });
    return found ? { id: found._id, buyerId: found.buyerId, sellerId: found.sellerId } : null;
  }

  async function claim({ id, buyerId, sellerId }: Conversation): Promise<Conversation> {
    const standing = await conversation(id);
    if (standing) return standing;
    try {
      await conversations.insertOne({ _id: id, buyerId, sellerId });
      writer.startsEmpty(id);
      return { id, buyerId, sellerId };
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return claim({ id, buyerId, sellerId });
    }
  }

  async function page({ conversationId, after, before, limit }: MessagesQuery) {
    const query =
      after === undefined
        ? messages.find({ conversationId, ...(before === undefined ? {} : { seq: { $lt: before } }) }).sort({ seq: -1 })
        : messages.find({ conversationId, change: { $gt: after } }).sort({ change: 1 });
    const found = await query
      .limit(limit + 1)
      .batchSize(limit + 1)
      .toArray();
    const shown: StoredMessage[] = found.slice(0, limit).map(messageOf);
    return { messages: after === undefined ? shown.reverse() : shown, hasMore: found.length > limit };
  }

  async function last(field: 'seq' | 'change', conversationId: string): Promise<number> {
    const options = { projection: { [field]: 1 }, sort: { [field]: -1 } } as const;
    return (await messages.findOne({ conversationId }, options))?.[field] ?? 0;
  }

  /** `write` names this call, so that it knows its own mark where the answer was lost. */
  async function raise(
    conversationId: string,
    mark: StoredReadMark,
    write: string,
    again: boolean,
  ): Promise<StoredReadMark | null> {
    const seq = Math.min(mark.seq, await last('seq', conversationId));
    if (seq < 1) return null;
    const { role, id } = mark;
    // Ids hold no spaces, so this names one reader of one conversation.
    const _id = `${conversationId} ${role} ${id}`;
    const { matchedCount } = await readMarks.updateOne({ _id, seq: { $lt: seq } }, { $set: { seq, write } });
    const isRaised =
      matchedCount === 1 ||
      (await insertMark({ _id, conversationId, role, readerId: id, seq, write })) ||
      (again && (await readMarks.findOne({ _id, write })) !== null);
    return isRaised ? { role, id, seq } : null;
  }

  /** False where a mark as high stands, or one that was made meanwhile is as high. */
  async function insertMark(mark: ReadMarkDocument): Promise<boolean> {
    try {
      await readMarks.insertOne(mark);
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const { _id, seq, write } = mark;
      return (await readMarks.updateOne({ _id, seq: { $lt: seq } }, { $set: { seq, write } })).matchedCount === 1;
    }
  }

  /** The latest texts of each conversation, and what the last of them says. */
  async function tails(ids: string[]): Promise<Map<string, ChatTail>> {
    if (ids.length === 0) return new Map();
    const groups = await messages
      .aggregate<{ _id: string; last: Pick<MessageDocument, 'at' | 'body'>; texts: ChatTail['texts'] }>(
        [
          { $match: { conversationId: { $in: ids }, textBy: { $exists: true } } },
          { $sort: { conversationId: 1, seq: -1 } },
          {
            $group: {
              _id: '$conversationId',
              last: { $first: { at: '$at', body: '$body' } },
              texts: { $push: { seq: '$seq', by: '$textBy' } },
            },
          },
          { $project: { last: 1, texts: { $slice: ['$texts', MOST_TEXTS] } } },
        ],
        { batchSize: ids.length },
      )
      .toArray();
    return new Map(
      groups.flatMap(({ _id, last, texts }): [string, ChatTail][] => {
        const body: MessageBody = JSON.parse(last.body);
        const by = texts[0]?.by;
        return body.kind === 'text' && by ? [[_id, { last: { at: last.at, by, text: body.text }, texts }]] : [];
      }),
    );
  }

  async function readsOf(ids: string[]): Promise<Map<string, StoredReadMark[]>> {
    const marks = await readMarks.find({ conversationId: { $in: ids } }).toArray();
    const byConversation = new Map<string, StoredReadMark[]>(ids.map((id) => [id, []]));
    for (const { conversationId, role, readerId, seq } of marks) {
      byConversation.get(conversationId)?.push({ role, id: readerId, seq });
    }
    return byConversation;
  }

  async function reads(conversationId: string): Promise<StoredReadMark[]> {
    const marks = await readMarks.find({ conversationId }).sort({ role: 1, readerId: 1 }).toArray();
    return marks.map(({ role, readerId, seq }) => ({ role, id: readerId, seq }));
  }

  return {
    claim: (wanted) => reach(() => claim(wanted)),
    conversation: (id) => reach(() => conversation(id)),
    write: (writes) => (writes.length === 0 ? Promise.resolve([]) : writer.write(writes)),
    message: (id) =>
      reach(async () => {
        const found = await messages.findOne({ _id: id });
        return found ? messageOf(found) : null;
      }),
    numbersOf: (ids) =>
      reach(async () => {
        const projection = { seq: 1, change: 1, revision: 1 } as const;
        const options = { projection, batchSize: Math.max(1, ids.length) };
        const found = await messages.find({ _id: { $in: ids } }, options).toArray();
        return found.map(({ _id, seq, change, revision }) => ({ id: _id, seq, change, revision }));
      }),
    messages: (query) => reach(() => page(query)),
    lastChange: (conversationId) => reach(() => last('change', conversationId)),
    tails: (ids) => reach(() => tails(ids)),
    readsOf: (ids) => (ids.length === 0 ? Promise.resolve(new Map()) : reach(() => readsOf(ids))),
    reads: (conversationId) => reach(() => reads(conversationId)),
    markRead(conversationId, mark) {
      const write = randomUUID();
      return reach((again) => raise(conversationId, mark, write, again));
    },
    scan: mongoConversationScan(conversations),
    restore: mongoRestore(messages),
  };
}
