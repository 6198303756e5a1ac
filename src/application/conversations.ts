/** Conversations as their readers use them: pages of messages, posting, read marks. All is rendered for the caller. */
import { createHash, randomUUID } from 'node:crypto';
import type { MessagesPage, MessageView, ReadMark } from '../contract/chat.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { authorOf, type Caller, canSeeConversation, type Person } from './access.ts';
import type { Photos } from './attachments/photos.ts';
import type { Feed } from './feed.ts';
import { createHomes } from './homes.ts';
import type { ChatStore } from './ports/chat.ts';
import type { Clock } from './ports/clock.ts';
import { isRefusal } from './refused.ts';
import { renderMessage, viewMark, whoseOf } from './rendering.ts';
import type { StoredReadMark } from './transcript.ts';
import { type Reader, readerOf, settled as settledIn } from './voice.ts';

export interface Conversations {
  /** `after` is a `change`, `before` a `seq`. Null where the conversation does not exist or the caller may not see it. */
  page(
    caller: Caller,
    conversationId: string,
    query: { after?: number; before?: number; limit: number },
  ): Promise<MessagesPage | null>;
  /** Writes words, photos or both. The same `clientId` or `commandId` again answers the message that exists (`created: false`). */
  post(
    caller: Caller,
    conversationId: string,
    text: string,
    options: { attachments?: readonly string[]; clientId?: string; commandId?: string },
  ): Promise<{ message: MessageView; created: boolean } | null | Refusal>;
  /** Raises the caller's read mark; null where nothing changed or the conversation is not visible. */
  markRead(caller: Caller, conversationId: string, seq: number): Promise<ReadMark | null>;
  canSee(caller: Caller, conversationId: string): Promise<boolean>;
}

/** Conversations over the stored transcript. What changes is told to the feed. */
export function createConversations(parts: {
  store: ChatStore;
  feed: Feed;
  clock: Clock;
  photos: Pick<Photos, 'use' | 'links'>;
  /** Waits a moment for what was just committed in the conversation, so that its reader finds it. */
  settled?: (conversationId: string) => Promise<void>;
}): Conversations {
  const { store, feed, clock, photos, settled } = parts;
  const { links } = photos;
  const homeOf = createHomes(store);

  /** In which language and zone the page as a whole speaks, and whose it is. */
  async function address(
    reader: Reader,
    conversationId: string,
  ): Promise<Pick<MessagesPage, 'locale' | 'zone' | 'sellerName' | 'orderId' | 'items'>> {
    const home = await homeOf(conversationId);
    const { locale, zone } = settledIn(reader, home);
    return { locale, zone, ...whoseOf(home), ...(home?.items ? { items: home.items } : {}) };
  }

  async function canSee(caller: Caller, conversationId: string): Promise<boolean> {
    const conversation = await store.conversation(conversationId);
    return conversation !== null && canSeeConversation(caller, conversation);
  }

  return {
    canSee,

    async page(caller, conversationId, query) {
      if (!(await canSee(caller, conversationId))) return null;
      await settled?.(conversationId);
      const reader = readerOf(caller);
      const [{ messages, hasMore, lastChange }, reads, addressed] = await Promise.all([
        readPage(store, conversationId, query),
        store.reads(conversationId),
        address(reader, conversationId),
      ]);
      const now = clock.now();
      return {
        messages: messages.map((message) => renderMessage(message, reader, now, links)),
        lastChange,
        hasMore,
        reads: viewMarks(reads, caller.person),
        ...addressed,
        now: new Date(now).toISOString(),
      };
    },

    async post(caller, conversationId, text, { attachments: ids = [], clientId, commandId }) {
      if (!(await canSee(caller, conversationId))) return null;
      const author = caller.person;
      if (!author) return refuse('forbidden', 'Only people write messages: name one with the header Parley-Actor.');
      const attachments = ids.length === 0 ? [] : await photos.use(caller, conversationId, ids);
      if (isRefusal(attachments)) return attachments;
      const id = messageId(conversationId, author, clientId, commandId);
      const [written] = await store.write([
        {
          id,
          conversationId,
          at: new Date(clock.now()).toISOString(),
          author: authorOf(author),
          body: { kind: 'text', text, ...(attachments.length > 0 ? { attachments } : {}) },
          ...(clientId === undefined ? {} : { clientId }),
          revision: 1,
        },
      ]);
      if (written) feed.publish({ type: 'message', message: written });
      const message = written ?? (await store.message(id));
      if (!message) throw new Error(`the message ${id} was neither written nor found`);
      return { message: renderMessage(message, readerOf(caller), clock.now(), links), created: written !== undefined };
    },

    async markRead(caller, conversationId, seq) {
      const { person } = caller;
      if (!person || !(await canSee(caller, conversationId))) return null;
      const mark = await store.markRead(conversationId, { role: person.role, id: person.id, seq });
      if (mark) feed.publish({ type: 'read', conversationId, mark });
      return mark && viewMark(mark, person.role);
    },
  };
}

type PageQuery = { after?: number; before?: number; limit: number };

/**
 * A page and the `change` up to which its reader then knows everything. Of a catch-up it is that of its last message,
 * so that asking again goes on where the page was cut; otherwise it is read before the messages, so that nothing that
 * arrives in between is skipped.
 */
async function readPage(store: ChatStore, conversationId: string, query: PageQuery) {
  const { after } = query;
  if (after === undefined) {
    const lastChange = await store.lastChange(conversationId);
    return { ...(await store.messages({ conversationId, ...query })), lastChange };
  }
  const page = await store.messages({ conversationId, ...query });
  const last = page.messages.at(-1)?.change;
  return { ...page, lastChange: last ?? Math.min(after, await store.lastChange(conversationId)) };
}

/** The marks as this reader may know them; marks that look alike to them are one, the highest. */
function viewMarks(marks: StoredReadMark[], person: Person | undefined): ReadMark[] {
  const highest = new Map<string, ReadMark>();
  for (const stored of marks) {
    const mark = viewMark(stored, person?.role);
    const key = `${mark.role} ${mark.id}`;
    if ((highest.get(key)?.seq ?? 0) < mark.seq) highest.set(key, mark);
  }
  return [...highest.values()];
}

/** The same author and `clientId` (or command) give the same id, so that a message sent again is the one that exists. */
function messageId(conversationId: string, author: Person, clientId?: string, commandId?: string): string {
  const key = clientId === undefined ? commandId && ['command', commandId] : ['client', clientId];
  if (!key) return `msg_${randomUUID()}`;
  const parts = [conversationId, author.role, author.id, author.userId ?? '', ...key];
  return `msg_${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}`;
}
