/** Rule 20: which past offers odds are counted from. */
import { describe, expect, it } from 'vitest';
import { createOddsBasis } from '../../src/application/odds.ts';
import type { OfferFacts, OffersQuery } from '../../src/application/ports/figures.ts';

const NOW = Date.parse('2026-11-23T02:30:00.000Z');
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(NOW - days * DAY).toISOString();
const ABOUT = { market: 'TH', reason: 'missing_items', sellerId: 'shop-1' } as const;

const offer = (changes: Partial<OfferFacts> = {}): OfferFacts => ({
  status: 'accepted',
  percent: 50,
  by: 'seller',
  createdAt: daysAgo(1),
  ...changes,
});
const times = (count: number, ...offers: OfferFacts[]): OfferFacts[][] => Array.from({ length: count }, () => offers);

/** What odds are reckoned from where a shop, or else its market, made these offers; and what the storage was asked. */
async function basisOf(shop: OfferFacts[][], market: OfferFacts[][] = []) {
  const asked: OffersQuery[] = [];
  const requests = {
    async offersMade(query: OffersQuery) {
      asked.push(query);
      return query.sellerId ? shop : market;
    },
  };
  const basis = await createOddsBasis({ requests } as never, { now: () => NOW })(ABOUT);
  return { basis, asked };
}
/** Of twenty such requests, how many offers count, and how many of them as accepted. */
async function counted(...offers: OfferFacts[]): Promise<[offers: number, accepted: number]> {
  const { basis } = await basisOf([...times(20, offer({ percent: 10 })), ...times(20, ...offers)]);
  const others = basis?.offers.filter(({ percent }) => percent !== 10) ?? [];
  return [others.length, others.filter(({ accepted }) => accepted).length];
}

describe('rule 20: what odds are counted from', () => {
  it.each([
    ['accepted', 20, 20],
    ['rejected', 20, 0],
    ['expired', 20, 0],
    ['withdrawn', 0, 0],
    ['superseded', 0, 0],
    ['countered', 0, 0],
    ['auto_approved', 0, 0],
    ['pending', 0, 0],
  ])('rule 20: an offer that is %s counts %i times of 20, as accepted %i times', async (status, offers, accepted) => {
    expect(await counted(offer({ status }))).toEqual([offers, accepted]);
  });

  it('rule 20: a second thought counts as what it was first', async () => {
    expect(await counted(offer({ was: 'rejected' }))).toEqual([20, 0]);
    expect(await counted(offer({ was: 'expired' }))).toEqual([20, 0]);
  });

  it('rule 20: only sellers’ opening offers count, also a second one, and no answer to a counter-offer', async () => {
    const countered = offer({ status: 'countered', percent: 20 });
    expect(await counted(countered, offer({ by: 'buyer', status: 'countered' }), offer())).toEqual([0, 0]);
    expect(await counted(offer({ status: 'rejected' }), offer())).toEqual([40, 20]);
  });

  it('rule 20: of the last 180 days, in the same market and for the same reason', async () => {
    expect(await counted(offer({ createdAt: daysAgo(180) }))).toEqual([20, 20]);
    expect(await counted(offer({ createdAt: daysAgo(181) }))).toEqual([0, 0]);
    const { asked } = await basisOf([]);
    const everywhere = { market: 'TH', reason: 'missing_items', since: daysAgo(180) };
    expect(asked).toEqual([{ ...everywhere, sellerId: 'shop-1' }, everywhere]);
  });

  it.each([
    [20, 50, 'shop'],
    [19, 50, 'market'],
    [19, 49, null],
  ])('rule 20: %i offers of the shop and %i of the market are a basis of: %s', async (shop, market, scope) => {
    const { basis } = await basisOf(times(shop, offer()), times(market, offer()));
    expect(basis?.scope ?? null).toBe(scope);
  });

  it('rule 20: nothing about the buyer enters: nobody asks for it, and nobody is told', async () => {
    const { basis, asked } = await basisOf(times(20, offer()));
    expect(Object.keys(asked[0] ?? {}).sort()).toEqual(['market', 'reason', 'sellerId', 'since']);
    expect(basis?.offers[0]).toEqual({ percent: 50, accepted: true });
  });
});
