import { describe, expect, it } from 'vitest';
import { earlierClaims } from '../../src/contract/earlier-claims.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { earlierClaimsSaid } from '../../src/i18n/earlier-claims.ts';
import { LANGUAGES } from '../../src/i18n/languages.ts';

const SOME = { days: 90, count: 3 } as const;

describe('What a buyer asked of a shop before', () => {
  it('is said as a fact, in each language', () => {
    expect(earlierClaimsSaid(SOME, 'en')).toBe('3 earlier claims in 90 days with this shop');
    expect(earlierClaimsSaid({ ...SOME, count: 1 }, 'en')).toBe('1 earlier claim in 90 days with this shop');
    const said = LANGUAGES.map((language) => earlierClaimsSaid(SOME, language));
    expect(new Set(said).size).toBe(LANGUAGES.length);
    for (const text of said) expect(text).toMatch(/^[^{}]*\b3\b[^{}]*\b90\b[^{}]*$/u);
  });

  it('is what a list finds of the same buyer and shop, in the days before', () => {
    const request = { sellerId: 'shop-1', buyerId: 'buyer-1', openedAt: '2026-11-30T09:30:00.000Z' } as RequestView;
    const window = { openedFrom: '2026-09-01T09:30:00.000Z', openedTo: '2026-11-30T09:30:00.000Z' };
    const filter = { sellerId: 'shop-1', buyerId: 'buyer-1', ...window };
    expect(earlierClaims({ ...request, buyerRequests: SOME })).toEqual(filter);
    expect(earlierClaims({ ...request, buyerRequests: { ...SOME, count: 0 } })).toBeNull();
    expect(earlierClaims(request)).toBeNull();
  });
});
