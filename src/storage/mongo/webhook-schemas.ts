/** The collections of webhooks and their indexes. */
import { type Connection, Schema } from 'mongoose';
import type { DeliveryStatus } from '../../contract/webhook.ts';
import { number, options, text } from './schema-parts.ts';

/** The endpoint itself is JSON; it is changed by swapping it. */
export interface WebhookEndpointDocument {
  _id: string;
  revision: number;
  entry: string;
}
/** `position` is `<at> <requestId> <seq>`, which sorts by the event's time. `head` is JSON. */
export interface WebhookMessageDocument {
  /** The event's id. */
  _id: string;
  position: string;
  head: string;
  body: string;
}
export interface WebhookDeliveryDocument {
  _id: string;
  endpointId: string;
  requestId: string;
  seq: number;
  position: string;
  eventId: string;
  head: string;
  revision: number;
  status: DeliveryStatus;
  failures: number;
  nextAt: number | null;
  /** JSON. */
  attempts: string;
}
/**
 * Stands for the pending deliveries of one request to one endpoint: it is there for as long as any waits. One that was
 * taken has an owner and is due when its lease runs out (`dueAt`, wall time); `woken` says that something was owed
 * again meanwhile.
 */
export interface WebhookLineDocument {
  /** `<endpointId> <requestId>`. */
  _id: string;
  endpointId: string;
  requestId: string;
  dueAt: number;
  owed: number;
  owner: string | null;
  woken: boolean;
}

/** The indexes that queries name. */
export const WEBHOOK_INDEX = { pending: 'pending' } as const;

function deliverySchema() {
  const schema = new Schema<WebhookDeliveryDocument>(
    {
      _id: text,
      endpointId: text,
      requestId: text,
      seq: number,
      position: text,
      eventId: text,
      head: text,
      revision: number,
      status: text,
      failures: number,
      nextAt: Number,
      attempts: text,
    },
    options,
  );
  schema.index(
    { endpointId: 1, requestId: 1, seq: 1 },
    { name: WEBHOOK_INDEX.pending, partialFilterExpression: { status: 'pending' } },
  );
  schema.index({ endpointId: 1, position: -1 });
  schema.index({ endpointId: 1, status: 1, position: -1 });
  return schema;
}

/** Registers the schemas on a connection. */
export function webhookModels(connection: Connection) {
  return [
    connection.model(
      'WebhookEndpoint',
      new Schema<WebhookEndpointDocument>({ _id: text, revision: number, entry: text }, options),
      'webhook_endpoints',
    ),
    connection.model(
      'WebhookMessage',
      new Schema<WebhookMessageDocument>({ _id: text, position: text, head: text, body: text }, options).index({
        position: 1,
      }),
      'webhook_messages',
    ),
    connection.model('WebhookDelivery', deliverySchema(), 'webhook_deliveries'),
    connection.model(
      'WebhookLine',
      new Schema<WebhookLineDocument>(
        {
          _id: text,
          endpointId: text,
          requestId: text,
          dueAt: number,
          owed: number,
          owner: String,
          woken: { type: Boolean, required: true },
        },
        options,
      ).index({ endpointId: 1, dueAt: 1, requestId: 1 }),
      'webhook_lines',
    ),
  ];
}
