/** What webhooks owe is written in steps, and another process works off the same line between any two of them. */
import type { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import type { PendingDelivery } from '../../src/application/webhooks/ports.ts';
import type { Collections } from '../../src/storage/mongo/collections/collections.ts';
import { mongoWebhookLines } from '../../src/storage/mongo/webhook-lines.ts';
import { mongoBeside } from '../support/mongo-beside.ts';
import { delivery, message, NOW, seqsOf } from './webhook-data.ts';

type Kept<Name extends keyof Collections> = Collections[Name] extends mongo.Collection<infer T> ? T : never;

/** The collection, with `around` every `bulkWrite`. */
const watched = <T extends mongo.Document>(
  collection: mongo.Collection<T>,
  around: (write: () => Promise<mongo.BulkWriteResult>) => Promise<mongo.BulkWriteResult>,
): mongo.Collection<T> => {
  const bulkWrite: typeof collection.bulkWrite = (operations, options) =>
    around(() => collection.bulkWrite(operations, options));
  return Object.assign(Object.create(collection), { bulkWrite });
};
const oneTurn = () => new Promise((resolve) => setImmediate(resolve));

export function webhookInterleavings(): void {
  describe('a line that is worked off while more is owed in it', () => {
    const beside = mongoBeside();

    it('holds no delivery before what it says', async () => {
      const { webhooks } = beside.opened.store;
      await webhooks.owe([message(1)], [delivery(1)], NOW);
      const [line] = await webhooks.take('whk_1', NOW, { owner: 'worker', until: NOW + 100 }, 10);
      if (!line) throw new Error('no line is due');
      const looks: PendingDelivery[][] = [];
      const look = async () => looks.push(await webhooks.pending(line, 10));

      const db = beside.connection.getClient().db(beside.connection.name);
      let written: Promise<unknown> = Promise.resolve();
      const { owe } = mongoWebhookLines({
        // Slower than all that was sent beside it.
        webhookMessages: watched(db.collection<Kept<'webhookMessages'>>('webhook_messages'), async (write) => {
          await oneTurn();
          await written;
          await look();
          return write();
        }),
        webhookDeliveries: watched(db.collection<Kept<'webhookDeliveries'>>('webhook_deliveries'), async (write) => {
          const result = write();
          written = result;
          return result;
        }),
        webhookLines: watched(db.collection<Kept<'webhookLines'>>('webhook_lines'), async (write) => {
          await look();
          return write();
        }),
      });
      await owe([message(2)], [delivery(2)], NOW);

      expect(looks.map(seqsOf)).toEqual([[1], [1, 2]]);
      for (const { body } of looks.flat()) expect(body).not.toBeNull();
    });
  });
}
