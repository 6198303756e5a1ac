/** The odds of an offer on a request: from the shop's own past offers where there are enough, else from its market's. */
import type { OddsView } from '../contract/odds.ts';
import type { Instant, Money } from '../contract/primitives.ts';
import { percentOf } from '../domain/money.ts';
import { type AnsweredOffer, oddsFrom } from '../domain/odds.ts';
import type { RequestState } from '../domain/request.ts';
import type { Clock } from './ports/clock.ts';
import type { OfferFacts } from './ports/figures.ts';
import type { Store } from './ports/store.ts';

const DAY = 86_400_000;
const WINDOW_DAYS = 180;
const ENOUGH = { shop: 20, market: 50 } as const;
/** The newest requests with offers that are read, at most. */
const MOST_READ = 5_000;

/** The request's quick picks, and one percentage more where it is asked for. */
export type OddsOf = (state: RequestState, percent?: number) => Promise<OddsView>;

/** What odds are reckoned from. */
interface Basis {
  scope: 'shop' | 'market';
  offers: AnsweredOffer[];
  since: Instant;
}
type About = Pick<RequestState['facts'], 'market' | 'reason' | 'sellerId'>;

/** Of a shop's past offers for a reason, or else its market's; null where neither made enough. */
export function createOddsBasis(
  { requests }: Pick<Store, 'requests'>,
  clock: Clock,
): (about: About) => Promise<Basis | null> {
  return async ({ market, reason, sellerId }) => {
    const since = new Date(clock.now() - WINDOW_DAYS * DAY).toISOString();
    const read = async (scope: 'shop' | 'market') => {
      const query = { market, reason, since, ...(scope === 'shop' ? { sellerId } : {}) };
      const offers = (await requests.offersMade(query, MOST_READ)).flatMap((each) => answered(each, since));
      return offers.length >= ENOUGH[scope] ? { scope, offers, since } : null;
    };
    return (await read('shop')) ?? (await read('market'));
  };
}

export function createOdds(store: Pick<Store, 'requests'>, clock: Clock): OddsOf {
  const basisOf = createOddsBasis(store, clock);
  return async (state, percent) => {
    const basis = await basisOf(state.facts);
    const figuresOf = oddsFrom(basis?.offers ?? []);
    const picks = state.policy.quickPicks[state.facts.reason] ?? [];
    const asked = percent === undefined || picks.includes(percent) ? picks : [...picks, percent];
    const amountOf = (share: number): Money => ({
      ...state.claimValue,
      amount: percentOf(state.claimValue.amount, share),
    });
    return {
      basis: basis && { scope: basis.scope, offers: basis.offers.length, since: basis.since },
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
