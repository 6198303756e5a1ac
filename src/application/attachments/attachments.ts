/**
 * Photos in conversations: taken in, used, shown, cleared away.
 *
 * A picture that was sent is its sender's alone until it is used in a message or as evidence; then it is seen by whoever sees the
 * conversation. What nobody used within a day goes.
 */
import { createHash, randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { type Caller, canSeeConversation, type Person } from '../access.ts';
import type { Files } from '../files.ts';
import type { ChatStore } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import { pictureFile, pictureFiles } from './files.ts';
import type { AttachmentLinks } from './links.ts';
import type { AttachmentFacts, AttachmentStore, ReadPicture, StoredAttachment } from './ports.ts';

export interface Attachments {
  /** Null where the conversation does not exist or the caller may not see it. The same `commandId` again is the same picture. */
  take(caller: Caller, conversationId: string, sent: SentPicture): Promise<AttachmentFacts | null | Refusal>;
  /** Uses pictures of the conversation, in the order given; refused where one of them is not the caller's to use. */
  use(caller: Caller, conversationId: string, ids: readonly string[]): Promise<AttachmentFacts[] | Refusal>;
  /** Those of these pictures of the conversation that the caller may see, in this order. */
  seen(caller: Caller, conversationId: string, ids: readonly string[]): Promise<AttachmentFacts[]>;
  /** The picture behind a link; null where it leads nowhere, or its reader may not see it any more. */
  open(token: string): Promise<{ contentType: string; bytes: Uint8Array } | null>;
  /** Clears away what nobody used and what was given up; answers how many went. */
  clearAway(): Promise<number>;
}
interface SentPicture {
  bytes: Uint8Array;
  alt?: string;
  commandId?: string;
}

const DAY_MS = 24 * 3_600_000;
/** Into one conversation, within a day and in all. */
const MOST_A_DAY = 200;
const MOST_IN_ALL = 2_000;
const CLEARED_AT_ONCE = 100;

export function createAttachments(parts: {
  store: AttachmentStore;
  chat: Pick<ChatStore, 'conversation'>;
  files: Files;
  links: AttachmentLinks;
  readPicture: ReadPicture;
  clock: Clock;
}): Attachments {
  const { store, chat, files, links, readPicture, clock } = parts;
  const since = (milliseconds: number) => new Date(clock.now() - milliseconds).toISOString();

  async function canSee(caller: Caller, conversationId: string): Promise<boolean> {
    const conversation = await chat.conversation(conversationId);
    return conversation !== null && canSeeConversation(caller, conversation);
  }

  async function overQuota(conversationId: string): Promise<Refusal | null> {
    if ((await store.count(conversationId, since(DAY_MS), MOST_A_DAY)) >= MOST_A_DAY) {
      const detail = `This conversation took ${MOST_A_DAY} photos within a day, which is all it takes. Send more tomorrow.`;
      return refuse('rate_limited', detail);
    }
    if ((await store.count(conversationId, since(clock.now()), MOST_IN_ALL)) < MOST_IN_ALL) return null;
    return refuse('conflict', `This conversation holds ${MOST_IN_ALL} photos, which is all it can.`);
  }

  /** Those of these that are there, of the conversation, and the caller's to see. */
  async function shown(caller: Caller, conversationId: string, ids: readonly string[]): Promise<AttachmentFacts[]> {
    const found = new Map((await store.find(ids)).map((attachment) => [attachment.id, attachment]));
    return ids.flatMap((id) => {
      const attachment = found.get(id);
      return attachment?.conversationId === conversationId && isShownTo(caller, attachment) ? factsOf(attachment) : [];
    });
  }

  return {
    seen: async (caller, conversationId, ids) =>
      (await canSee(caller, conversationId)) ? shown(caller, conversationId, ids) : [],

    async take(caller, conversationId, { bytes: sent, alt, commandId }) {
      if (!(await canSee(caller, conversationId))) return null;
      const by = caller.person;
      if (!by) return refuse('forbidden', 'Only people send photos: name one with the header Parley-Actor.');
      const id = attachmentId(conversationId, by, commandId);
      const [known] = await store.find([id]);
      if (known && (await files.get(pictureFile(id, 'full')))) return factsOf(known);
      const refused = known ? null : await overQuota(conversationId);
      if (refused) return refused;
      const picture = await readPicture(sent);
      if ('code' in picture) return refuse(picture.code, picture.detail);
      const { contentType, width, height, bytes, thumbnail } = picture;
      const facts = { id, contentType, width, height, bytes: bytes.length, ...(alt ? { alt } : {}) };
      const { role, id: byId, userId } = by;
      const author = { role, id: byId, ...(userId ? { userId } : {}) };
      await store.add({ ...facts, conversationId, by: author, at: since(0), usedAt: null });
      await files.put(pictureFile(id, 'thumb'), thumbnail);
      await files.put(pictureFile(id, 'full'), bytes);
      return facts;
    },

    async use(caller, conversationId, ids) {
      const usable = await shown(caller, conversationId, ids);
      const isThere = usable.length === ids.length && (await store.use(ids, since(0))) === ids.length;
      if (isThere) return usable;
      const missing = ids.find((id) => !usable.some((attachment) => attachment.id === id)) ?? ids[0];
      return refuse('not_found', `There is no attachment ${missing} in this conversation that you may use.`);
    },

    async open(token) {
      const link = await links.read(token);
      const [attachment] = link ? await store.find([link.id]) : [];
      if (!link || !attachment || !isShownTo(link.reader, attachment)) return null;
      if (!(await canSee(link.reader, attachment.conversationId))) return null;
      const bytes = await files.get(pictureFile(link.id, link.size));
      return bytes && { contentType: attachment.contentType, bytes };
    },

    async clearAway() {
      const ids = await store.giveUpUnused(since(DAY_MS), CLEARED_AT_ONCE);
      await files.remove(ids.flatMap(pictureFiles));
      await store.forget(ids);
      return ids.length;
    },
  };
}

/** One that was used is seen by whoever sees its conversation, one that was not by who sent it. */
function isShownTo({ person }: Caller, { usedAt, by }: StoredAttachment): boolean {
  if (usedAt !== null || !person) return true;
  return person.role === by.role && person.id === by.id && person.userId === by.userId;
}

/** Of what is stored, what its readers know. */
export const factsOf = ({ id, contentType, width, height, bytes, alt }: AttachmentFacts): AttachmentFacts => ({
  id,
  contentType,
  width,
  height,
  bytes,
  ...(alt ? { alt } : {}),
});

/** The same command of the same person is the same picture. */
function attachmentId(conversationId: string, { role, id, userId = '' }: Person, commandId?: string): string {
  if (commandId === undefined) return `att_${randomUUID().replaceAll('-', '')}`;
  const key = JSON.stringify([conversationId, role, id, userId, commandId]);
  return `att_${createHash('sha256').update(key).digest('base64url').slice(0, 27)}`;
}
