/** Rule 20: odds are facts about offers. */
import { describe, expect, it } from 'vitest';
import { type AnsweredOffer, jeffreys, oddsFrom } from '../../../src/domain/odds.ts';
import { randomOf } from '../../support/random.ts';

const of = (percent: number, accepted: number, offers: number): AnsweredOffer[] =>
  Array.from({ length: offers }, (_, n) => ({ percent, accepted: n < accepted }));

describe('rule 20: odds', () => {
  it('rule 20: offers are grouped by the nearest five percent, and a percentage between takes the nearest group’s', () => {
    const odds = oddsFrom([...of(28, 2, 10), ...of(32, 2, 10), ...of(50, 8, 10)]);
    expect(odds(30)).toMatchObject({ likely: 0.2, offers: 20 });
    expect(odds(39)).toMatchObject({ likely: 0.2 });
    expect(odds(41)).toMatchObject({ likely: 0.8 });
    expect(odds(100)).toMatchObject({ likely: 0.8, offers: 10 });
    expect(oddsFrom([])(50)).toBeNull();
  });

  it('rule 20: in whatever order the offers were made', () => {
    const odds = oddsFrom([...of(70, 8, 10), ...of(20, 2, 10), ...of(50, 5, 10)]);
    expect([20, 50, 70].map((percent) => odds(percent)?.likely)).toEqual([0.2, 0.5, 0.8]);
  });

  it('rule 20: neighbours are pooled, weighted by their counts, until the share never falls', () => {
    const odds = oddsFrom([...of(20, 5, 10), ...of(30, 3, 20), ...of(40, 9, 10), ...of(50, 0, 5)]);
    expect(odds(20)).toMatchObject({ likely: 8 / 30, offers: 30 });
    expect(odds(30)).toEqual(odds(20));
    expect(odds(40)).toMatchObject({ likely: 9 / 15, offers: 15 });
    expect(odds(50)).toEqual(odds(40));
  });

  it('rule 20: the interval’s ends are the tenth and the ninetieth of the hundred parts, where that can be said in one line', () => {
    const half = (x: number) => Math.asin(Math.sqrt(x));
    const root = (x: number) => Math.sqrt(x * (1 - x));
    const refusedOnce = (x: number) => (2 / Math.PI) * (half(x) + root(x));
    const oneOfTwo = (x: number) => (2 / Math.PI) * (half(x) - root(x) * (1 - 2 * x));
    expect(refusedOnce(jeffreys(0, 1).high)).toBeCloseTo(0.9, 9);
    expect(refusedOnce(1 - jeffreys(1, 1).low)).toBeCloseTo(0.9, 9);
    expect(oneOfTwo(jeffreys(1, 2).low)).toBeCloseTo(0.1, 9);
    expect(oneOfTwo(jeffreys(1, 2).high)).toBeCloseTo(0.9, 9);
  });

  it('rule 20: low and high are Jeffreys’ 80 % interval', () => {
    // Beta(0.5, 0.5) of nothing has its tenth at sin²(π/20).
    const { low } = jeffreys(5, 10);
    expect(low).toBeCloseTo(0.3122, 2);
    expect(jeffreys(5, 10).high).toBeCloseTo(1 - low, 6);
    expect(jeffreys(0, 10).low).toBe(0);
    expect(jeffreys(10, 10).high).toBe(1);
    expect(jeffreys(700, 1_000).low).toBeCloseTo(0.6812, 3);
  });

  it('rule 20: with a known curve the intervals hold the truth 75 to 85 % of the time, and never fall', () => {
    const random = randomOf('buyers of known minds');
    const percents = [20, 35, 50, 65, 80];
    const truth = (percent: number) => 0.1 + 0.8 * (percent / 100);
    let [held, asked] = [0, 0];
    for (let shop = 0; shop < 800; shop += 1) {
      const offers = percents.flatMap((percent) => {
        const count = 20 + Math.floor(random() * 60);
        return Array.from({ length: count }, () => ({ percent, accepted: random() < truth(percent) }));
      });
      const odds = oddsFrom(offers);
      const figures = percents.map((percent) => odds(percent));
      for (const [index, each] of figures.entries()) {
        expect(each?.likely ?? 0).toBeGreaterThanOrEqual(figures[index - 1]?.likely ?? 0);
        asked += 1;
        const real = truth(percents[index] ?? 0);
        if (each && each.low <= real && real <= each.high) held += 1;
      }
    }
    expect(held / asked).toBeGreaterThan(0.75);
    expect(held / asked).toBeLessThan(0.85);
  });
});
