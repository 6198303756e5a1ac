/** Webhook messages and deliveries as rows. */

import type { Delivery, DeliveryOutcome, Message, MessageHead, NewDelivery } from '../../application/webhooks/ports.ts';
import { positionOf } from '../../application/webhooks/position.ts';

export interface DeliveryRow {
  id: string;
  endpoint_id: string;
  head: string;
  revision: number;
  status: Delivery['status'];
  failures: number;
  next_at: number | null;
  attempts: string;
}
/** What is read of a delivery. */
export const DELIVERY_COLUMNS = 'd.id, d.endpoint_id, d.head, d.revision, d.status, d.failures, d.next_at, d.attempts';

const headOf = ({ eventId, requestId, seq, type, at }: MessageHead): string =>
  JSON.stringify({ eventId, requestId, seq, type, at });

export const messageRow = (message: Message) => ({
  eventId: message.eventId,
  position: positionOf(message),
  head: headOf(message),
  body: message.body,
});

export const deliveryRow = (delivery: NewDelivery) => ({
  id: delivery.id,
  endpointId: delivery.endpointId,
  requestId: delivery.requestId,
  seq: delivery.seq,
  position: positionOf(delivery),
  eventId: delivery.eventId,
  head: headOf(delivery),
});

export const outcomeRow = ({ attempts, ...outcome }: DeliveryOutcome) => ({
  ...outcome,
  attempts: JSON.stringify(attempts),
});

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  ...(JSON.parse(row.head) as MessageHead),
  id: row.id,
  endpointId: row.endpoint_id,
  revision: row.revision,
  status: row.status,
  failures: row.failures,
  nextAttemptAt: row.next_at,
  attempts: JSON.parse(row.attempts),
});
