/** What Parley posts to the webhooks of the integrator, as the document describes it. */
import { WebhookBody } from '../contract/webhook.ts';
import { RECORDED } from './examples/recorded.ts';
import type { SchemaCollection } from './json-schema.ts';
import type { Operation, Parameter } from './openapi-document.ts';

const header = (name: string, description: string): Parameter => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** Every event, signed as Standard Webhooks has it (https://www.standardwebhooks.com). */
export const webhookOperation = (schemas: SchemaCollection): Operation => ({
  operationId: 'receiveEvent',
  tags: ['Webhooks'],
  summary: 'An event, as your endpoint receives it',
  description:
    'In the order of `seq` for each request, at least once: drop repeats by `webhook-id`. Answer within 15 s; redirects count as failures. Retries after 5 s, 5 min, 30 min, 2 h, 5 h and 10 h.',
  security: [],
  parameters: [
    header('webhook-id', 'The id of the event: the same at every attempt.'),
    header('webhook-timestamp', 'Of the attempt, in seconds since 1970.'),
    header(
      'webhook-signature',
      '`v1,` and base64 of an HMAC-SHA256; two, separated by a space, while a secret is rotated.',
    ),
  ],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: schemas.describe(WebhookBody), example: RECORDED.webhook } },
  },
  responses: {
    '2XX': { description: 'It was received.' },
    410: { description: 'The endpoint is gone: it is disabled.' },
    default: { description: 'It was not: it is sent again.' },
  },
});
