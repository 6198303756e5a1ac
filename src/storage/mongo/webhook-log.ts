/** The log of deliveries, what can be replayed, and clearing both away. */
import type { mongo } from 'mongoose';
import { withoutAnswers } from '../../application/webhooks/attempts.ts';
import { cursorAt, deliveryFrom, positionFrom } from '../../application/webhooks/kept.ts';
import type {
  DeliveriesQuery,
  Delivery,
  MessageHead,
  MessagesQuery,
  WebhookLogStore,
} from '../../application/webhooks/ports.ts';
import { afterAll } from '../../application/webhooks/position.ts';
import type { Collections } from './collections/collections.ts';
import type { WebhookDeliveryDocument } from './collections/webhooks.ts';
import { reach } from './reach.ts';

type Needed = Pick<Collections, 'webhookMessages' | 'webhookDeliveries' | 'webhookLines'>;

export const deliveryOf = ({ _id: id, ...document }: WebhookDeliveryDocument): Delivery =>
  deliveryFrom({ id, ...document });

/** The queries whose plans matter. */
export function deliveriesFind({ endpointId, status, limit, cursor }: DeliveriesQuery) {
  return {
    filter: {
      endpointId,
      ...(status === undefined ? {} : { status }),
      ...(cursor === undefined ? {} : { position: { $lt: positionFrom(cursor) } }),
    },
    options: { sort: { position: -1 }, limit: limit + 1, batchSize: limit + 1 } as const,
  };
}
export const messagesFind = ({ since, until, after, limit }: MessagesQuery) => ({
  filter: { position: { $gt: after > since ? after : since, $lt: afterAll(until) } },
  options: { projection: { head: 1 }, sort: { position: 1 }, limit, batchSize: limit } as const,
});
export const purgeMessagesFind = (before: string, limit: number) => ({
  filter: { position: { $lt: before } },
  options: { projection: { _id: 1 }, sort: { position: 1 }, limit } as const,
});
export const purgeDeliveriesFind = (endpointId: string, before: string | null, limit: number) => ({
  filter: { endpointId, ...(before === null ? {} : { position: { $lt: before } }) },
  options: { projection: { _id: 1 }, limit } as const,
});

export function mongoWebhookLog({ webhookMessages, webhookDeliveries, webhookLines }: Needed): WebhookLogStore {
  async function deliveries(query: DeliveriesQuery) {
    const { filter, options } = deliveriesFind(query);
    const found = await webhookDeliveries.find(filter, options).toArray();
    const last = found[query.limit - 1];
    return {
      items: found.slice(0, query.limit).map(deliveryOf),
      nextCursor: found.length > query.limit && last ? cursorAt(last.position) : null,
    };
  }

  async function messages(query: MessagesQuery): Promise<MessageHead[]> {
    const { filter, options } = messagesFind(query);
    return (await webhookMessages.find(filter, options).toArray()).map(({ head }): MessageHead => JSON.parse(head));
  }

  async function rewriteMessages(ids: readonly string[], rewrite: (body: string) => string): Promise<void> {
    for (const { _id, body } of await webhookMessages.find({ _id: { $in: [...ids] } }).toArray()) {
      await webhookMessages.updateOne({ _id }, { $set: { body: rewrite(body) } });
    }
  }

  async function forgetAnswers(ids: readonly string[]): Promise<void> {
    const found = await webhookDeliveries.find({ _id: { $in: [...ids] } }, { projection: { attempts: 1 } }).toArray();
    for (const { _id, attempts } of found) {
      await webhookDeliveries.updateOne({ _id, attempts }, { $set: { attempts: withoutAnswers(attempts) } });
    }
  }

  return {
    rewriteMessages: (ids, rewrite) => reach(() => rewriteMessages(ids, rewrite)),
    forgetAnswers: (ids) => reach(() => forgetAnswers(ids)),
    delivery: (id) =>
      reach(async () => {
        const found = await webhookDeliveries.findOne({ _id: id });
        return found && deliveryOf(found);
      }),
    deliveries: (query) => reach(() => deliveries(query)),
    messages: (query) => reach(() => messages(query)),
    purgeMessages: (before, limit) => reach(() => purge(webhookMessages, purgeMessagesFind(before, limit))),
    purgeDeliveries: (endpointId, before, limit) =>
      reach(() => purge(webhookDeliveries, purgeDeliveriesFind(endpointId, before, limit))),
    purgeLines: (endpointId, limit) =>
      reach(() => purge(webhookLines, { filter: { endpointId }, options: { projection: { _id: 1 }, limit } })),
  };
}

/** Deletes what the query finds; answers how many. */
async function purge<T extends mongo.Document & { _id: string }>(
  collection: mongo.Collection<T>,
  { filter, options }: { filter: object; options: mongo.FindOptions },
): Promise<number> {
  const found = await collection.find(filter as mongo.Filter<T>, options).toArray();
  if (found.length === 0) return 0;
  const ids = { _id: { $in: found.map(({ _id }) => _id) } } as unknown as mongo.Filter<T>;
  return (await collection.deleteMany(ids)).deletedCount;
}
