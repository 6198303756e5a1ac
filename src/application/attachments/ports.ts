/** What attachments need from the outside, and what is known of one. */
import type { PictureType } from '../../contract/attachment.ts';
import type { ReaderRole } from '../../contract/chat.ts';
import type { Instant } from '../../contract/primitives.ts';

/** What a message keeps of a picture beside its id: never a link. */
export interface AttachmentFacts {
  id: string;
  contentType: PictureType;
  width: number;
  height: number;
  bytes: number;
  alt?: string;
}
export interface StoredAttachment extends AttachmentFacts {
  conversationId: string;
  by: { role: ReaderRole; id: string; userId?: string };
  at: Instant;
  /** When it was first said in a message, or shown as evidence; null: nobody but its uploader sees it. */
  usedAt: Instant | null;
}

/**
 * What is known of each picture. The record is written before its files and leaves after them, so that whatever a crash leaves
 * is found here. One that was given up is found by nobody any more but by whoever clears it away.
 */
export interface AttachmentStore {
  /** One that is there stays as it is. */
  add(attachment: StoredAttachment): Promise<void>;
  /** Those that are there, in any order. */
  find(ids: readonly string[]): Promise<StoredAttachment[]>;
  /** Notes that they are used, all of them or the first time; answers how many are there. */
  use(ids: readonly string[], at: Instant): Promise<number>;
  /** How many were sent into the conversation at or after `since`, counted to `cap` at most. */
  count(conversationId: string, since: Instant, cap: number): Promise<number>;
  /** Gives up those sent before this time that nobody used; answers these and others that were given up, to be cleared away. */
  giveUpUnused(before: Instant, limit: number): Promise<string[]>;
  /** Gives up all of a conversation; answers how many were not given up before. */
  giveUpConversation(conversationId: string): Promise<number>;
  /** Removes records that were given up. */
  forget(ids: readonly string[]): Promise<void>;
  /** Those of a conversation whose ids follow `afterId`, in the order of their ids. */
  scan(conversationId: string, afterId: string, limit: number): Promise<StoredAttachment[]>;
}

export interface Picture {
  contentType: PictureType;
  width: number;
  height: number;
  bytes: Uint8Array;
  thumbnail: Uint8Array;
}
/** Why a picture cannot be taken, as a sentence for whoever sent it. */
export interface Unreadable {
  code: 'picture_unreadable' | 'payload_too_large';
  detail: string;
}
/** Reads whatever was sent as a picture and writes it anew, without anything that it said beside its pixels. */
export type ReadPicture = (sent: Uint8Array) => Promise<Picture | Unreadable>;
