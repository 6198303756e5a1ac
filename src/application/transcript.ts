/**
 * What a conversation holds, before it is rendered for a reader. Stored messages carry facts, never sentences of
 * Parley's own: the reader's language is chosen when it is read.
 */
import type { EventType } from '../contract/event.ts';
import type { Instant, Money } from '../contract/primitives.ts';
import type { Item, Offer, WaitingOn } from '../contract/request.ts';
import type { AttachmentFacts } from './attachments/ports.ts';

/** A conversation belongs to the buyer and the seller of its first request. */
export interface Conversation {
  id: string;
  buyerId: string;
  sellerId: string;
}

/**
 * Language and zones of the request's people, for readers whose token does not say; what the shop was called then, and
 * which order it is about, which what an earlier release told does not know.
 */
export interface Home {
  sellerName?: string;
  orderId?: string;
  /** What was asked for, where that is told: in a request's first sentence. */
  items?: Pick<Item, 'title' | 'missingQuantity'>[];
  buyerLocale?: string;
  buyerZone: string;
  sellerZone: string;
}

/** One offer as its card needs it, free of language. */
export interface CardFacts {
  requestId: string;
  offer: Offer;
  claimValue: Money;
  items: Pick<Item, 'title' | 'missingQuantity' | 'imageUrl'>[];
  /** What the answering side may counter with; null where no counter-offer is legal. */
  counterRange: { min: number; max: number } | null;
  /** Where the buyer may take it after all (rule 18): until when. */
  acceptUntil?: Instant;
  /** After the offer closed: whom the request waits for now and until when. */
  next: { status: string; waitingOn: WaitingOn | null; deadlineAt: Instant | null };
  buyerId: string;
  sellerId: string;
  home: Home;
}

/** A sentence of the platform about an event. `params` are facts of the event, picked for the sentence. */
export interface NoticeFacts {
  requestId: string;
  type: EventType;
  params: Record<string, unknown>;
  home: Home;
}

export type MessageBody =
  /** `home`: of words that were erased, which is then said in the reader's own. */
  | { kind: 'text'; text: string; evidence?: string[]; attachments?: AttachmentFacts[]; home?: Home }
  | { kind: 'card'; card: CardFacts }
  /** `attachments`: those of its evidence that are photos of the chat. */
  | { kind: 'system'; notice: NoticeFacts; attachments?: AttachmentFacts[] };

export interface MessageAuthor {
  role: 'buyer' | 'seller' | 'agent' | 'platform' | 'integrator';
  id: string;
  userId?: string;
  name?: string;
}

export interface MessageWrite {
  id: string;
  conversationId: string;
  at: Instant;
  author: MessageAuthor;
  body: MessageBody;
  clientId?: string;
  /** A higher revision replaces the body; an equal or lower one changes nothing. Text messages have revision 1. */
  revision: number;
  /** It is the first that is written of the message: a guess, which saves whoever writes it a look at what stands. */
  begins?: true;
  /** An edit leaves who wrote it as it stands, unless this says that `author` replaces it. */
  replacesAuthor?: true;
  /** Answer the stored message even where nothing changed. */
  returnExisting?: boolean;
}

export interface StoredMessage extends Omit<MessageWrite, 'returnExisting' | 'replacesAuthor' | 'begins'> {
  seq: number;
  change: number;
  editedAt?: Instant;
}

export interface StoredReadMark {
  role: 'buyer' | 'seller' | 'agent';
  id: string;
  seq: number;
}
