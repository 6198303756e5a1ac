/** How often offers like one were accepted, in Slack's words. */
import { type OddsView, tenthsOf } from '../../../src/bot.ts';
import type { Words } from './words.ts';

type Known = { percent: number; likely: number; low: number; high: number; offers: number };

const knownOf = (odds: OddsView | undefined): Known[] =>
  (odds?.picks ?? []).filter((pick): pick is typeof pick & Known => pick.likely !== null);

/** `about 7 of 10 accepted, 64 offers`; undefined where that is not known. */
export function oddsBeside(odds: OddsView | undefined, percent: number, words: Words): string | undefined {
  const known = knownOf(odds).find((pick) => pick.percent === percent);
  return known && words.say('modal.offer.odds', { tenths: tenthsOf(known.likely), count: known.offers });
}

/** The ranges of these picks, and what they are counted from; undefined where nothing is known. */
export function oddsExactly(odds: OddsView | undefined, percents: readonly number[], words: Words): string | undefined {
  const known = knownOf(odds).filter(({ percent }) => percents.includes(percent));
  if (!odds?.basis || known.length === 0) return undefined;
  const share = new Intl.NumberFormat(words.locale, { style: 'percent' });
  const ranges = known.map(({ percent, low, high }) =>
    words.say('modal.offer.oddsRange', { percent, low: share.format(low), high: share.format(high) }),
  );
  const { scope, offers } = odds.basis;
  return [
    words.say('modal.offer.oddsRanges', { ranges: ranges.join(' · ') }),
    words.say('modal.offer.oddsBasis', { scope, count: offers }),
  ].join(' ');
}
