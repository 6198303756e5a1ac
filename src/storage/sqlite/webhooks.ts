/** Webhooks: endpoints, what is owed to them, and the log of it. */
import type { Database } from 'better-sqlite3';
import type { WebhookStore } from '../../application/webhooks/ports.ts';
import { sqliteWebhookEndpoints } from './webhook-endpoints.ts';
import { sqliteWebhookLines } from './webhook-lines.ts';
import { sqliteWebhookLog } from './webhook-log.ts';
import type { WriteQueue } from './write-queue.ts';

export const sqliteWebhooks = (db: Database, writes: WriteQueue): WebhookStore => ({
  ...sqliteWebhookEndpoints(db, writes),
  ...sqliteWebhookLines(db, writes),
  ...sqliteWebhookLog(db, writes),
});
