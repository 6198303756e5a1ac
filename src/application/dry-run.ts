/** What rules would have done with the requests a shop was asked lately: read in small pieces, so that nobody waits for it. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { DRY_RUN_DAYS, type DryRunReport, MOST_CHANGED, MOST_DRY_RUN } from '../contract/dry-run.ts';
import type { Instant } from '../contract/primitives.ts';
import type { Rule } from '../contract/rules.ts';
import { type WhatIf, whatIf } from '../domain/dry-run.ts';
import { type Figures, oddsFrom } from '../domain/odds.ts';
import { createOddsBasis } from './odds.ts';
import type { Clock } from './ports/clock.ts';
import type { Opening } from './ports/figures.ts';
import type { Store } from './ports/store.ts';

const DAY = 86_400_000;
/** How many requests are read and tried before others have their turn. */
const AT_ONCE = 25;
/** Nobody's answer is looked for further into a history. */
const MOST_EVENTS = 50;

interface DryRunAsk {
  sellerId: string;
  currency: string;
  rules: readonly Rule[];
  since?: Instant | undefined;
  until?: Instant | undefined;
  /** Whether nobody waits for the report any more. */
  isGone(): boolean;
}

/** Null where whoever asked has gone. */
export type DryRun = (ask: DryRunAsk) => Promise<DryRunReport | null>;

/** One request and what would have become of it. */
interface Tried extends WhatIf {
  opening: Opened;
}
type Opened = Pick<Opening, 'id'> & ReturnType<typeof factsOf>;

function factsOf({ events: [opened] }: Opening) {
  if (opened?.type !== 'request.opened') throw new Error('A history begins with its opening.');
  const { orderId, claimValue, market, reason, sellerId } = opened.data;
  return { orderId, claimValue, market, reason, sellerId };
}

export function createDryRun(store: Pick<Store, 'requests'>, clock: Clock): DryRun {
  const basisOf = createOddsBasis(store, clock);

  async function* openingsOf({ sellerId, since, until, isGone }: DryRunAsk, now: Instant) {
    const earliest = new Date(Date.parse(now) - DRY_RUN_DAYS * DAY).toISOString();
    const query = { sellerId, from: since && since > earliest ? since : earliest, to: until ?? after(now) };
    let before: Opening | undefined;
    for (let left = MOST_DRY_RUN + 1; left > 0; left -= AT_ONCE) {
      const page = await store.requests.openings(
        { ...query, ...(before ? { before } : {}) },
        Math.min(left, AT_ONCE),
        MOST_EVENTS,
      );
      yield page;
      before = page.at(-1);
      if (page.length < AT_ONCE || isGone()) return;
      await othersFirst();
    }
  }

  /** What became of offers like these, by their reason; null where no past offers say anything. */
  async function oddsOf(offers: readonly Offered[]): Promise<((offer: Offered) => Figures | null) | null> {
    const byReason = new Map<string, (percent: number) => Figures | null>();
    for (const { opening } of offers) {
      if (byReason.has(opening.reason)) continue;
      const basis = await basisOf(opening);
      byReason.set(opening.reason, basis ? oddsFrom(basis.offers) : () => null);
      await othersFirst();
    }
    const known = ({ opening, answer }: Offered) => byReason.get(opening.reason)?.(answer.percent) ?? null;
    return offers.some((offer) => known(offer) !== null) ? known : null;
  }

  return async (ask) => {
    const now = new Date(clock.now()).toISOString();
    const tried: Tried[] = [];
    for await (const page of openingsOf(ask, now)) {
      for (const opening of page) {
        const opened = { id: opening.id, ...factsOf(opening) };
        // A shop that moved to another market has no rules for what it was asked before.
        if (opened.claimValue.currency === ask.currency) {
          tried.push({ ...whatIf(opening.events, ask.rules, now), opening: opened });
        }
      }
    }
    if (ask.isGone()) return null;
    const examined = tried.slice(0, MOST_DRY_RUN);
    const offered = examined.flatMap(({ answer, opening }) =>
      answer && answer !== 'approval' ? [{ answer, opening }] : [],
    );
    const odds = await oddsOf(offered.filter(({ answer }) => !answer.atOnce));
    return {
      examined: examined.length,
      truncated: tried.length > examined.length,
      byRule: ask.rules.map(({ id }) => ofRule(id, examined, ask.currency)),
      unmatched: examined.filter(({ rule }) => !rule).length,
      estimate: odds && estimateOf(offered, odds, ask.currency),
    };
  };
}

/** The first moment that is not part of the present. */
const after = (now: Instant): Instant => new Date(Date.parse(now) + 1).toISOString();

interface Offered {
  opening: Opened;
  answer: Exclude<NonNullable<WhatIf['answer']>, 'approval'>;
}

const moneyOf = ({ answer }: Tried): number => (answer && answer !== 'approval' ? answer.amount.amount : 0);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function ofRule(id: string, examined: readonly Tried[], currency: string): DryRunReport['byRule'][number] {
  const matched = examined.filter(({ rule }) => rule?.id === id);
  const silent = matched.filter(({ answer, happened }) => answer !== null && happened === 'approved_by_timeout');
  const left = (why: WhatIf['unanswered']): number => matched.filter(({ unanswered }) => unanswered === why).length;
  const changed = matched.filter(({ differs }) => differs).sort(mostMoneyFirst);
  return {
    id,
    matched: matched.length,
    offered: { amount: sum(matched.map(moneyOf)), currency },
    unanswered: { answeredFirst: left('answeredFirst'), toCome: left('toCome'), notPossible: left('notPossible') },
    silenceAvoided: silent.length,
    changed: changed.slice(0, MOST_CHANGED).map((one) => ({
      requestId: one.opening.id,
      orderId: one.opening.orderId,
      claimValue: one.opening.claimValue,
      amount: { amount: moneyOf(one), currency },
      happened: one.happened,
    })),
  };
}

const mostMoneyFirst = (one: Tried, other: Tried): number =>
  moneyOf(other) - moneyOf(one) || other.opening.claimValue.amount - one.opening.claimValue.amount;

const CERTAIN = { low: 1, high: 1 };
/** Of an offer without past ones like it nothing is known. */
const UNKNOWN = { low: 0, high: 1 };

function estimateOf(
  offered: readonly Offered[],
  odds: (offer: Offered) => Figures | null,
  currency: string,
): NonNullable<DryRunReport['estimate']> {
  const shares = offered.map((offer) => (offer.answer.atOnce ? CERTAIN : (odds(offer) ?? UNKNOWN)));
  const worth = (end: 'low' | 'high') =>
    sum(offered.map(({ answer }, index) => answer.amount.amount * (shares[index]?.[end] ?? 0)));
  return {
    accepted: {
      low: Math.floor(sum(shares.map(({ low }) => low))),
      high: Math.ceil(sum(shares.map(({ high }) => high))),
    },
    paid: { low: { amount: Math.floor(worth('low')), currency }, high: { amount: Math.ceil(worth('high')), currency } },
  };
}
