/** The collections of webhooks. */
import type { DeliveryStatus } from '../../../contract/webhook.ts';
import { collection, type DocumentOf, flag, number, numberOrNull, oneOf, text, textOrNull } from './declare.ts';

/** The endpoint itself is JSON; it is changed by swapping it. */
export const webhookEndpoints = collection('webhook_endpoints', {
  fields: { _id: text, revision: number, entry: text },
});
export type WebhookEndpointDocument = DocumentOf<typeof webhookEndpoints>;

/** By the event's id. `position` is `<at> <requestId> <seq>`, which sorts by the event's time. `head` is JSON. */
export const webhookMessages = collection('webhook_messages', {
  fields: { _id: text, position: text, head: text, body: text },
  indexes: [[{ position: 1 }]],
});

/** The index that queries name. */
export const WEBHOOK_INDEX = { pending: 'pending' } as const;

export const webhookDeliveries = collection('webhook_deliveries', {
  fields: {
    _id: text,
    endpointId: text,
    requestId: text,
    seq: number,
    position: text,
    eventId: text,
    head: text,
    revision: number,
    status: oneOf<DeliveryStatus>(),
    failures: number,
    nextAt: numberOrNull,
    /** JSON. */
    attempts: text,
  },
  indexes: [
    [
      { endpointId: 1, requestId: 1, seq: 1 },
      { name: WEBHOOK_INDEX.pending, partialFilterExpression: { status: 'pending' } },
    ],
    [{ endpointId: 1, position: -1 }],
    [{ endpointId: 1, status: 1, position: -1 }],
  ],
});
export type WebhookDeliveryDocument = DocumentOf<typeof webhookDeliveries>;

/**
 * Stands for the pending deliveries of one request to one endpoint: it is there for as long as any waits. One that was
 * taken has an owner and is due when its lease runs out (`dueAt`, wall time); `woken` says that something was owed
 * again meanwhile.
 */
export const webhookLines = collection('webhook_lines', {
  fields: {
    /** `<endpointId> <requestId>`. */
    _id: text,
    endpointId: text,
    requestId: text,
    dueAt: number,
    owed: number,
    owner: textOrNull,
    woken: flag,
  },
  indexes: [[{ endpointId: 1, dueAt: 1, requestId: 1 }]],
});
export type WebhookLineDocument = DocumentOf<typeof webhookLines>;
