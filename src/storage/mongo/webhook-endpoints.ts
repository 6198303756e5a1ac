/** Webhook endpoints: a few, each a document that is changed by swapping it. */
import { olderFirst } from '../../application/webhooks/kept.ts';
import type { Endpoint, WebhookEndpointStore } from '../../application/webhooks/ports.ts';
import type { Collections } from './collections/collections.ts';
import type { WebhookEndpointDocument } from './collections/webhooks.ts';
import { isDuplicate } from './errors.ts';
import { reach } from './reach.ts';

const endpointOf = ({ revision, entry }: WebhookEndpointDocument): Endpoint => ({ ...JSON.parse(entry), revision });

export function mongoWebhookEndpoints({
  webhookEndpoints,
}: Pick<Collections, 'webhookEndpoints'>): WebhookEndpointStore {
  async function swap(endpoint: Endpoint, again: boolean): Promise<boolean> {
    const { id: _id, revision } = endpoint;
    const entry = JSON.stringify(endpoint);
    const update = { $set: { entry }, $inc: { revision: 1 } };
    const { matchedCount } = await webhookEndpoints.updateOne({ _id, revision }, update);
    if (matchedCount === 1) return true;
    return again && (await webhookEndpoints.findOne({ _id, revision: revision + 1, entry })) !== null;
  }

  async function add(endpoint: Endpoint, again: boolean): Promise<void> {
    const { id: _id, revision } = endpoint;
    const entry = JSON.stringify(endpoint);
    try {
      await webhookEndpoints.insertOne({ _id, revision, entry });
    } catch (error) {
      if (again && isDuplicate(error) && (await webhookEndpoints.findOne({ _id, entry }))) return;
      throw error;
    }
  }

  return {
    endpoints: () => reach(async () => (await webhookEndpoints.find({}).toArray()).map(endpointOf).sort(olderFirst)),
    endpoint: (id) =>
      reach(async () => {
        const found = await webhookEndpoints.findOne({ _id: id });
        return found && endpointOf(found);
      }),
    addEndpoint: (endpoint) => reach((again) => add(endpoint, again)),
    swapEndpoint: (endpoint) => reach((again) => swap(endpoint, again)),
    removeEndpoint: (id) => reach(async () => void (await webhookEndpoints.deleteOne({ _id: id }))),
  };
}
