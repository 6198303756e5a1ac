/** Webhook messages and deliveries as documents. */

import type { Delivery, DeliveryOutcome, Message, MessageHead, NewDelivery } from '../../application/webhooks/ports.ts';
import { positionOf } from '../../application/webhooks/position.ts';
import type { WebhookDeliveryDocument, WebhookMessageDocument } from './collections/webhooks.ts';

const headOf = ({ eventId, requestId, seq, type, at }: MessageHead): string =>
  JSON.stringify({ eventId, requestId, seq, type, at });

export const messageDocument = (message: Message): WebhookMessageDocument => ({
  _id: message.eventId,
  position: positionOf(message),
  head: headOf(message),
  body: message.body,
});

/** What of a delivery never changes. */
export const factsOf = (delivery: NewDelivery) => ({
  endpointId: delivery.endpointId,
  requestId: delivery.requestId,
  seq: delivery.seq,
  position: positionOf(delivery),
  eventId: delivery.eventId,
  head: headOf(delivery),
});

export const outcomeFields = ({ status, failures, nextAttemptAt, attempts }: DeliveryOutcome) => ({
  status,
  failures,
  nextAt: nextAttemptAt,
  attempts: JSON.stringify(attempts),
});

export const deliveryOf = (document: WebhookDeliveryDocument): Delivery => ({
  ...(JSON.parse(document.head) as MessageHead),
  id: document._id,
  endpointId: document.endpointId,
  revision: document.revision,
  status: document.status,
  failures: document.failures,
  nextAttemptAt: document.nextAt,
  attempts: JSON.parse(document.attempts),
});
