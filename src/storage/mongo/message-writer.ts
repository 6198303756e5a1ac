/**
 * Writes messages and gives them their numbers.
 *
 * `seq` and `change` are the last ones of the conversation plus one, under unique indexes. A number is used only after
 * the one before it was seen to exist, so there are no gaps, and nobody reads n+1 before n is there; whoever comes
 * second gets a duplicate, reads the last numbers again and tries again.
 *
 * What makes this hold for changed messages too: a message keeps every `change` it ever had (`changes`), so a number
 * that an edit left behind cannot be given out again by a process that remembers old ones; and an edit is an upsert
 * guarded by the revision, so that a lost race is a duplicate `_id`, an error that stops what follows in the batch,
 * where an update that matches nothing would go unnoticed and leave a gap.
 *
 * Speed: one batch at a time in a process, holding all that was asked for meanwhile; the last numbers of conversations
 * are remembered, so that the usual write needs no read; a batch travels as one ordered command per kind of write.
 */
import { mongo } from 'mongoose';
import { type MessageWrite, StorageUnavailable, type StoredMessage } from '../../application/ports.ts';
import { Batcher } from './batcher.ts';
import { edited, type Head, inserted, messageOf } from './message-document.ts';
import type { Collections, MessageDocument } from './schemas.ts';

/** A write on its way. `look`: it met a duplicate, so what stands has to be read. */
interface Pending {
  write: MessageWrite;
  look: boolean;
  answer: StoredMessage | null;
}
interface Operation {
  pending: Pending;
  document: MessageDocument;
  /** The revision that an edit replaces; null for an insert. */
  replaces: number | null;
  /** Operations of one kind and phase travel together; a conversation's phases never fall. */
  phase: number;
}

const SINGLE_LANE = 1;
const MOST_ATTEMPTS = 500;
const MOST_REMEMBERED = 20_000;
const NOTHING: Head = { seq: 0, change: 0 };

export class MessageWriter {
  private readonly heads = new Map<string, Head>();
  private readonly batches = new Batcher<MessageWrite[], StoredMessage[]>(SINGLE_LANE, (lists) => this.writeAll(lists));
  private readonly messages: Collections['messages'];

  constructor(messages: Collections['messages']) {
    this.messages = messages;
  }

  write(writes: MessageWrite[]): Promise<StoredMessage[]> {
    return this.batches.add(writes);
  }

  /** A conversation that was just made has no messages yet: saves reading that. */
  startsEmpty(conversationId: string): void {
    this.remember(conversationId, NOTHING);
  }

  private async writeAll(lists: MessageWrite[][]): Promise<StoredMessage[][]> {
    const pending = lists.map((list) => list.map((write): Pending => ({ write, look: false, answer: null })));
    let rest = pending.flat();
    for (let attempt = 1; rest.length > 0; attempt++) {
      if (attempt > MOST_ATTEMPTS) throw new StorageUnavailable('Too many writers in one conversation.');
      rest = await this.attempt(rest);
    }
    return pending.map((list) => list.flatMap(({ answer }) => answer ?? []));
  }

  /** Writes what it can; answers what has to be tried again, in order. */
  private async attempt(rest: Pending[]): Promise<Pending[]> {
    const standing = await this.standing(rest);
    const heads = await this.headsOf(rest);
    const operations = inPhases(planned(rest, standing, heads));
    const done = await this.run(operations);
    const failed = operations.slice(done);
    if (failed[0]) failed[0].pending.look = true;
    for (const { pending, document } of operations.slice(0, done)) pending.answer = messageOf(document);
    for (const [id, head] of heads) this.remember(id, head);
    for (const { document } of failed) this.heads.delete(document.conversationId);
    const unfinished = new Set(failed.map(({ pending }) => pending));
    return rest.filter((one) => unfinished.has(one));
  }

  /** Runs the operations in order up to the first duplicate; answers how many took effect. */
  private async run(operations: Operation[]): Promise<number> {
    if (operations.length === 0) return 0;
    try {
      await this.messages.bulkWrite(operations.map(commandOf), { ordered: true });
      return operations.length;
    } catch (error) {
      for (const { document } of operations) this.heads.delete(document.conversationId);
      const first = error instanceof mongo.MongoBulkWriteError ? [error.writeErrors].flat()[0] : undefined;
      if (first?.code !== 11000) throw error;
      return first.index;
    }
  }

  /** The messages that are there already, where it is likely: a first revision is usually new. */
  private async standing(rest: Pending[]): Promise<Map<string, MessageDocument>> {
    const ids = rest.filter(({ write, look }) => look || write.revision > 1).map(({ write }) => write.id);
    if (ids.length === 0) return new Map();
    const found = await this.messages.find({ _id: { $in: ids } }, { batchSize: ids.length }).toArray();
    return new Map(found.map((message) => [message._id, message]));
  }

  private async headsOf(rest: Pending[]): Promise<Map<string, Head>> {
    const conversations = new Set(rest.map(({ write }) => write.conversationId));
    const unknown = [...conversations].filter((id) => !this.heads.has(id));
    if (unknown.length > 0) {
      const [seqs, changes] = await Promise.all([this.lasts('seq', unknown), this.lasts('change', unknown)]);
      for (const id of unknown) this.remember(id, { seq: seqs.get(id) ?? 0, change: changes.get(id) ?? 0 });
    }
    return new Map([...conversations].map((id) => [id, this.heads.get(id) ?? NOTHING]));
  }

  /** The last number of each conversation, off the end of its index. */
  private async lasts(field: 'seq' | 'change', conversations: string[]): Promise<Map<string, number>> {
    const found = await this.messages
      .aggregate<{ _id: string; last: number }>(
        [
          { $match: { conversationId: { $in: conversations } } },
          { $sort: { conversationId: 1, [field]: -1 } },
          { $group: { _id: '$conversationId', last: { $first: `$${field}` } } },
        ],
        { batchSize: conversations.length },
      )
      .toArray();
    return new Map(found.map(({ _id, last }) => [_id, last]));
  }

  private remember(conversationId: string, head: Head): void {
    if (this.heads.size >= MOST_REMEMBERED) this.heads.clear();
    this.heads.set(conversationId, head);
  }
}

/** What each write comes to, in order. Moves `heads` on, and answers at once the writes that change nothing. */
function planned(rest: Pending[], standing: Map<string, MessageDocument>, heads: Map<string, Head>): Operation[] {
  const operations: Operation[] = [];
  for (const pending of rest) {
    const { write } = pending;
    const found = standing.get(write.id);
    if (found && found.revision >= write.revision) {
      pending.answer = write.returnExisting ? messageOf(found) : null;
      continue;
    }
    const { conversationId } = write;
    const head = heads.get(conversationId) ?? NOTHING;
    const document = found ? edited(found, write, head) : inserted(write, head);
    heads.set(conversationId, { seq: Math.max(head.seq, document.seq), change: document.change });
    standing.set(write.id, document);
    operations.push({ pending, document, replaces: found?.revision ?? null, phase: 0 });
  }
  return operations;
}

/**
 * Reorders so that writes of one kind stand together, since each run of one kind is a round trip, without reordering
 * any conversation: even phases are edits, odd ones inserts.
 */
function inPhases(operations: Operation[]): Operation[] {
  const reached = new Map<string, number>();
  for (const operation of operations) {
    const kind = operation.replaces === null ? 1 : 0;
    const earliest = reached.get(operation.document.conversationId) ?? 0;
    operation.phase = earliest % 2 === kind ? earliest : earliest + 1;
    reached.set(operation.document.conversationId, operation.phase);
  }
  return operations.toSorted((a, b) => a.phase - b.phase);
}

function commandOf({ document, replaces }: Operation): mongo.AnyBulkWriteOperation<MessageDocument> {
  if (replaces === null) return { insertOne: { document } };
  const { _id, change, revision, editedAt, body } = document;
  return {
    updateOne: {
      filter: { _id, revision: replaces },
      update: { $set: { change, revision, editedAt, body }, $push: { changes: change } },
      upsert: true,
    },
  };
}
