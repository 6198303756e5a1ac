/**
 * Writes messages and gives them their numbers.
 *
 * `seq` and `change` are the last ones of the conversation plus one. A number is used only after the one before it was
 * seen to exist, so there are no gaps, and nobody reads n+1 before n is there. What a process remembers as the last
 * numbers is a guess that the write itself checks, and a write whose guess was too low changes nothing:
 *
 * - of another message: a message keeps every `change` it ever had (`changes`), and a unique index over them refuses a
 *   number that any other message has or had;
 * - of the same message, which that index does not mind: an edit's filter asks that its number is above them, and that the
 *   message is still at the revision that was read. It is an upsert, so that where the filter matches nothing the insert
 *   is refused as a duplicate `_id`, an error that stops what follows in the batch, where an update that matches nothing
 *   would go unnoticed and leave a gap.
 *
 * Whoever is refused reads what stands, and the last numbers, and tries again. A write has a name that it leaves in the
 * message: where its answer was lost, it is sent again and knows its own.
 *
 * Speed: one batch at a time in a process, holding all that was asked for meanwhile; the last numbers of conversations
 * are remembered, so that the usual write needs no read; a batch travels as one ordered command per kind of write.
 */
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { StorageUnavailable } from '../../application/ports/store.ts';
import type { MessageWrite, StoredMessage } from '../../application/transcript.ts';
import { Batcher } from './batcher.ts';
import type { MessageDocument } from './collections/chat.ts';
import type { Collections } from './collections/collections.ts';
import { writeErrorsOf } from './errors.ts';
import { edited, type Head, inserted, messageOf } from './message-document.ts';

/** A write on its way. `look`: it met a duplicate, so what stands has to be read. */
interface Pending {
  write: MessageWrite;
  name: string;
  look: boolean;
  answer: StoredMessage | null;
}
interface Operation {
  pending: Pending;
  document: MessageDocument;
  /** Writes that find it there, if it takes effect. */
  finders: Pending[];
  /** The revision that an edit replaces; null for an insert. */
  replaces: number | null;
  /** Operations of one kind and phase travel together; a conversation's phases never fall. */
  phase: number;
}
/** What one caller writes. */
interface Asked {
  name: string;
  writes: MessageWrite[];
}

const SINGLE_LANE = 1;
const MOST_ATTEMPTS = 500;
const MOST_REMEMBERED = 20_000;
const NOTHING: Head = { seq: 0, change: 0 };

export class MessageWriter {
  private readonly heads = new Map<string, Head>();
  private readonly batches = new Batcher<Asked, StoredMessage[]>(SINGLE_LANE, (asked, again) =>
    this.writeAll(asked, again),
  );
  private readonly messages: Collections['messages'];

  constructor(messages: Collections['messages']) {
    this.messages = messages;
  }

  write(writes: MessageWrite[]): Promise<StoredMessage[]> {
    return this.batches.add({ name: randomUUID(), writes });
  }

  /** A conversation that was just made has no messages yet: saves reading that. */
  startsEmpty(conversationId: string): void {
    this.remember(conversationId, NOTHING);
  }

  private async writeAll(asked: Asked[], again: boolean): Promise<StoredMessage[][]> {
    const pending = asked.map(({ name, writes }) =>
      writes.map((write, index): Pending => ({ write, name: `${name} ${index}`, look: again, answer: null })),
    );
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
    for (const { pending, document, finders } of operations.slice(0, done)) {
      pending.answer = messageOf(document);
      for (const finder of finders) finder.answer = finder.write.returnExisting ? messageOf(document) : null;
    }
    for (const [id, head] of heads) this.remember(id, head);
    for (const { document } of failed) this.heads.delete(document.conversationId);
    const unfinished = new Set(failed.flatMap(({ pending, finders }) => [pending, ...finders]));
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
      const [first] = writeErrorsOf(error);
      if (first?.code !== 11000) throw error;
      return first.index;
    }
  }

  /** The messages that are there already, where it is likely. */
  private async standing(rest: Pending[]): Promise<Map<string, MessageDocument>> {
    const ids = rest.filter(({ write, look }) => look || !isLikelyNew(write)).map(({ write }) => write.id);
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

/** Where it is there after all, its insert is refused. */
const isLikelyNew = ({ revision, begins }: MessageWrite): boolean => revision === 1 || begins === true;

/** What is remembered, and what a message tells of it. */
const raised = (head: Head, seen: Head | undefined): Head => ({
  seq: Math.max(head.seq, seen?.seq ?? 0),
  change: Math.max(head.change, seen?.change ?? 0),
});

/** What each write comes to, in order. Moves `heads` on, and answers at once the writes that change nothing. */
function planned(rest: Pending[], standing: Map<string, MessageDocument>, heads: Map<string, Head>): Operation[] {
  const operations: Operation[] = [];
  const latest = new Map<string, Operation>();
  for (const pending of rest) {
    const { write, name } = pending;
    const found = standing.get(write.id);
    if (found && found.revision >= write.revision) {
      const isOwn = found.write === name;
      const planned = latest.get(write.id);
      if (planned) planned.finders.push(pending);
      else pending.answer = isOwn || write.returnExisting ? messageOf(found) : null;
      continue;
    }
    const { conversationId } = write;
    const head = raised(heads.get(conversationId) ?? NOTHING, found);
    const document = found ? edited(found, write, name, head) : inserted(write, name, head);
    heads.set(conversationId, raised(head, document));
    standing.set(write.id, document);
    const operation: Operation = { pending, document, finders: [], replaces: found?.revision ?? null, phase: 0 };
    operations.push(operation);
    latest.set(write.id, operation);
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
  const { _id, conversationId, change, revision, write, editedAt, author, body } = document;
  return {
    updateOne: {
      filter: { _id, conversationId, revision: replaces, change: { $lt: change } },
      update: { $set: { change, revision, write, editedAt, author, body }, $push: { changes: change } },
      upsert: true,
    },
  };
}
