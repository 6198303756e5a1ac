/** What a marketplace permits of a request now, where it has rules of its own; it narrows Parley's. */
import { z } from 'zod';
import { Solution } from './policy.ts';
import { InstantInput, Money } from './primitives.ts';

export const Allowed = z
  .strictObject({
    solutions: z.array(Solution).max(4).optional().describe('No other is listed or taken. Left out: all.'),
    maxAmount: Money.optional().describe('No offer is above it.'),
    offerBy: InstantInput.optional().describe('No offer waits longer, and none is made from then on.'),
  })
  .meta({ id: 'Allowed' });
export type Allowed = z.infer<typeof Allowed>;
