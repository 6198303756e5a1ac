/** Webhook endpoints: a few, each a document that is changed by swapping it. */
import type { Database } from 'better-sqlite3';
import { olderFirst } from '../../application/webhooks/kept.ts';
import type { Endpoint, WebhookEndpointStore } from '../../application/webhooks/ports.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

interface Row {
  revision: number;
  endpoint: string;
}

const endpointOf = ({ revision, endpoint }: Row): Endpoint => ({ ...JSON.parse(endpoint), revision });

export function sqliteWebhookEndpoints(db: Database, writes: WriteQueue): WebhookEndpointStore {
  const all = db.prepare<[], Row>('SELECT revision, endpoint FROM webhook_endpoint');
  const one = db.prepare<[string], Row>('SELECT revision, endpoint FROM webhook_endpoint WHERE id = ?');
  const add = db.prepare<[string, number, string]>(
    'INSERT INTO webhook_endpoint (id, revision, endpoint) VALUES (?, ?, ?)',
  );
  const swap = db.prepare<[string, string, number]>(
    'UPDATE webhook_endpoint SET revision = revision + 1, endpoint = ? WHERE id = ? AND revision = ?',
  );
  const remove = db.prepare<[string]>('DELETE FROM webhook_endpoint WHERE id = ?');

  return {
    endpoints: () => read(() => all.all().map(endpointOf).sort(olderFirst)),
    endpoint: (id) =>
      read(() => {
        const row = one.get(id);
        return row ? endpointOf(row) : null;
      }),
    addEndpoint: (endpoint) => writes.add(() => void add.run(endpoint.id, endpoint.revision, JSON.stringify(endpoint))),
    swapEndpoint: (endpoint) =>
      writes.add(() => swap.run(JSON.stringify(endpoint), endpoint.id, endpoint.revision).changes === 1),
    removeEndpoint: (id) => writes.add(() => void remove.run(id)),
  };
}
