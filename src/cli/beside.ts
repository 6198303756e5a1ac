/**
 * What lies beside requests and conversations and moves with them: photos, notes between colleagues, saved replies. Their
 * lines, and what a line does to a storage; like apply.ts, each is safe to repeat and overwrites nothing.
 */
import { PICTURE_SIZES, type PictureSize, pictureFile } from '../application/attachments/files.ts';
import type { StoredAttachment } from '../application/attachments/ports.ts';
import type { NotePosition, StoredNote } from '../application/notes/ports.ts';
import type { Store } from '../application/ports/store.ts';
import type { ReplyOwner } from '../application/replies/ports.ts';
import { ERASED } from '../contract/erased-mark.ts';
import type { Reply } from '../contract/replies.ts';
import { isSameJson } from '../domain/same-json.ts';
import { type Applied, IMPORTED, KNOWN, refused } from './applied.ts';
import { type EntryOf, lineOf } from './format.ts';

type Beside = Pick<Store, 'attachments' | 'chat' | 'directory' | 'files' | 'notes' | 'replies' | 'requests'>;

const PAGE = 50;
/** The line of what somebody has saved; none where it is nothing. */
export async function replyLine(owner: ReplyOwner, { replies }: Beside): Promise<string[]> {
  const items = await replies.get(owner);
  return items.length > 0 ? [lineOf({ kind: 'replies', owner, items })] : [];
}

/** The photos of a conversation, one a line and one at a time; what nobody used is not worth the way. `lost` is told what is not there. */
export async function* photoLines(
  conversationId: string,
  { attachments, files }: Beside,
  lost: (id: string) => void,
): AsyncGenerator<string> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: StoredAttachment[] = await attachments.scan(conversationId, after, PAGE);
    for (const attachment of page.filter(({ usedAt }) => usedAt !== null)) {
      const [full, thumb] = await Promise.all(PICTURE_SIZES.map((size) => files.get(pictureFile(attachment.id, size))));
      if (full && thumb) yield lineOf({ kind: 'photo', photo: attachment, full: base64(full), thumb: base64(thumb) });
      else lost(attachment.id);
    }
    after = page.length < PAGE ? undefined : page.at(-1)?.id;
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Every note, oldest first, of the requests that are wanted. */
export async function* noteLines(
  { notes, requests }: Beside,
  wants: (state: Awaited<ReturnType<Store['requests']['loadMany']>>[number]) => boolean,
): AsyncGenerator<string> {
  for (let after: NotePosition | undefined = { at: '', id: '' }; after !== undefined; ) {
    const page: StoredNote[] = await notes.written(after, PAGE);
    const states = await requests.loadMany([...new Set(page.map(({ requestId }) => requestId))]);
    const wanted = new Set(states.filter(wants).map(({ id }) => id));
    for (const note of page) if (wanted.has(note.requestId)) yield lineOf({ kind: 'note', note });
    after = page.length < PAGE ? undefined : page.at(-1);
  }
}

export async function restoreReplies(
  { owner, items }: EntryOf<'replies'>,
  { replies, directory }: Beside,
): Promise<Applied> {
  if (owner !== null && !(await directory.seller(owner))) {
    return refused('unknown_seller', `There is no seller ${owner}; declare it first.`);
  }
  const there = await replies.get(owner);
  if (isSameJson(there, items)) return KNOWN;
  if (there.length > 0)
    return refused('conflict', `${owner ?? 'Agents'} saved other replies here; what is here stays.`);
  await replies.put(owner, items as Reply[]);
  return IMPORTED;
}

export async function restorePhoto({ photo, full, thumb }: EntryOf<'photo'>, store: Beside): Promise<Applied> {
  const attachment = photo as StoredAttachment;
  const stranger = await whatKeepsOut(attachment, store);
  if (stranger) return stranger;
  const [there] = await store.attachments.find([attachment.id]);
  if (there && !isSameJson(there, attachment)) {
    return refused('conflict', `Photo ${attachment.id} is another one here; what is here stays.`);
  }
  if (!there && (await isErased(attachment.conversationId, store))) {
    return refused('conflict', `The buyer of conversation ${attachment.conversationId} was erased here.`);
  }
  const files = { full, thumb };
  const missing: PictureSize[] = [];
  for (const size of PICTURE_SIZES) {
    if (!(await store.files.get(pictureFile(attachment.id, size)))) missing.push(size);
  }
  if (there && missing.length === 0) return KNOWN;
  // The record before its files, so that whatever a crash leaves is found by it.
  await store.attachments.add(attachment);
  for (const size of missing) {
    await store.files.put(pictureFile(attachment.id, size), Buffer.from(files[size], 'base64'));
  }
  return IMPORTED;
}

/** A photo belongs into its conversation, and to one of the two who talk there or to an agent. */
async function whatKeepsOut({ id, conversationId, by }: StoredAttachment, { chat }: Beside): Promise<Applied | null> {
  const conversation = await chat.conversation(conversationId);
  if (!conversation) return refused('not_found', `There is no conversation ${conversationId} for photo ${id}.`);
  const own = { buyer: conversation.buyerId, seller: conversation.sellerId, agent: by.id };
  if (own[by.role] === by.id) return null;
  return refused('conversation_taken', `Conversation ${conversationId} belongs to another buyer and seller here.`);
}

/** Whether all that was negotiated in a conversation is erased here, and so its photos. */
async function isErased(conversationId: string, { requests }: Beside): Promise<boolean> {
  for (let after = ''; ; ) {
    const page = await requests.inConversation(conversationId, after, PAGE);
    if (page.some(({ erased }) => !erased)) return false;
    if (page.length < PAGE) return after !== '' || page.length > 0;
    after = page.at(-1)?.id ?? after;
  }
}

export async function restoreNote({ note }: EntryOf<'note'>, { notes, requests }: Beside): Promise<Applied> {
  const { id, requestId, sellerId, text, at } = note;
  const [state] = await requests.loadMany([requestId]);
  if (!state) return refused('not_found', `There is no request ${requestId} for note ${id}.`);
  if (state.facts.sellerId !== sellerId) return refused('not_found', `Request ${requestId} is of another shop.`);
  const there = await notes.find(requestId, id);
  // It may have been erased since an earlier import.
  if (there)
    return isSameJson(there, note) || there.text === ERASED ? KNOWN : refused('conflict', `Note ${id} differs.`);
  if (state.erased && at <= state.updatedAt && text !== ERASED) {
    return refused('conflict', `Request ${requestId} was erased here after this was noted.`);
  }
  await notes.add(note as StoredNote);
  return IMPORTED;
}
