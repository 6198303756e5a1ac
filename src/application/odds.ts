/** The odds of an offer on a request: from the shop's own past offers where there are enough, else from its market's. */
import type { OddsView } from '../contract/odds.ts';
import type { Money } from '../contract/primitives.ts';
import { percentOf } from '../domain/money.ts';
import { type AnsweredOffer, oddsFrom } from '../domain/odds.ts';
import type { RequestState } from '../domain/request.ts';
import type { Clock, OfferFacts, Store } from './ports.ts';

const DAY = 86_400_000;
const WINDOW_DAYS = 180;
const ENOUGH = { shop: 20, market: 50 } as const;
/** The newest requests with offers that are read, at most. */
const MOST_READ = 5_000;

/** The request's quick picks, and one percentage more where it is asked for. */
export type OddsOf = (state: RequestState, percent?: number) => Promise<OddsView>;

export function createOdds({ requests }: Pick<Store, 'requests'>, clock: Clock): OddsOf {
  async function basisOf({ facts }: RequestState, since: string) {
    const { market, reason, sellerId } = facts;
    const read = async (scope: 'shop' | 'market') => {
      const query = { market, reason, since, ...(scope === 'shop' ? { sellerId } : {}) };
      const offers = (await requests.offersMade(query, MOST_READ)).flatMap((each) => answered(each, since));
      return offers.length >= ENOUGH[scope] ? { scope, offers } : null;
    };
    return (await read('shop')) ?? (await read('market'));
  }

  return async (state, percent) => {
    const since = new Date(clock.now() - WINDOW_DAYS * DAY).toISOString();
    const basis = await basisOf(state, since);
    const figuresOf = oddsFrom(basis?.offers ?? []);
    const picks = state.policy.quickPicks[state.facts.reason] ?? [];
    const asked = percent === undefined || picks.includes(percent) ? picks : [...picks, percent];
    const amountOf = (share: number): Money => ({
      ...state.claimValue,
      amount: percentOf(state.claimValue.amount, share),
    });
    return {
      basis: basis && { scope: basis.scope, offers: basis.offers.length, since },
      picks: asked.map((share) => ({
        percent: share,
        amount: amountOf(share),
        ...(figuresOf(share) ?? { likely: null, low: null, high: null, offers: 0 }),
      })),
    };
  };
}

const ACCEPTED: Readonly<Record<string, boolean>> = { accepted: true, rejected: false, expired: false };

/** The seller's opening offers of one request that the buyer answered or let expire; a second thought counts as before it. */
function answered(offers: readonly OfferFacts[], since: string): AnsweredOffer[] {
  return offers.flatMap(({ by, status, was, percent, createdAt }, index) => {
    const isOpening = by === 'seller' && offers[index - 1]?.status !== 'countered';
    const accepted = ACCEPTED[was ?? status];
    return isOpening && accepted !== undefined && createdAt >= since ? [{ percent, accepted }] : [];
  });
}
