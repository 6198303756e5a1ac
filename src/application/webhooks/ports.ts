/**
 * What webhooks need from the outside: a storage, and somebody who sends.
 *
 * Glossary
 * - endpoint: an address of the integrator's, with a secret of its own and the types of events it wants.
 * - message: one event with the bytes that tell it. Written once, shared by all endpoints, and never changed but for erasing,
 *   so that every attempt and every replay sends the same.
 * - delivery: a message owed to one endpoint. Its id derives from both, so that owing twice changes nothing.
 * - line: the deliveries of one request to one endpoint, which go in order of `seq`. A record for as long as any of them
 *   waits; whoever takes it works off the first of them, then the next.
 * - position: where a message stands among all: `<at> <requestId> <seq>`, which sorts by the event's time.
 *
 * Two clocks: positions are business time (the event's `at`); everything else, retries and leases too, is wall time in
 * milliseconds since the epoch.
 */
import type { EventType } from '../../contract/event.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { Attempt, DeliveryStatus, DisabledReason } from '../../contract/webhook.ts';
import type { Lease } from '../lease.ts';

export interface SealedSecret {
  sealed: string;
  /** Null for the secret in force; one that was rotated out signs beside it until then. */
  until: number | null;
}

/** Replaying everything from a position on, page by page: what is still ahead. */
export interface Replay {
  since: Instant;
  until: Instant;
  /** The last position that was done; '' before the first. */
  done: string;
  /** Who works on it, and until when that holds. */
  lease: Lease | null;
}

export interface Endpoint {
  id: string;
  /** How often it was changed: a change is refused where this is another one by now. */
  revision: number;
  url: string;
  /** Null: every type, those of later versions too. */
  events: EventType[] | null;
  description: string | null;
  /** Newest first. */
  secrets: SealedSecret[];
  createdAt: Instant;
  disabled: { reason: DisabledReason; at: Instant } | null;
  /** The first failure since something last succeeded. */
  failingSince: number | null;
  replay: Replay | null;
  /** Its deliveries are being cleared away; nobody sees it any more. */
  deletedAt: number | null;
}

export interface Message {
  eventId: string;
  requestId: string;
  seq: number;
  type: EventType;
  at: Instant;
  body: string;
}
export type MessageHead = Omit<Message, 'body'>;

/** A message as owed to an endpoint. */
export interface NewDelivery extends MessageHead {
  id: string;
  endpointId: string;
}

export interface Delivery extends NewDelivery {
  /** How often it was changed. */
  revision: number;
  status: DeliveryStatus;
  /** Failed attempts since it was owed or replayed: says when the next one is. */
  failures: number;
  nextAttemptAt: number | null;
  /** The latest attempts, oldest first. */
  attempts: Attempt[];
}
export type DeliveryOutcome = Pick<Delivery, 'id' | 'revision' | 'status' | 'failures' | 'nextAttemptAt' | 'attempts'>;

/** A delivery to work off. `body` is null where the message is no longer kept. */
export interface PendingDelivery extends Delivery {
  body: string | null;
}

/** A line that was taken: its owner alone may hand it back. */
export interface Line {
  endpointId: string;
  requestId: string;
  owner: string;
  /** Rises with everything that is owed: tells whether more came meanwhile. */
  owed: number;
}

export interface WebhookEndpointStore {
  /** All of them, deleted ones too, oldest first. */
  endpoints(): Promise<Endpoint[]>;
  endpoint(id: string): Promise<Endpoint | null>;
  addEndpoint(endpoint: Endpoint): Promise<void>;
  /** Puts it, with the next revision, where the revision is still this one; false, and nothing is written, otherwise. */
  swapEndpoint(endpoint: Endpoint): Promise<boolean>;
  /** Forgets it for good. Its deliveries are cleared away before. */
  removeEndpoint(id: string): Promise<void>;
}

export interface WebhookLineStore {
  /**
   * Owes: keeps messages that are not there, inserts deliveries that are not there, and makes their lines due at `now`
   * where there are none. A line that is taken or waits for a retry keeps its time. At most one write of each kind.
   */
  owe(messages: Message[], deliveries: NewDelivery[], now: number): Promise<void>;
  /**
   * Owes anew: inserts deliveries or makes them pending again, without failures, and their lines due at `now`. A line
   * that is taken at the moment is due at once when it comes back.
   */
  oweAgain(deliveries: NewDelivery[], now: number): Promise<void>;
  /**
   * Takes up to `limit` lines of the endpoint that are due at `now`, earliest first, each by one taker only. A line that
   * does not come back is due again at `lease.until`. `lease.owner` is a name of its own for each taking.
   */
  take(endpointId: string, now: number, lease: Lease, limit: number): Promise<Line[]>;
  /** Keeps the line until then. False where another has it by now. */
  renew(line: Line, until: number): Promise<boolean>;
  /** What waits in the line, in order of `seq`. */
  pending(line: Pick<Line, 'endpointId' | 'requestId'>, limit: number): Promise<PendingDelivery[]>;
  /** Writes how an attempt went; false, and nothing is written, where the delivery was changed meanwhile. */
  settle(outcome: DeliveryOutcome): Promise<boolean>;
  /**
   * Hands the line back: to be looked at again at `dueAt`, or with null because nothing waits in it. Where more was owed
   * meanwhile, null means `now`; where it was owed again, `dueAt` does too. Answers whether it is due at `now`. Does
   * nothing where another has it by now.
   */
  release(line: Line, dueAt: number | null, now: number): Promise<boolean>;
}

export interface WebhookLogStore {
  delivery(id: string): Promise<Delivery | null>;
  /** Latest first. Throws InvalidCursor for a cursor that is none. */
  deliveries(query: DeliveriesQuery): Promise<DeliveryPage>;
  /** Messages after this position with an `at` up to `until`, in order. `since`: of that instant or later. */
  messages(query: MessagesQuery): Promise<MessageHead[]>;
  /** Puts the kept bodies of these events through `rewrite`. */
  rewriteMessages(eventIds: readonly string[], rewrite: (body: string) => string): Promise<void>;
  /** Forgets what endpoints answered to these deliveries, which may repeat what they were told. */
  forgetAnswers(deliveryIds: readonly string[]): Promise<void>;
  /** Deletes up to `limit` messages of events before this instant; answers how many. */
  purgeMessages(before: Instant, limit: number): Promise<number>;
  /** Deletes up to `limit` deliveries of the endpoint, of events before this instant, or all; answers how many. */
  purgeDeliveries(endpointId: string, before: Instant | null, limit: number): Promise<number>;
  /** Deletes up to `limit` of the endpoint's lines; answers how many. */
  purgeLines(endpointId: string, limit: number): Promise<number>;
}
export interface DeliveriesQuery {
  endpointId: string;
  status?: DeliveryStatus;
  limit: number;
  cursor?: string;
}
export interface DeliveryPage {
  items: Delivery[];
  nextCursor: string | null;
}
export interface MessagesQuery {
  since: Instant;
  until: Instant;
  /** A position; '' for the first page. */
  after: string;
  limit: number;
}

export type WebhookStore = WebhookEndpointStore & WebhookLineStore & WebhookLogStore;

/** One HTTP request to an endpoint. */
export interface Posting {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Gives up where this fires; the attempt then counts as not made. */
  signal?: AbortSignal;
}
/** How it went. Never rejects: what cannot be sent is told in `error`. */
export interface Posted {
  /** The answer's status; null where there was none. */
  status: number | null;
  durationMs: number;
  /** The beginning of the answer's body. */
  response: string | null;
  /** Why there was no answer, in a sentence. */
  error: string | null;
}
export interface WebhookSender {
  post(posting: Posting): Promise<Posted>;
  /** Why nothing is sent to this address, in a sentence; null where it is all right, or its name does not resolve now. */
  refusal(url: string): Promise<string | null>;
  close(): void;
}
