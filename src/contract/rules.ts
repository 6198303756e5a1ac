/** What a seller lets Parley do in the seller's name (rule 17 and section 8 of SPEC.md). */
import { z } from 'zod';
import { Reason } from './policy.ts';
import { Id, InstantOut, Money, Percent, words } from './primitives.ts';
import { RULE_PREFIX } from './rule-names.ts';

export const MOST_RULES = 20;

/** The id of a member of staff, in a token or in `Parley-Actor`. */
export const UserId = Id.refine(
  (id) => !id.startsWith(RULE_PREFIX),
  `must not begin with ${RULE_PREFIX}: that is how a shop's rules are named`,
);

/** `RULE_PREFIX` and the id are one id together. */
const RuleId = Id.max(128 - RULE_PREFIX.length).meta({ example: 'bowls' });

const RuleMoment = z
  .union([z.literal('opened'), z.strictObject({ beforeDeadline: z.int().min(300).max(86_400) })])
  .describe('At the opening, or so many seconds before the seller’s answer is due.');

const Sku = words(100)
  .regex(/^[^*]*\*?$/u, 'may have * at its end only')
  .meta({ example: 'BOWL-*' });

/** Every part may be left out; bounds are inclusive. */
const When = z.strictObject({
  reasons: z.array(Reason).min(1).max(10).optional(),
  claimFrom: Money.optional(),
  claimTo: Money.optional(),
  skus: z.array(Sku).min(1).max(100).optional().describe('Every item must match one of them; * only at the end.'),
  buyerRequests: z
    .strictObject({ atMost: z.int().min(0).max(1_000) })
    .optional()
    .describe('Those of the last 90 days with this shop, this one not counted.'),
});

const RuleAnswer = z.union([
  z.strictObject({ kind: z.literal('partial_refund'), percent: Percent }),
  z.strictObject({ kind: z.literal('partial_refund'), amount: Money }),
  z.strictObject({ kind: z.literal('refund_only') }),
  z.strictObject({ kind: z.literal('approve') }),
]);

const fields = {
  id: RuleId,
  name: words(100),
  enabled: z.boolean(),
  at: RuleMoment,
  when: When,
  then: RuleAnswer,
  note: words(1000).optional().describe('Goes with an offer. `{order}` and `{item}` are filled in.'),
};

export const Rule = z.strictObject(fields).meta({
  id: 'Rule',
  example: {
    id: 'bowls',
    name: 'Bowls under 500 baht',
    enabled: true,
    at: { beforeDeadline: 1800 },
    when: { reasons: ['missing_items'], claimTo: { amount: 50_000, currency: 'THB' }, skus: ['BOWL-*'] },
    then: { kind: 'partial_refund', percent: 50 },
    note: 'So sorry! Keep the bowl and take half back?',
  },
});
export type Rule = z.infer<typeof Rule>;

/** A shop's rules, in the order in which they are tried. */
export const RuleList = z.strictObject({ rules: z.array(Rule).max(MOST_RULES) }).meta({ id: 'RuleList' });
export type RuleList = z.infer<typeof RuleList>;

export const BUYER_REQUEST_DAYS = 90;
/** How often the buyer asked this shop before: a fact for the shop, never shown to buyers. */
export const BuyerRequests = z.strictObject({ days: z.literal(BUYER_REQUEST_DAYS), count: z.int().min(0) });
export type BuyerRequests = z.infer<typeof BuyerRequests>;

export const RuleStatus = z.enum(['waiting', 'acted', 'held', 'lapsed']);
export type RuleStatus = z.infer<typeof RuleStatus>;

/** The rule of a request as its shop sees it. */
export const RuleView = z
  .object({
    id: z.string(),
    name: z.string(),
    at: RuleMoment,
    status: RuleStatus,
    actsAt: InstantOut.optional().describe('Where it waits.'),
  })
  .meta({ id: 'RequestRule' });
export type RuleView = z.infer<typeof RuleView>;

/** The rule as it was copied at the opening, with the moment at which it would act where it waited. */
export const OpenedRule = z.strictObject({
  ...fields,
  name: z.string().min(1).max(100),
  note: z.string().min(1).max(1000).optional(),
  actsAt: InstantOut.optional(),
});
