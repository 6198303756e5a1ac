/** Where conversations are kept. */

import type { Instant } from '../../contract/primitives.ts';
import type { Conversation, MessageWrite, StoredMessage, StoredReadMark } from '../transcript.ts';

/** The end of a conversation, of what people wrote: the last text, and up to 100 of the latest, by whom each is. */
export interface ChatTail {
  last: { at: Instant; by: StoredReadMark['role']; text: string };
  texts: { seq: number; by: StoredReadMark['role'] }[];
}

export type MessageNumbers = Pick<StoredMessage, 'id' | 'seq' | 'change' | 'revision'>;

export interface ChatStore {
  /** Makes the conversation its buyer's and seller's, or answers whose it is already. */
  claim(conversation: Conversation): Promise<Conversation>;
  conversation(id: string): Promise<Conversation | null>;
  /**
   * Inserts messages that are not there, changes those whose stored `revision` is lower, and leaves the others: told
   * twice changes nothing. `seq` (inserts) and `change` are allocated gapless per conversation, in the order given.
   * Answers what was inserted or changed, and for `returnExisting` writes the stored message too.
   */
  write(writes: MessageWrite[]): Promise<StoredMessage[]>;
  message(id: string): Promise<StoredMessage | null>;
  /** The numbers of those of the messages that are there, in any order. */
  numbersOf(ids: string[]): Promise<MessageNumbers[]>;
  /** With `after`: changes above it, in order of `change`. Otherwise the latest below `before`, in order of `seq`. */
  messages(query: MessagesQuery): Promise<{ messages: StoredMessage[]; hasMore: boolean }>;
  lastChange(conversationId: string): Promise<number>;
  reads(conversationId: string): Promise<StoredReadMark[]>;
  /** By conversation; none where nobody wrote. */
  tails(conversationIds: string[]): Promise<Map<string, ChatTail>>;
  /** By conversation, the marks of several. */
  readsOf(conversationIds: string[]): Promise<Map<string, StoredReadMark[]>>;
  /** Raises the mark; answers false where it stood as high already. A mark above the last `seq` is lowered to it. */
  markRead(conversationId: string, mark: StoredReadMark): Promise<StoredReadMark | null>;
  /** The conversations whose ids follow `afterId` ('' is before all), in the order of their ids. */
  scan(afterId: string, limit: number): Promise<Conversation[]>;
  /**
   * Puts messages of one conversation back as they were in another storage, numbers included; those that are there as
   * they are, or changed since, are left. `known`: all of them were. `taken`: a number is another message's, or what
   * is there is older.
   */
  restore(messages: StoredMessage[]): Promise<'restored' | 'known' | 'taken'>;
}

export interface MessagesQuery {
  conversationId: string;
  after?: number;
  before?: number;
  limit: number;
}
