/** What a shop's rules would have done with requests that were opened already (section 8 of SPEC.md). */
import { z } from 'zod';
import { Id, InstantInput, Money } from './primitives.ts';
import { BUYER_REQUEST_DAYS, RuleList } from './rules.ts';

export const DRY_RUN_DAYS = BUYER_REQUEST_DAYS;
export const MOST_DRY_RUN = 5_000;
export const MOST_CHANGED = 20;

export const DryRunAsked = RuleList.extend({
  since: InstantInput.optional().describe(`By default, and at the earliest, ${DRY_RUN_DAYS} days ago.`),
  until: InstantInput.optional().describe('This moment not included; by default now.'),
}).meta({ id: 'DryRunAsked' });

export const Happened = z
  .enum(['approved', 'approved_by_timeout', 'rejected', 'offered', 'cancelled', 'concluded', 'waiting'])
  .describe('How the request was first answered; `waiting` where nobody has yet.');
export type Happened = z.infer<typeof Happened>;

const Changed = z.object({
  requestId: Id,
  orderId: z.string(),
  claimValue: Money,
  amount: Money.describe('What the rule would have offered; 0 where it would have approved.'),
  happened: Happened,
});

const OfRule = z.object({
  id: z.string(),
  matched: z.int().describe('Requests that this rule would have been the rule of.'),
  offered: Money.describe('All that it would have offered together.'),
  unanswered: z
    .object({
      answeredFirst: z.int().describe('Somebody answered before its moment.'),
      toCome: z.int().describe('Its moment is still to come.'),
      notPossible: z.int().describe('Its answer was not possible when its moment came.'),
    })
    .describe('Of its requests those that it would not have answered, by why.'),
  silenceAvoided: z.int().describe('Those it would have answered that were approved by timeout.'),
  changed: z
    .array(Changed)
    .max(MOST_CHANGED)
    .describe('Of those it would have answered otherwise, the ones with most money.'),
});

export const DryRunReport = z
  .object({
    examined: z.int(),
    truncated: z.boolean().describe(`Only the newest ${MOST_DRY_RUN} were examined.`),
    byRule: z.array(OfRule),
    unmatched: z.int().describe('Requests that no rule would have been the rule of.'),
    estimate: z
      .object({
        accepted: z.object({ low: z.int(), high: z.int() }).describe('How many of the offers buyers would have taken.'),
        paid: z.object({ low: Money, high: Money }).describe('What would have been refunded.'),
      })
      .nullable()
      .describe('From what became of past offers; null where there are not enough of them.'),
  })
  .meta({ id: 'DryRunReport' });
export type DryRunReport = z.infer<typeof DryRunReport>;
