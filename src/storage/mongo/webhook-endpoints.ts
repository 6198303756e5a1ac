/** Webhook endpoints: a few, each a document that is changed by swapping it. */
import type { Endpoint, WebhookEndpointStore } from '../../application/webhooks/ports.ts';
import { reach } from './errors.ts';
import type { Collections } from './schemas.ts';
import type { WebhookEndpointDocument } from './webhook-schemas.ts';

const endpointOf = ({ revision, entry }: WebhookEndpointDocument): Endpoint => ({ ...JSON.parse(entry), revision });

export function mongoWebhookEndpoints({
  webhookEndpoints,
}: Pick<Collections, 'webhookEndpoints'>): WebhookEndpointStore {
  async function swap(endpoint: Endpoint): Promise<boolean> {
    const { id: _id, revision } = endpoint;
    const { matchedCount } = await webhookEndpoints.updateOne(
      { _id, revision },
      { $set: { entry: JSON.stringify(endpoint) }, $inc: { revision: 1 } },
    );
    return matchedCount === 1;
  }

  return {
    endpoints: () => reach(async () => (await webhookEndpoints.find({}).toArray()).map(endpointOf).sort(olderFirst)),
    endpoint: (id) =>
      reach(async () => {
        const found = await webhookEndpoints.findOne({ _id: id });
        return found && endpointOf(found);
      }),
    addEndpoint: (endpoint) =>
      reach(async () => {
        const { id: _id, revision } = endpoint;
        await webhookEndpoints.insertOne({ _id, revision, entry: JSON.stringify(endpoint) });
      }),
    swapEndpoint: (endpoint) => reach(() => swap(endpoint)),
    removeEndpoint: (id) => reach(async () => void (await webhookEndpoints.deleteOne({ _id: id }))),
  };
}

const olderFirst = (a: Endpoint, b: Endpoint): number => {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};
