/** Webhook endpoints, their delivery log, and replay. */
import { callsOf, type Send, segment } from './calls.ts';
import { entriesOf } from './pages.ts';
import type { CallOptions } from './transport.ts';
import type {
  DeliveriesAsked,
  DeliveryPage,
  DeliveryView,
  PingAnswer,
  WebhookInput,
  WebhookPage,
  WebhookPatch,
  WebhooksAsked,
  WebhookView,
  WebhookWithSecret,
} from './types.ts';

export function webhooksOf(send: Send) {
  const { get, post, postOnce, patch, remove } = callsOf(send);
  const at = (id: string, rest = ''): string => `/v1/webhooks/${segment(id)}${rest}`;
  const list = (query: WebhooksAsked = {}, options?: CallOptions): Promise<WebhookPage> =>
    get('/v1/webhooks', query, options);
  const deliveries = (id: string, query: DeliveriesAsked = {}, options?: CallOptions): Promise<DeliveryPage> =>
    get(at(id, '/deliveries'), query, options);

  return {
    /** Makes an endpoint. Its secret is in this answer and never again. Not retried once it may have been made. */
    create: (input: WebhookInput, options?: CallOptions): Promise<WebhookWithSecret> =>
      postOnce('/v1/webhooks', input, options),
    list,
    each: (query: WebhooksAsked = {}, options?: CallOptions): AsyncGenerator<WebhookView> =>
      entriesOf((cursor) => list({ ...query, ...(cursor ? { cursor } : {}) }, options)),
    get: (id: string, options?: CallOptions): Promise<WebhookView> => get(at(id), {}, options),
    update: (id: string, changes: WebhookPatch, options?: CallOptions): Promise<WebhookView> =>
      patch(at(id), changes, options),
    remove: (id: string, options?: CallOptions): Promise<void> => remove(at(id), options),
    /** A new secret; the old one signs too for a day. Not retried once it may have been made. */
    rotate: (id: string, options?: CallOptions): Promise<WebhookWithSecret> => postOnce(at(id, '/rotate'), {}, options),
    /** Sends a test message now, and tells what came back. */
    ping: (id: string, options?: CallOptions): Promise<PingAnswer> => post(at(id, '/ping'), {}, options),
    /** One page of the delivery log. */
    deliveries,
    eachDelivery: (id: string, query: DeliveriesAsked = {}, options?: CallOptions): AsyncGenerator<DeliveryView> =>
      entriesOf((cursor) => deliveries(id, { ...query, ...(cursor ? { cursor } : {}) }, options)),
    /** Delivers one event again. */
    redeliver: (id: string, deliveryId: string, options?: CallOptions): Promise<DeliveryView> =>
      post(at(id, `/deliveries/${segment(deliveryId)}/redeliver`), {}, options),
    /** Delivers everything since a time again, in order. */
    replay: (id: string, since: { since: string }, options?: CallOptions): Promise<WebhookView> =>
      post(at(id, '/replay'), since, options),
  };
}
