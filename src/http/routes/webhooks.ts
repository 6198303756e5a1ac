/** Webhook endpoints: registering and changing them, rotating their secrets, trying them out. */
import type { Endpoint } from '../../application/webhooks/ports.ts';
import type { WithSecret } from '../../application/webhooks/webhooks.ts';
import { Empty } from '../../contract/commands.ts';
import {
  PingAnswer,
  WebhookInput,
  WebhookList,
  WebhookPatch,
  WebhooksQuery,
  WebhookView,
  WebhookWithSecret,
} from '../../contract/webhook.ts';
import type { HttpParts } from '../parts.ts';
import { type Route, route } from '../route.ts';
import { instantOf, pageOf, WebhookParams } from './webhooks-support.ts';

const theWebhook = { description: 'The webhook.', schema: WebhookView };
const withSecret = { description: 'The webhook with its secret, this once.', schema: WebhookWithSecret };

export const webhookRoutes = ({ webhooks }: Pick<HttpParts, 'webhooks'>): Route[] => [
  route({
    method: 'post',
    path: '/v1/webhooks',
    tag: 'Webhooks',
    operation: 'createWebhook',
    summary: 'Register a webhook',
    description:
      'It gets every event that is committed after the answer, signed as Standard Webhooks describes. Addresses in private networks are refused. At most 50.',
    body: WebhookInput,
    example: { url: 'https://shop.example/parley', events: ['refund.requested', 'request.handed_back'] },
    answers: { 201: withSecret },
    problems: ['url_not_allowed', 'conflict'],
    secret: true,
    handle: async ({ body }) => ({ status: 201, body: viewWithSecret(await webhooks.create(body)) }),
  }),
  route({
    method: 'get',
    path: '/v1/webhooks',
    tag: 'Webhooks',
    operation: 'listWebhooks',
    summary: 'List webhooks',
    description: 'Oldest first.',
    query: WebhooksQuery,
    tagged: true,
    answers: { 200: { description: 'A page of webhooks.', schema: WebhookList } },
    problems: [],
    async handle({ query }) {
      const { items, nextCursor } = pageOf(await webhooks.list(), query);
      return { status: 200, body: { items: items.map(viewWebhook), nextCursor } };
    },
  }),
  route({
    method: 'get',
    path: '/v1/webhooks/:id',
    tag: 'Webhooks',
    operation: 'getWebhook',
    summary: 'Read a webhook',
    params: WebhookParams,
    answers: { 200: theWebhook },
    problems: [],
    handle: async ({ params }) => ({ status: 200, body: viewWebhook(await webhooks.get(params.id)) }),
  }),
  route({
    method: 'patch',
    path: '/v1/webhooks/:id',
    tag: 'Webhooks',
    operation: 'patchWebhook',
    summary: 'Change a webhook',
    description:
      '`enabled: true` lets a disabled one go on where it stopped; what happened while it was disabled is sent by a replay.',
    params: WebhookParams,
    body: WebhookPatch,
    example: { events: null, enabled: true },
    answers: { 200: theWebhook },
    problems: ['url_not_allowed'],
    handle: async ({ params, body }) => ({
      status: 200,
      body: viewWebhook(await webhooks.change(params.id, body)),
    }),
  }),
  route({
    method: 'delete',
    path: '/v1/webhooks/:id',
    tag: 'Webhooks',
    operation: 'deleteWebhook',
    summary: 'Delete a webhook',
    description: 'Nothing more is sent to it. Its log is deleted too.',
    params: WebhookParams,
    answers: { 204: { description: 'It is gone.' } },
    problems: [],
    async handle({ params }) {
      await webhooks.remove(params.id);
      return { status: 204 };
    },
  }),
  route({
    method: 'post',
    path: '/v1/webhooks/:id/rotate',
    tag: 'Webhooks',
    operation: 'rotateWebhookSecret',
    summary: 'Get a new secret for a webhook',
    description: 'The secret before it signs beside the new one for 24 hours: until then, either verifies.',
    params: WebhookParams,
    body: Empty,
    example: {},
    answers: { 200: withSecret },
    problems: [],
    secret: true,
    handle: async ({ params }) => ({ status: 200, body: viewWithSecret(await webhooks.rotate(params.id)) }),
  }),
  route({
    method: 'post',
    path: '/v1/webhooks/:id/ping',
    tag: 'Webhooks',
    operation: 'pingWebhook',
    summary: 'Send a test to a webhook',
    description:
      'Posts `{ "type": "ping", "timestamp": "…", "data": { "webhookId": "…" } }`, signed like everything else, and answers how it went. It is not tried again.',
    params: WebhookParams,
    body: Empty,
    example: {},
    answers: { 200: { description: 'How it went.', schema: PingAnswer } },
    problems: ['conflict'],
    handle: async ({ params }) => ({ status: 200, body: await webhooks.ping(params.id) }),
  }),
];

export function viewWebhook(endpoint: Endpoint): WebhookView {
  const { id, url, events, description, disabled, failingSince, replay, createdAt } = endpoint;
  return {
    id,
    url,
    events,
    description,
    enabled: disabled === null,
    disabledReason: disabled?.reason ?? null,
    disabledAt: disabled?.at ?? null,
    failingSince: instantOf(failingSince),
    replaying: replay && { since: replay.since, until: replay.until },
    createdAt,
  };
}

function viewWithSecret({ endpoint, secret }: WithSecret): WebhookWithSecret {
  const [, previous] = endpoint.secrets;
  return { ...viewWebhook(endpoint), secret, previousSecretUntil: instantOf(previous?.until ?? null) };
}
