/** The log of deliveries, what can be replayed, and clearing both away. */
import type { Database } from 'better-sqlite3';
import { withoutAnswers } from '../../application/webhooks/attempts.ts';
import { cursorAt, deliveryFrom, type KeptDelivery, positionFrom } from '../../application/webhooks/kept.ts';
import type { DeliveriesQuery, MessageHead, WebhookLogStore } from '../../application/webhooks/ports.ts';
import { afterAll } from '../../application/webhooks/position.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

/** What is read of a delivery. */
export const DELIVERY_COLUMNS = `d.id, d.endpoint_id AS endpointId, d.head, d.revision, d.status, d.failures,
  d.next_at AS nextAt, d.attempts`;
const LATEST = 'ORDER BY d.position DESC LIMIT @limit';

/** The statements whose plans matter. */
export const WEBHOOK_LOG_SQL = {
  all: `SELECT ${DELIVERY_COLUMNS}, d.position FROM webhook_delivery d
        WHERE d.endpoint_id = @endpointId AND d.position < @before ${LATEST}`,
  ofStatus: `SELECT ${DELIVERY_COLUMNS}, d.position FROM webhook_delivery d
             WHERE d.endpoint_id = @endpointId AND d.status = @status AND d.position < @before ${LATEST}`,
  messages:
    'SELECT head FROM webhook_message WHERE position > @after AND position < @until ORDER BY position LIMIT @limit',
  purgeMessages: `DELETE FROM webhook_message WHERE event_id IN
    (SELECT event_id FROM webhook_message WHERE position < @before ORDER BY position LIMIT @limit)`,
  purgeDeliveries: `DELETE FROM webhook_delivery WHERE id IN
    (SELECT id FROM webhook_delivery WHERE endpoint_id = @endpointId AND position < @before ORDER BY position LIMIT @limit)`,
  purgeLines: `DELETE FROM webhook_line WHERE endpoint_id = @endpointId AND request_id IN
    (SELECT request_id FROM webhook_line WHERE endpoint_id = @endpointId LIMIT @limit)`,
} as const;

/** Sorts after every position. */
const END = '~';

interface Page {
  endpointId: string;
  before: string;
  limit: number;
}
type Positioned = KeptDelivery & { position: string };

export function sqliteWebhookLog(db: Database, writes: WriteQueue): WebhookLogStore {
  const one = db.prepare<[string], KeptDelivery>(`SELECT ${DELIVERY_COLUMNS} FROM webhook_delivery d WHERE d.id = ?`);
  const all = db.prepare<[Page], Positioned>(WEBHOOK_LOG_SQL.all);
  const ofStatus = db.prepare<[Page & { status: string }], Positioned>(WEBHOOK_LOG_SQL.ofStatus);
  const messages = db
    .prepare<[{ after: string; until: string; limit: number }], string>(WEBHOOK_LOG_SQL.messages)
    .pluck();
  const purgeMessages = db.prepare<[{ before: string; limit: number }]>(WEBHOOK_LOG_SQL.purgeMessages);
  const purgeDeliveries = db.prepare<[Page]>(WEBHOOK_LOG_SQL.purgeDeliveries);
  const purgeLines = db.prepare<[{ endpointId: string; limit: number }]>(WEBHOOK_LOG_SQL.purgeLines);

  function page({ endpointId, status, limit, cursor }: DeliveriesQuery) {
    const asked = { endpointId, before: cursor === undefined ? END : positionFrom(cursor), limit: limit + 1 };
    const rows = status === undefined ? all.all(asked) : ofStatus.all({ ...asked, status });
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map(deliveryFrom),
      nextCursor: rows.length > limit && last ? cursorAt(last.position) : null,
    };
  }

  const bodyOf = db.prepare<[string], string>('SELECT body FROM webhook_message WHERE event_id = ?').pluck();
  const rewriteBody = db.prepare<[string, string]>('UPDATE webhook_message SET body = ? WHERE event_id = ?');
  const attemptsOf = db.prepare<[string], string>('SELECT attempts FROM webhook_delivery WHERE id = ?').pluck();
  const rewriteAttempts = db.prepare<[string, string]>('UPDATE webhook_delivery SET attempts = ? WHERE id = ?');

  function rewriteMessage(eventId: string, rewrite: (body: string) => string): void {
    const body = bodyOf.get(eventId);
    if (body !== undefined) rewriteBody.run(rewrite(body), eventId);
  }
  function forgetAnswer(id: string): void {
    const attempts = attemptsOf.get(id);
    if (attempts !== undefined) rewriteAttempts.run(withoutAnswers(attempts), id);
  }

  return {
    rewriteMessages: (ids, rewrite) => writes.add(() => ids.forEach((id) => void rewriteMessage(id, rewrite))),
    forgetAnswers: (ids) => writes.add(() => ids.forEach(forgetAnswer)),
    delivery: (id) =>
      read(() => {
        const row = one.get(id);
        return row ? deliveryFrom(row) : null;
      }),
    deliveries: (query) => read(() => page(query)),
    messages: ({ since, until, after, limit }) =>
      read(() =>
        messages
          .all({ after: after > since ? after : since, until: afterAll(until), limit })
          .map((head): MessageHead => JSON.parse(head)),
      ),
    purgeMessages: (before, limit) => writes.add(() => purgeMessages.run({ before, limit }).changes),
    purgeDeliveries: (endpointId, before, limit) =>
      writes.add(() => purgeDeliveries.run({ endpointId, before: before ?? END, limit }).changes),
    purgeLines: (endpointId, limit) => writes.add(() => purgeLines.run({ endpointId, limit }).changes),
  };
}
