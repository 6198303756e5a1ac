/** What an answer to several requests comes to: for each, and in all. */
import { describe, expect, it } from 'vitest';
import type { RequestView } from '../../../src/contract/request.ts';
import { loadSellerStrings } from '../../../src/i18n/seller/index.ts';
import { BULK } from '../../../src/pages/seller/bulk-acts.ts';
import { NOTHING_FILLED } from '../../../src/pages/seller/bulk-state.ts';
import type { Desk } from '../../../src/pages/seller/desk.ts';
import { baht, thaiPolicy } from '../../support/builders.ts';

const policy = thaiPolicy({
  limits: { minPercent: 10, maxPercent: 50, minAmount: 500, maxAmount: null },
  quickPicks: { missing_items: [50] },
});
const request = (id: string) =>
  ({
    id,
    reason: 'missing_items',
    claimValue: baht(25_000),
    refundable: baht(54_000),
    policy,
    solutions: ['partial_refund'],
  }) as unknown as RequestView;
const requests = Array.from({ length: 8 }, (_, index) => request(`req_${index}`));

describe('an offer to eight', () => {
  const said = async (pick: number | undefined) => {
    const desk = { strings: await loadSellerStrings('en'), locale: 'en', zone: 'UTC' } as Desk;
    const state = { desk, requests, filled: { ...NOTHING_FILLED, pick }, fill: () => {} };
    const [first] = requests;
    return {
      facts: BULK.offer.facts(requests, state),
      each: first && BULK.offer.worth?.(first, state),
      confirm: BULK.offer.confirm(requests, state).replaceAll(/[\u2066-\u2069]/gu, ''),
    };
  };

  it('names its sums as sums, and what each gets beside it', async () => {
    expect(await said(50)).toEqual({
      facts: [
        ['Requests', '8'],
        ['Asks for, in all', '฿2,000.00'],
        ['Refunded in all', '฿1,000.00'],
      ],
      each: '฿125.00 of ฿250.00 (50%)',
      confirm: 'Offer ฿1,000.00 in all',
    });
  });

  it('shows what each asks for until a share is chosen', async () => {
    expect(await said(undefined)).toMatchObject({
      each: '฿250.00',
      facts: [expect.anything(), expect.anything(), ['Refunded in all', '–']],
    });
  });
});
