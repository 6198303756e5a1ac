/** The log of what was sent to webhooks, and sending it again. */
import type { Delivery } from '../../application/webhooks/ports.ts';
import { Empty } from '../../contract/commands.ts';
import { Id } from '../../contract/primitives.ts';
import { DeliveriesQuery, DeliveryList, DeliveryView, ReplayInput, WebhookView } from '../../contract/webhook.ts';
import type { HttpParts } from '../parts.ts';
import { type Route, route } from '../route.ts';
import { viewWebhook } from './webhooks.ts';
import { instantOf, WebhookParams } from './webhooks-support.ts';

const DeliveryParams = WebhookParams.extend({ deliveryId: Id });

export const webhookDeliveryRoutes = ({ webhooks }: Pick<HttpParts, 'webhooks'>): Route[] => [
  route({
    method: 'get',
    path: '/v1/webhooks/:id/deliveries',
    tag: 'Webhooks',
    operation: 'listDeliveries',
    summary: 'Read the delivery log of a webhook',
    description: 'Latest event first. Deliveries are kept for 30 days.',
    params: WebhookParams,
    query: DeliveriesQuery,
    tagged: true,
    answers: { 200: { description: 'A page of deliveries.', schema: DeliveryList } },
    problems: [],
    async handle({ params, query }) {
      const page = await webhooks.deliveries({ endpointId: params.id, ...query });
      return { status: 200, body: { items: page.items.map(viewDelivery), nextCursor: page.nextCursor } };
    },
  }),
  route({
    method: 'post',
    path: '/v1/webhooks/:id/deliveries/:deliveryId/redeliver',
    tag: 'Webhooks',
    operation: 'redeliver',
    summary: 'Send one delivery again',
    description: 'The same bytes under the same `webhook-id`, at once, with the retries of a new one.',
    params: DeliveryParams,
    body: Empty,
    example: {},
    answers: { 202: { description: 'The delivery, waiting to be sent.', schema: DeliveryView } },
    problems: ['conflict'],
    handle: async ({ params: { id, deliveryId } }) => ({
      status: 202,
      body: viewDelivery(await webhooks.redeliver(id, deliveryId)),
    }),
  }),
  route({
    method: 'post',
    path: '/v1/webhooks/:id/replay',
    tag: 'Webhooks',
    operation: 'replayWebhook',
    summary: 'Send everything since a time again',
    description:
      'Every event since then of the types it wants, delivered before or not, in order for each request. Goes back 30 days at most, and to the registration of your first webhook. `replaying` shows it while it is under way.',
    params: WebhookParams,
    body: ReplayInput,
    example: { since: '2026-11-22T09:30:00.000Z' },
    answers: { 202: { description: 'The webhook, with the replay under way.', schema: WebhookView } },
    problems: ['conflict'],
    handle: async ({ params, body }) => ({
      status: 202,
      body: viewWebhook(await webhooks.replay(params.id, body.since)),
    }),
  }),
];

function viewDelivery({ endpointId, nextAttemptAt, ...delivery }: Delivery): DeliveryView {
  const { id, eventId, type, requestId, seq, at, status, attempts } = delivery;
  return {
    id,
    webhookId: endpointId,
    eventId,
    type,
    requestId,
    seq,
    at,
    status,
    nextAttemptAt: instantOf(nextAttemptAt),
    attempts,
  };
}
