/** How often offers like one were accepted. */
import { z } from 'zod';
import { InstantOut, Money, Percent } from './primitives.ts';

const inDigits = (given: unknown): unknown =>
  typeof given === 'string' && /^\d{1,9}(\.\d{1,9})?$/u.test(given) ? Number(given) : given;
export const OddsQuery = z.strictObject({ percent: z.preprocess(inDigits, Percent).optional() });

const Share = z.number().min(0).max(1).nullable();
const Pick = z.object({
  percent: z.number(),
  amount: Money,
  likely: Share.describe('The accepted share of offers like this one; null without a basis.'),
  low: Share,
  high: Share.describe('With `low` an 80 % interval.'),
  offers: z.int().describe('How many past offers the figures are of.'),
});
export const OddsView = z
  .object({
    basis: z
      .object({ scope: z.enum(['shop', 'market']), offers: z.int(), since: InstantOut })
      .nullable()
      .describe('Null where there are not enough past offers.'),
    picks: z.array(Pick),
  })
  .meta({ id: 'Odds' });
export type OddsView = z.infer<typeof OddsView>;
