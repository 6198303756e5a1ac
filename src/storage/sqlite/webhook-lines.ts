/**
 * What is owed to endpoints, and who works it off. Taking a line moves its `due_at` to the end of the lease, so that the
 * one index that says what is due also says what a process that died has left behind.
 */
import type { Database } from 'better-sqlite3';
import {
  deliveryFrom,
  type KeptDelivery,
  keptFacts,
  keptMessage,
  keptOutcome,
} from '../../application/webhooks/kept.ts';
import type { DeliveryOutcome, Line, NewDelivery, WebhookLineStore } from '../../application/webhooks/ports.ts';
import { read } from './errors.ts';
import { DELIVERY_COLUMNS } from './webhook-log.ts';
import type { WriteQueue } from './write-queue.ts';

const DUE =
  'SELECT request_id FROM webhook_line WHERE endpoint_id = @endpointId AND due_at <= @now ORDER BY due_at, request_id LIMIT @limit';

/** The statements whose plans matter. */
export const LINE_SQL = {
  due: DUE,
  take: `UPDATE webhook_line SET owner = @owner, due_at = @until, woken = 0
         WHERE endpoint_id = @endpointId AND request_id IN (${DUE}) RETURNING request_id, owed`,
  pending: `SELECT ${DELIVERY_COLUMNS}, m.body FROM webhook_delivery d LEFT JOIN webhook_message m ON m.event_id = d.event_id
            WHERE d.endpoint_id = ? AND d.request_id = ? AND d.status = 'pending' ORDER BY d.seq LIMIT ?`,
} as const;

const settled = (outcome: DeliveryOutcome) => ({
  id: outcome.id,
  revision: outcome.revision,
  ...keptOutcome(outcome),
});

interface Due {
  endpointId: string;
  now: number;
  limit: number;
}
interface Key {
  endpointId: string;
  requestId: string;
}

export function sqliteWebhookLines(db: Database, writes: WriteQueue): WebhookLineStore {
  const sql = statements(db);

  /** Each line once, whatever number of deliveries it has among these. */
  function forEachLine(deliveries: NewDelivery[], run: (key: Key) => void): void {
    const lines = new Map(
      deliveries.map(({ endpointId, requestId }) => [`${endpointId} ${requestId}`, { endpointId, requestId }]),
    );
    for (const key of lines.values()) run(key);
  }

  return {
    owe: (messages, deliveries, now) =>
      writes.add(() => {
        for (const message of messages) sql.keep.run({ eventId: message.eventId, ...keptMessage(message) });
        for (const delivery of deliveries) sql.insert.run({ id: delivery.id, ...keptFacts(delivery) });
        forEachLine(deliveries, (key) => sql.owe.run({ ...key, now }));
      }),
    oweAgain: (deliveries, now) =>
      writes.add(() => {
        for (const delivery of deliveries) sql.reset.run({ id: delivery.id, ...keptFacts(delivery) });
        forEachLine(deliveries, (key) => sql.wake.run({ ...key, now }));
      }),
    async take(endpointId, now, { owner, until }, limit) {
      // A look costs no write where nothing is due.
      if ((await read(() => sql.due.get({ endpointId, now, limit: 1 }))) === undefined) return [];
      return writes.add(() =>
        sql.take
          .all({ endpointId, now, limit, owner, until })
          .map(({ request_id, owed }): Line => ({ endpointId, requestId: request_id, owner, owed })),
      );
    },
    renew: (line, until) => writes.add(() => sql.renew.run({ ...line, until }).changes === 1),
    pending: ({ endpointId, requestId }, limit) =>
      read(() =>
        sql.pending.all(endpointId, requestId, limit).map((row) => ({ ...deliveryFrom(row), body: row.body })),
      ),
    settle: (outcome) => writes.add(() => sql.settle.run(settled(outcome)).changes === 1),
    release: (line, dueAt, now) =>
      writes.add(() => {
        if (dueAt === null && sql.end.run(line).changes === 1) return false;
        const next = sql.release.get({ ...line, dueAt: dueAt ?? now, now });
        return next !== undefined && next <= now;
      }),
  };
}

function statements(db: Database) {
  return {
    keep: db.prepare<[{ eventId: string } & ReturnType<typeof keptMessage>]>(
      'INSERT INTO webhook_message (event_id, position, head, body) VALUES (@eventId, @position, @head, @body) ON CONFLICT DO NOTHING',
    ),
    insert: db.prepare<[{ id: string } & ReturnType<typeof keptFacts>]>(
      `INSERT INTO webhook_delivery (id, endpoint_id, request_id, seq, position, event_id, head)
       VALUES (@id, @endpointId, @requestId, @seq, @position, @eventId, @head) ON CONFLICT DO NOTHING`,
    ),
    owe: db.prepare<[Key & { now: number }]>(
      `INSERT INTO webhook_line (endpoint_id, request_id, due_at) VALUES (@endpointId, @requestId, @now)
       ON CONFLICT DO UPDATE SET owed = owed + 1`,
    ),
    reset: db.prepare<[{ id: string } & ReturnType<typeof keptFacts>]>(
      `INSERT INTO webhook_delivery (id, endpoint_id, request_id, seq, position, event_id, head)
       VALUES (@id, @endpointId, @requestId, @seq, @position, @eventId, @head)
       ON CONFLICT DO UPDATE SET status = 'pending', failures = 0, next_at = NULL, revision = revision + 1`,
    ),
    wake: db.prepare<[Key & { now: number }]>(
      `INSERT INTO webhook_line (endpoint_id, request_id, due_at) VALUES (@endpointId, @requestId, @now)
       ON CONFLICT DO UPDATE SET owed = owed + 1, woken = owner IS NOT NULL,
         due_at = iif(owner IS NULL, min(due_at, @now), due_at)`,
    ),
    due: db.prepare<[Due], string>(LINE_SQL.due).pluck(),
    take: db.prepare<[Due & { owner: string; until: number }], { request_id: string; owed: number }>(LINE_SQL.take),
    renew: db.prepare<[Line & { until: number }]>(
      `UPDATE webhook_line SET due_at = @until
       WHERE endpoint_id = @endpointId AND request_id = @requestId AND owner = @owner`,
    ),
    pending: db.prepare<[string, string, number], KeptDelivery & { body: string | null }>(LINE_SQL.pending),
    settle: db.prepare<[ReturnType<typeof settled>]>(
      `UPDATE webhook_delivery SET status = @status, failures = @failures, next_at = @nextAt,
         attempts = @attempts, revision = revision + 1
       WHERE id = @id AND revision = @revision`,
    ),
    end: db.prepare<[Line]>(
      `DELETE FROM webhook_line
       WHERE endpoint_id = @endpointId AND request_id = @requestId AND owner = @owner AND owed = @owed`,
    ),
    release: db
      .prepare<[Line & { dueAt: number; now: number }], number>(
        `UPDATE webhook_line SET owner = NULL, due_at = iif(woken, min(@now, @dueAt), @dueAt), woken = 0
         WHERE endpoint_id = @endpointId AND request_id = @requestId AND owner = @owner RETURNING due_at`,
      )
      .pluck(),
  };
}
