/**
 * The typed client of Parley's HTTP API, and the check of its webhooks. For Node 20 and browsers; it imports nothing at run
 * time but its own files. Its types are those of the schemas that the service validates with.
 *
 * ```ts
 * const parley = createParley({ baseUrl: 'https://parley.example', apiKey: process.env.PARLEY_API_KEY });
 * const request = await parley.requests.open({ … }, { idempotencyKey: `open-${order.id}` });
 * ```
 */
export { isProblem, ParleyProblem, ParleyUnreachable } from './errors.ts';
export { createParley, type Parley } from './parley.ts';
export type { TaggedRequest } from './requests.ts';
export type { Actor, CallOptions, ParleyOptions } from './transport.ts';
export type * from './types.ts';
export {
  type RefusedBecause,
  type VerifiedWebhook,
  type VerifyOptions,
  verifyWebhook,
  WebhookRefused,
} from './verify.ts';
