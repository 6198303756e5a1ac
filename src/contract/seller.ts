/** Sellers as the integrator declares them. */
import { z } from 'zod';
import { Policy, PolicyOverrides, Weekend } from './policy.ts';
import { Id, LocalDate, Locale, Market, words, Zone } from './primitives.ts';
import { MOST_RULES, Rule } from './rules.ts';

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'must be a time such as 22:00');

/** An id that Slack gave. It is sent back as it is, so that what nobody would see in it leads nowhere. */
const slackId = (example: string) =>
  z
    .string()
    .min(1)
    .max(32)
    .regex(/^[\x21-\x7e]+$/u, `must be an id of Slack, such as ${example}`);

/** Who is told of a duty that still stands, and how long before its deadline. */
const EscalationStep = z.strictObject({
  leadSeconds: z.int().min(60).max(31_536_000),
  mention: z
    .string()
    .regex(/^[UWS][A-Z0-9]{1,30}$/u, 'must be the id of a person or a user group in Slack, such as U0123456789'),
});
export type EscalationStep = z.infer<typeof EscalationStep>;
const MOST_ESCALATION_STEPS = 3;

export const SlackAlerts = z.strictObject({
  team: slackId('T0123ABCD').optional(),
  channel: slackId('C0123ABCD'),
  mention: z
    .string()
    .regex(/^[UW][A-Z0-9]{1,30}$/u, 'must be the id of a person in Slack, such as U0123456789')
    .optional(),
  quiet: z.strictObject({ from: WallTime, to: WallTime }).optional(),
  digestAt: WallTime.optional(),
  locale: Locale.optional(),
  escalation: z
    .array(EscalationStep)
    .max(MOST_ESCALATION_STEPS)
    .optional()
    .describe(
      'Somebody else is told, in thread and channel, so long before `respond_by` or `ship_by` if the duty still stands.',
    ),
});
export const Alerts = z.strictObject({ slack: SlackAlerts.optional() });
export type SlackAlerts = z.infer<typeof SlackAlerts>;
export type Alerts = z.infer<typeof Alerts>;

const SellerFields = {
  name: words(200),
  market: Market,
  zone: Zone,
  weekend: Weekend.optional(),
  holidays: z.array(LocalDate).max(400).optional().describe("The shop's own days off, beside the market's."),
  policy: PolicyOverrides.optional(),
  alerts: Alerts.optional(),
};
export const SellerInput = z.strictObject(SellerFields).meta({ id: 'SellerInput' });
export type SellerInput = z.infer<typeof SellerInput>;

/** A JSON merge patch (RFC 7396): a member that is null is removed; the merged result must be a valid seller. */
export const SellerPatch = z
  .strictObject(Object.fromEntries(Object.keys(SellerFields).map((key) => [key, z.unknown().optional()])))
  .meta({ id: 'SellerPatch' });

/** A seller as stored and as answered by `PUT` and `PATCH`. */
export const Seller = z.strictObject({ id: Id, ...SellerFields }).meta({ id: 'Seller' });
export type Seller = z.infer<typeof Seller>;

/** A seller as it is stored: with its rules, which have a route of their own. */
export const StoredSeller = z.strictObject({ ...Seller.shape, rules: z.array(Rule).max(MOST_RULES).optional() });
export type StoredSeller = z.infer<typeof StoredSeller>;

export const SellerView = z
  .object({
    id: Id,
    ...SellerFields,
    effectivePolicy: Policy,
    alerts: z
      .object({ slack: SlackAlerts.extend({ status: z.string(), statusDetail: z.string().optional() }).optional() })
      .optional()
      .describe(
        '`slack.status` tells whether alerts reach Slack: `ok`, `not_connected`, or what stands in the way (`token_revoked`, `missing_scope`, `channel_archived`, `channel_not_found`, `not_in_channel`, `message_deleted`, `unreachable`, `refused`).',
      ),
  })
  .meta({ id: 'SellerView' });
export type SellerView = z.infer<typeof SellerView>;
