/** The pages offer exactly the quick picks that the domain would take. */
import { describe, expect, it } from 'vitest';
import { outOfRange } from '../../../src/domain/offers.ts';
import { legalPicks } from '../../../src/pages/answers/picks.ts';
import { baht, facts, requestState, thaiPolicy } from '../../support/builders.ts';

const limits = { minPercent: 10, maxPercent: 50, minAmount: 500, maxAmount: 5_000 };
const policy = thaiPolicy({ limits, quickPicks: { missing_items: [100, 50, 30, 20, 5] } });

describe('quick picks on the pages', () => {
  it.each([400, 1_000, 2_500, 8_000, 20_000, 26_000, 100_000])('of a claim of %i are the legal ones', (claim) => {
    for (const refundable of [claim, Math.floor(claim / 3)]) {
      const state = requestState({ policy, claimValue: baht(claim), refundable: baht(refundable), facts: facts() });
      const legal = (policy.quickPicks.missing_items ?? []).filter(
        (percent) => outOfRange(state, Math.round((claim * percent) / 100)) === null,
      );
      const view = { reason: 'missing_items', claimValue: baht(claim), refundable: baht(refundable), policy } as const;
      expect(legalPicks({ ...view, solutions: ['partial_refund'] })).toEqual(legal);
      expect(legalPicks({ ...view, solutions: ['approve'] })).toEqual([]);
    }
  });
});
