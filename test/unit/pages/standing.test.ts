import { describe, expect, it } from 'vitest';
import type { Offer, RequestView } from '../../../src/contract/request.ts';
import { TAKEN_BACK } from '../../../src/contract/taken-back.ts';
import { en } from '../../../src/i18n/seller/en.ts';
import { lostOffer } from '../../../src/pages/seller/standing.ts';

const taken = (by: Offer['by'], status: RequestView['status'] = 'awaiting_seller'): RequestView =>
  ({
    status,
    offer: {
      by,
      status: 'withdrawn',
      amount: { amount: 7_500, currency: 'THB' },
      answer: { by: 'platform', at: '2026-11-23T03:00:00.000Z', text: TAKEN_BACK.solution },
    },
  }) as unknown as RequestView;
const said = (request: RequestView) => lostOffer(request, { strings: en, locale: 'en' });

describe('an offer that the platform took back', () => {
  it('is told as whose it was, with why', () => {
    expect(said(taken('seller'))).toBe(`Your offer of ฿75.00 was taken back. ${TAKEN_BACK.solution}`);
    expect(said(taken('buyer'))).toBe(`The buyer’s offer of ฿75.00 was taken back. ${TAKEN_BACK.solution}`);
  });

  it('is told no longer once the request went on', () => {
    expect(said(taken('seller', 'settled'))).toBeUndefined();
  });
});
