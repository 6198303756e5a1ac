/** The policy that a market starts from is the one that SPEC.md section 8 shows. */
import { expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/domain/markets/defaults.ts';

it('a market that says nothing of itself has the rules of the specification', () => {
  const none = { evidence: false };
  expect(defaultPolicy({ market: 'TH', currency: 'THB', calendar: {} })).toEqual({
    market: 'TH',
    currency: 'THB',
    respondBy: { value: 1, unit: 'working_day' },
    offerExpires: { value: 1, unit: 'calendar_day' },
    shipBy: { value: 2, unit: 'working_day' },
    counterWithin: { value: 1, unit: 'calendar_day' },
    refundConfirmWithin: { value: 1, unit: 'calendar_day' },
    afterHandBack: 'restart',
    maxOffers: 1,
    maxRounds: 1,
    limits: { minPercent: 1, maxPercent: 100, minAmount: 1, maxAmount: null },
    secondThoughts: false,
    keepPersonalDays: null,
    quickPicks: {
      missing_items: [80, 50, 30],
      damaged: [50, 30, 20],
      defective: [50, 30, 20],
      wrong_item: [50, 30, 20],
    },
    solutions: { not_received: ['approve', 'reject', 'refund_only'] },
    rejectReasons: {
      items_were_sent: none,
      evidence_insufficient: none,
      agreed_with_buyer: none,
      outside_window: none,
      other: none,
    },
    reminders: { respond_by: [14_400, 3_600], offer_expires: [21_600, 3_600], ship_by: [43_200, 7_200] },
    calendar: { holidays: null, weekend: [6, 7], extraHolidays: [], workingDays: [] },
  });
});
