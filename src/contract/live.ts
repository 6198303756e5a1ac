/** Socket.IO events, one map shared by both ends. Payload schemas validate what clients send. */
import { z } from 'zod';
import {
  type CardView,
  MessagePayload,
  type MessagesPage,
  type MessageView,
  ReadBody,
  type ReaderRole,
} from './chat.ts';
import { RequestFilter, type Stats } from './lists.ts';
import type { NoteView } from './note.ts';
import { Id, Locale, Money, words, Zone } from './primitives.ts';
import type { Problem } from './problem.ts';
import type { ChatState, RequestView } from './request.ts';

/**
 * What `auth` says beside the token: the language and zone of who connects, where the token says nothing of them. Of a
 * `page`, which has words of its own beside those that it is sent, they go before the token's.
 */
export const ConnectAuth = z.object({ locale: Locale.optional(), zone: Zone.optional(), page: z.boolean().optional() });
export type ConnectAuth = z.infer<typeof ConnectAuth>;

export { MessagePayload };
export const JoinPayload = z
  .strictObject({
    conversationId: Id,
    after: z.int().min(0).optional(),
    before: z.int().min(1).optional(),
    limit: z.int().min(1).max(100).default(50),
  })
  .refine((payload) => payload.after === undefined || payload.before === undefined, 'give after or before, not both');
export const OfferPayload = z.strictObject({ requestId: Id, offerId: Id });
export const OfferRejectPayload = OfferPayload.extend({ text: words(1000).optional() });
export const OfferCounterPayload = OfferPayload.extend({ amount: Money, note: words(1000).optional() });
export const ConversationPayload = z.strictObject({ conversationId: Id });
export const ReadPayload = ReadBody.extend({ conversationId: Id });
export const AuthPayload = z.strictObject({ token: z.string().max(4000) });
export const SnapshotPayload = z.strictObject({
  filter: RequestFilter.optional(),
  cursor: z.string().max(500).optional(),
});
export const CardsPayload = z.strictObject({ requestId: Id });
/** `null`: none any more. */
export const ViewPayload = z.strictObject({ requestId: Id.nullable() });
export const TimePayload = z.strictObject({});

export type Failure = { ok: false; problem: Problem };
type Ack<T> = (answer: ({ ok: true } & T) | Failure) => void;

export type JoinAnswer = MessagesPage;
export interface SnapshotAnswer {
  requests: RequestView[];
  stats: Stats;
  cursor: string;
  nextCursor: string | null;
  /** In which this reader is addressed. */
  locale: string;
  zone: string;
  /** The server's clock, which the deadlines run on. */
  now: string;
}

/** A card as one side has it before them: their words and buttons, and the language and zone they read it in. */
export interface CardSide {
  card: CardView;
  /** The whole card as plain text, for channels without cards. */
  text: string;
  locale: string;
  zone: string;
}
export interface CardsAnswer {
  buyer: CardSide;
  seller: CardSide;
}

interface AuthEvents {
  auth(payload: z.input<typeof AuthPayload>, ack: Ack<{ expiresAt: string }>): void;
}
export interface ChatClientEvents extends AuthEvents {
  join(payload: z.input<typeof JoinPayload>, ack: Ack<JoinAnswer>): void;
  message(payload: z.input<typeof MessagePayload>, ack: Ack<{ message: MessageView }>): void;
  'offer:accept'(payload: z.input<typeof OfferPayload>, ack: Ack<{ request: RequestView }>): void;
  'offer:reject'(payload: z.input<typeof OfferRejectPayload>, ack: Ack<{ request: RequestView }>): void;
  'offer:counter'(payload: z.input<typeof OfferCounterPayload>, ack: Ack<{ request: RequestView }>): void;
  typing(payload: z.input<typeof ConversationPayload>, ack?: Ack<object>): void;
  read(payload: z.input<typeof ReadPayload>, ack?: Ack<object>): void;
}
export interface ChatServerEvents {
  message(payload: { message: MessageView }): void;
  typing(payload: { conversationId: string; author: MessageView['author'] }): void;
  read(payload: { conversationId: string; role: ReaderRole; id: string; seq: number }): void;
  'auth:expired'(): void;
}

/** Something an operator should look at. */
export interface Attention {
  code: string;
  at: string;
  sellerId?: string;
  requestId?: string;
  detail: string;
}
/** An agent who has a request open. */
export interface Viewer {
  id: string;
  name?: string;
}
export interface BoardClientEvents extends AuthEvents {
  snapshot(payload: z.input<typeof SnapshotPayload>, ack: Ack<SnapshotAnswer>): void;
  watch(payload: z.input<typeof ConversationPayload>, ack: Ack<object>): void;
  /** The last offer's card as buyer and seller see it; for agents. */
  cards(payload: z.input<typeof CardsPayload>, ack: Ack<CardsAnswer>): void;
  /** Which request the agent has open. */
  view(payload: z.input<typeof ViewPayload>, ack: Ack<object>): void;
  /** The server's clock, so that a board left open all day counts down right. */
  time(payload: z.input<typeof TimePayload>, ack: Ack<{ now: string }>): void;
}
export interface BoardServerEvents {
  /** What is unread and who waits in a conversation changed; `requestId` is its newest open request, which shows it. */
  chat(payload: { conversationId: string; requestId: string; chat: ChatState }): void;
  /** Without `chat`, which is told when it changes. */
  request(payload: { request: RequestView }): void;
  stats(payload: Stats): void;
  /** Which other agents have the request open that this one has. */
  viewers(payload: { requestId: string; viewers: Viewer[] }): void;
  /** A colleague noted something about a request. */
  note(payload: { requestId: string; note: NoteView }): void;
  attention(payload: Attention): void;
  message(payload: { message: MessageView }): void;
  'auth:expired'(): void;
}
