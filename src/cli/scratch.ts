/**
 * Where a dry run writes: a scratch database of its own, which lies over the real storage and is thrown away. So a dry
 * run finds what a real one would (a seller that an earlier line declares, an externalId that two lines share) and
 * needs no more memory, and the real storage is only read.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatStore } from '../application/ports/chat.ts';
import type { DirectoryStore } from '../application/ports/directory.ts';
import type { RequestStore } from '../application/ports/requests.ts';
import type { Store } from '../application/ports/store.ts';
import { openStore } from '../storage/open.ts';

/** What an import uses of a storage, and so what lies over it. */
type Requests = Pick<RequestStore, 'load' | 'loadMany' | 'events' | 'findByExternalId' | 'idForExternal' | 'commit'>;
type Chat = Pick<ChatStore, 'conversation' | 'claim' | 'restore' | 'markRead' | 'numbersOf' | 'write'>;
type Directory = Pick<DirectoryStore, 'seller' | 'putSeller' | 'policy' | 'putPolicy'>;

function requestsOver(real: RequestStore, scratch: RequestStore): Requests {
  return {
    load: async (id) => (await real.load(id)) ?? scratch.load(id),
    loadMany: async (ids) => {
      const there = await real.loadMany(ids);
      const missing = ids.filter((id) => !there.some((state) => state.id === id));
      return [...there, ...(await scratch.loadMany(missing))];
    },
    events: async (id, afterSeq, limit) => ((await real.load(id)) ? real : scratch).events(id, afterSeq, limit),
    findByExternalId: async (id) => (await real.findByExternalId(id)) ?? scratch.findByExternalId(id),
    idForExternal: async (externalId, id) =>
      (await real.findByExternalId(externalId))?.id ?? scratch.idForExternal(externalId, id),
    commit: (commit) => scratch.commit(commit),
  };
}

function chatOver(real: ChatStore, scratch: ChatStore): Chat {
  return {
    conversation: async (id) => (await real.conversation(id)) ?? scratch.conversation(id),
    claim: async (wanted) => (await real.conversation(wanted.id)) ?? scratch.claim(wanted),
    numbersOf: async (ids) => {
      const [there, new_] = await Promise.all([real.numbersOf(ids), scratch.numbersOf(ids)]);
      return [...there, ...new_];
    },
    async restore(messages) {
      const there = new Map((await real.numbersOf(messages.map(({ id }) => id))).map((one) => [one.id, one]));
      const older = messages.some(({ id, seq, change }) => {
        const found = there.get(id);
        return found !== undefined && (found.seq !== seq || found.change < change);
      });
      const missing = messages.filter(({ id }) => !there.has(id));
      const first = missing[0];
      // A conversation with other messages has given out the lowest of the missing numbers, or a later one.
      const last = first ? await real.lastChange(first.conversationId) : 0;
      if (older || missing.some(({ change }) => change <= last)) return 'taken';
      return scratch.restore(missing);
    },
    markRead: (conversationId, mark) => scratch.markRead(conversationId, mark),
    write: (writes) => scratch.write(writes),
  };
}

function directoryOver(real: DirectoryStore, scratch: DirectoryStore): Directory {
  return {
    seller: async (id) => (await real.seller(id)) ?? scratch.seller(id),
    putSeller: (seller) => scratch.putSeller(seller),
    policy: async (market) => (await real.policy(market)) ?? scratch.policy(market),
    putPolicy: (policy) => scratch.putPolicy(policy),
  };
}

function besideOver(real: Store, scratch: Store): Pick<Store, 'attachments' | 'files' | 'notes' | 'replies'> {
  const { attachments, files, notes, replies } = real;
  return {
    attachments: {
      ...attachments,
      find: async (ids) => [...(await attachments.find(ids)), ...(await scratch.attachments.find(ids))],
      add: (attachment) => scratch.attachments.add(attachment),
    },
    files: {
      ...files,
      get: async (name) => (await files.get(name)) ?? scratch.files.get(name),
      put: (name, bytes) => scratch.files.put(name, bytes),
    },
    notes: {
      ...notes,
      find: async (requestId, id) => (await notes.find(requestId, id)) ?? scratch.notes.find(requestId, id),
      add: (note) => scratch.notes.add(note),
    },
    replies: {
      get: async (owner) => {
        const there = await replies.get(owner);
        return there.length > 0 ? there : scratch.replies.get(owner);
      },
      put: (owner, items) => scratch.replies.put(owner, items),
    },
  };
}

/** The storage with a scratch database over it. `remove` deletes that; the real one stays open. */
export async function scratchOver(real: Store): Promise<{ store: Store; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-dry-run-'));
  const scratch = await openStore(`sqlite:${join(folder, 'scratch.db')}`, { log: () => {} });
  return {
    store: {
      ...real,
      ...besideOver(real, scratch),
      requests: { ...real.requests, ...requestsOver(real.requests, scratch.requests) },
      chat: { ...real.chat, ...chatOver(real.chat, scratch.chat) },
      directory: { ...real.directory, ...directoryOver(real.directory, scratch.directory) },
    },
    async remove() {
      await scratch.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
