/**
 * What the chat needs from a connection, and no more, so that what carries it can be replaced by something smaller.
 *
 * Every call settles, and says which of four things happened: a person must never be left wondering whether a tap
 * counted. `offline` means nothing left this device and nothing ever will; `unknown` means it may have arrived, so the
 * caller joins again and shows what is true.
 */
import type { MessageView, ReadMark } from '../../contract/chat.ts';
import type { JoinAnswer } from '../../contract/live.ts';
import type { Money } from '../../contract/primitives.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Said } from '../session/said.ts';

export type Reply<T> =
  | { outcome: 'done'; value: T }
  | { outcome: 'refused'; problem: Problem }
  | { outcome: 'offline' }
  | { outcome: 'unknown' };

/** An answer to an offer, as its card hands it over. */
export type OfferAnswer = { requestId: string; offerId: string } & (
  | { action: 'accept' }
  | { action: 'reject'; text?: string }
  | { action: 'counter'; amount: Money; note?: string }
);

export interface ChatEvents {
  /** Connected, for the first time or again: join with what is held. */
  connected(): void;
  disconnected(): void;
  /** The server refused the connection for good (not for want of a network). */
  refused(problem: Problem): void;
  /** The token is no longer good: renew it or stop. */
  expired(): void;
  /** Whether it goes a slower way from now on: no `typing`, and news take a few seconds. */
  slower(slower: boolean): void;
  message(message: MessageView): void;
  typing(author: MessageView['author']): void;
  read(mark: ReadMark): void;
}

export interface ChatConnection {
  readonly online: boolean;
  /** The latest messages, or with `after` every change above it, or with `before` older ones. */
  join(from?: { after: number } | { before: number }): Promise<Reply<JoinAnswer>>;
  /** `clientId` makes sending again harmless. */
  send(text: string, clientId: string, attachments?: readonly string[]): Promise<Reply<{ message: MessageView }>>;
  answer(answer: OfferAnswer): Promise<Reply<unknown>>;
  typing(): void;
  read(seq: number): void;
  renew(token: string): void;
  close(): void;
}

/** Opens a connection; the chat takes one of these, so that tests and other transports can stand in. */
export type Connect = (
  options: { url: string; token: string; conversation: string; says?: () => Said },
  events: ChatEvents,
) => ChatConnection;
