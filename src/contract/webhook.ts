/** Webhook endpoints, what is sent to them, and the log of it. */
import { z } from 'zod';
import { EVENT_TYPES, EventType, EventView } from './event.ts';
import { InstantInput, InstantOut, pageLimit, WebUrl, words } from './primitives.ts';
import { RequestView } from './request.ts';

const events = z
  .array(EventType)
  .min(1)
  .max(EVENT_TYPES.length)
  .refine((types) => new Set(types).size === types.length, 'must name each type once')
  .describe('The types of events it wants; absent or null: all.');
const url = WebUrl.meta({ format: 'uri', example: 'https://shop.example/parley' });
const description = words(500);

export const WebhookInput = z
  .strictObject({ url, events: events.nullish(), description: description.nullish() })
  .meta({ id: 'WebhookInput' });
export type WebhookInput = z.infer<typeof WebhookInput>;

export const WebhookPatch = z
  .strictObject({
    url: url.optional(),
    events: events.nullish(),
    description: description.nullish(),
    enabled: z.boolean().optional().describe('False stops deliveries; true lets them go on, also after a failure.'),
  })
  .meta({ id: 'WebhookPatch' });
export type WebhookPatch = z.infer<typeof WebhookPatch>;

export const DisabledReason = z
  .enum(['asked', 'gone', 'failing'])
  .describe('`asked`: by you; `gone`: it answered 410; `failing`: nothing succeeded for three days.');
export type DisabledReason = z.infer<typeof DisabledReason>;

const WebhookFields = {
  id: z.string().meta({ example: 'whk_3kT9vJx0yQ5mB1aZ' }),
  url: z.string().meta({ format: 'uri', example: 'https://shop.example/parley' }),
  events: z.array(EventType).nullable().describe('Null: all, those of later versions too.'),
  description: z.string().nullable(),
  enabled: z.boolean(),
  disabledReason: DisabledReason.nullable(),
  disabledAt: InstantOut.nullable(),
  failingSince: InstantOut.nullable().describe('The first failure since something last succeeded.'),
  replaying: z
    .object({ since: InstantOut, until: InstantOut })
    .nullable()
    .describe('A replay that is still under way.'),
  createdAt: InstantOut,
};
export const WebhookView = z.object(WebhookFields).meta({ id: 'Webhook' });
export type WebhookView = z.infer<typeof WebhookView>;

export const WebhookWithSecret = z
  .object({
    ...WebhookFields,
    secret: z
      .string()
      .describe('Verifies what arrives, as a Standard Webhooks library takes it. Shown this once.')
      .meta({ example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }),
    previousSecretUntil: InstantOut.nullable().describe('Until then, the secret before it signs too.'),
  })
  .meta({ id: 'WebhookWithSecret' });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

const nextCursor = z.string().nullable();
const page = { limit: pageLimit, cursor: z.string().max(500).optional() };

export const WebhooksQuery = z.strictObject(page);
export const WebhookList = z.object({ items: z.array(WebhookView), nextCursor }).meta({ id: 'WebhookList' });

export const DeliveryStatus = z
  .enum(['pending', 'delivered', 'dead'])
  .describe('`dead`: given up after the last retry; it can be delivered again.');
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const Attempt = z
  .object({
    at: InstantOut,
    status: z.int().nullable().describe('Of the answer; null where there was none.'),
    durationMs: z.int(),
    response: z.string().nullable().describe('The beginning of the answer, at most 1,000 characters.'),
    error: z.string().nullable().describe('Why it failed, in a sentence; null where it did not.'),
  })
  .meta({ id: 'WebhookAttempt' });
export type Attempt = z.infer<typeof Attempt>;

export const DeliveryView = z
  .object({
    id: z.string().meta({ example: 'dlv_3kT9vJx0yQ5mB1aZ-8f14e45fceea167a5a36dedd4bea25-3' }),
    webhookId: z.string(),
    eventId: z.string().describe('The `webhook-id` it is sent with.'),
    type: EventType,
    requestId: z.string(),
    seq: z.int(),
    at: InstantOut.describe('When the event happened.'),
    status: DeliveryStatus,
    nextAttemptAt: InstantOut.nullable().describe('Of a retry; null where it is to go as soon as it can, or is done.'),
    attempts: z.array(Attempt).describe('Oldest first, the latest 20.'),
  })
  .meta({ id: 'WebhookDelivery' });
export type DeliveryView = z.infer<typeof DeliveryView>;

export const DeliveriesQuery = z.strictObject({ status: DeliveryStatus.optional(), ...page });
export const DeliveryList = z.object({ items: z.array(DeliveryView), nextCursor }).meta({ id: 'WebhookDeliveryList' });

export const ReplayInput = z.strictObject({ since: InstantInput }).meta({ id: 'WebhookReplay' });
export const PingAnswer = z.object({ delivered: z.boolean(), attempt: Attempt }).meta({ id: 'WebhookPing' });
export type PingAnswer = z.infer<typeof PingAnswer>;

/** What is posted to an endpoint for every event. */
export const WebhookBody = z
  .object({
    type: EventType,
    timestamp: InstantOut,
    data: z.object({ event: EventView, request: RequestView.omit({ actions: true }) }),
  })
  .meta({ id: 'WebhookBody' });
export type WebhookBody = z.infer<typeof WebhookBody>;
