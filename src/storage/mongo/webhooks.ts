/** Webhooks: endpoints, what is owed to them, and the log of it. */
import type { WebhookStore } from '../../application/webhooks/ports.ts';
import type { Collections } from './collections/collections.ts';
import { mongoWebhookEndpoints } from './webhook-endpoints.ts';
import { mongoWebhookLines } from './webhook-lines.ts';
import { mongoWebhookLog } from './webhook-log.ts';

type Needed = Pick<Collections, 'webhookEndpoints' | 'webhookMessages' | 'webhookDeliveries' | 'webhookLines'>;

export const mongoWebhooks = (collections: Needed): WebhookStore => ({
  ...mongoWebhookEndpoints(collections),
  ...mongoWebhookLines(collections),
  ...mongoWebhookLog(collections),
});
