/** What webhooks ask of a storage and whose plan matters, as each storage puts it. */
import type { mongo } from 'mongoose';
import type { DeliveriesQuery, MessagesQuery } from '../../src/application/webhooks/ports.ts';
import { dueLinesFind, pendingFind } from '../../src/storage/mongo/webhook-lines.ts';
import {
  deliveriesFind,
  messagesFind,
  purgeDeliveriesFind,
  purgeMessagesFind,
} from '../../src/storage/mongo/webhook-log.ts';
import { LINE_SQL } from '../../src/storage/sqlite/webhook-lines.ts';
import { WEBHOOK_LOG_SQL } from '../../src/storage/sqlite/webhook-log.ts';

export type WebhookQuestion =
  | { lines: { endpointId: string; now: number; limit: number } }
  | { pending: { endpointId: string; requestId: string; limit: number } }
  | { log: DeliveriesQuery }
  | { messages: MessagesQuery }
  | { purgeMessages: { before: string; limit: number } }
  | { purgeDeliveries: { endpointId: string; before: string; limit: number } };

export function webhookStatement(question: WebhookQuestion): {
  sql: string;
  params: Record<string, unknown> | unknown[];
} {
  if ('lines' in question) return { sql: LINE_SQL.take, params: { ...question.lines, owner: 'a', until: 1 } };
  if ('pending' in question) {
    const { endpointId, requestId, limit } = question.pending;
    return { sql: LINE_SQL.pending, params: [endpointId, requestId, limit] };
  }
  if ('log' in question) {
    const { status, ...page } = question.log;
    const params = { ...page, before: '~', ...(status ? { status } : {}) };
    return { sql: status ? WEBHOOK_LOG_SQL.ofStatus : WEBHOOK_LOG_SQL.all, params };
  }
  if ('messages' in question) {
    const { since, until, limit } = question.messages;
    return { sql: WEBHOOK_LOG_SQL.messages, params: { after: since, until, limit } };
  }
  if ('purgeMessages' in question) return { sql: WEBHOOK_LOG_SQL.purgeMessages, params: question.purgeMessages };
  return { sql: WEBHOOK_LOG_SQL.purgeDeliveries, params: question.purgeDeliveries };
}

interface Find {
  filter: object;
  options?: mongo.FindOptions;
}

/** The collection and the query. */
export function webhookFind(question: WebhookQuestion): [collection: string, finds: Find[]] {
  if ('lines' in question) {
    const { endpointId, now, limit } = question.lines;
    return ['webhook_lines', [dueLinesFind(endpointId, now, limit)]];
  }
  if ('pending' in question) {
    const { endpointId, requestId, limit } = question.pending;
    return ['webhook_deliveries', [pendingFind(endpointId, requestId, limit)]];
  }
  if ('log' in question) return ['webhook_deliveries', [deliveriesFind(question.log)]];
  if ('messages' in question) return ['webhook_messages', [messagesFind(question.messages)]];
  if ('purgeMessages' in question) {
    const { before, limit } = question.purgeMessages;
    return ['webhook_messages', [purgeMessagesFind(before, limit)]];
  }
  const { endpointId, before, limit } = question.purgeDeliveries;
  return ['webhook_deliveries', [purgeDeliveriesFind(endpointId, before, limit)]];
}
