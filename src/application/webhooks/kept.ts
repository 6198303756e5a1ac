/** Webhook messages, deliveries and their list as storages keep them. What only tells of the event is one text, `head`. */
import { InvalidCursor } from '../ports/requests.ts';
import type { Delivery, DeliveryOutcome, Message, MessageHead, NewDelivery } from './ports.ts';
import { positionOf } from './position.ts';

const headOf = ({ eventId, requestId, seq, type, at }: MessageHead): string =>
  JSON.stringify({ eventId, requestId, seq, type, at });

export const keptMessage = (message: Message) => ({
  position: positionOf(message),
  head: headOf(message),
  body: message.body,
});

/** What of a delivery never changes. */
export const keptFacts = (delivery: NewDelivery) => ({
  endpointId: delivery.endpointId,
  requestId: delivery.requestId,
  seq: delivery.seq,
  position: positionOf(delivery),
  eventId: delivery.eventId,
  head: headOf(delivery),
});

export const keptOutcome = ({ status, failures, nextAttemptAt, attempts }: DeliveryOutcome) => ({
  status,
  failures,
  nextAt: nextAttemptAt,
  attempts: JSON.stringify(attempts),
});

export interface KeptDelivery extends ReturnType<typeof keptOutcome> {
  id: string;
  endpointId: string;
  head: string;
  revision: number;
}

export const deliveryFrom = ({
  head,
  id,
  endpointId,
  revision,
  nextAt,
  attempts,
  ...kept
}: KeptDelivery): Delivery => ({
  ...(JSON.parse(head) as MessageHead),
  id,
  endpointId,
  revision,
  status: kept.status,
  failures: kept.failures,
  nextAttemptAt: nextAt,
  attempts: JSON.parse(attempts),
});

/** Where a page of the log ended, opaque to callers. */
export const cursorAt = (position: string): string => Buffer.from(position).toString('base64url');

/** Throws InvalidCursor for text that `cursorAt` did not make. */
export function positionFrom(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{4}-[\d:.TZ-]+ \S+ \d{9}$/u.test(position)) return position;
  throw new InvalidCursor(`The cursor "${cursor.slice(0, 40)}" is not one of this list.`);
}

/** The order in which endpoints are listed. */
export function olderFirst(a: Pick<Delivery, 'id'> & { createdAt: string }, b: typeof a): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
