/** What a marketplace permits of a request now, where it has rules of its own; it narrows Parley's. */
import { z } from 'zod';
import { RejectReason, Solution } from './policy.ts';
import { InstantInput, Money, maybeWords, words } from './primitives.ts';

export const Allowed = z
  .strictObject({
    solutions: z.array(Solution).max(4).optional().describe('No other is listed or taken. Left out: all.'),
    maxAmount: Money.optional().describe('No offer is above it.'),
    rejectReasons: z
      .array(
        z.strictObject({
          code: words(200),
          text: maybeWords(300).optional(),
          says: z.array(RejectReason).max(5).describe('The reasons of the policy that it says truly.'),
        }),
      )
      .max(50)
      .optional()
      .describe('The reasons it takes for a rejection. One that none of them says needs a `reasonDetail`.'),
    offerBy: InstantInput.optional().describe('No offer waits longer, and none is made from then on.'),
  })
  .meta({ id: 'Allowed' });
export type Allowed = z.infer<typeof Allowed>;
