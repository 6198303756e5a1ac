/**
 * What a seller's next decision would mean, in figures and dates: what dialogs show before it is taken. The rules are
 * the domain's; nothing is decided here.
 */
import type { Duration, RejectReason } from '../../contract/policy.ts';
import type { Instant, Money } from '../../contract/primitives.ts';
import type { Rule } from '../../contract/rules.ts';
import { durationFor } from '../../contract/tiers.ts';
import { counterExpires, offerExpires, respondBy, shipBy, termsOf } from '../../domain/deadlines.ts';
import { percentOf } from '../../domain/money.ts';
import {
  cardRange,
  counterRange,
  favourableRange,
  isMoreFavourable,
  offersLeft,
  refundOnlyAmount,
  secondThought,
  solutionsNow,
} from '../../domain/offers.ts';
import { type RequestState, ruleActsAt } from '../../domain/request.ts';

/** A recommended percentage with the money it comes to. `final`: it is approved at once, no card waits (rule 3). */
export interface QuickPick {
  percent: number;
  amount: Money;
  final: boolean;
}

export interface OfferTerms {
  /** The policy's recommendations for the request's reason, those that are legal now, largest first. */
  picks: QuickPick[];
  /** The least and the most that a partial refund may be; null where none is legal. */
  range: { min: Money; max: Money } | null;
  /** What refunding without sending comes to; null where it is not allowed. */
  refundOnly: { amount: Money; final: boolean } | null;
  /** From this amount on the platform approves at once (rule 3). */
  finalFrom: Money;
  /** Until when the buyer could answer an offer made at `now`. */
  expiresAt: Instant;
  /** How many opening offers are left after this one. */
  leftAfter: number;
  /** Until when the seller would have to decide if the buyer turned an offer made now down at once. */
  decideBy: Instant;
}

export interface DecisionTerms {
  /** What approving at `from` obliges to: to ship `within`, which is `by`. */
  approval: { within: Duration; from: Instant; by: Instant } | null;
  offer: OfferTerms | null;
  /** What the pending offer may be countered with, and until when the buyer could answer that. */
  counter: { min: Money; max: Money; expiresAt: Instant } | null;
  rejectReasons: { code: RejectReason; evidence: boolean }[];
  /** What the shop's rule does by itself, and when; `amount` null where it approves. Null where none waits. */
  rule: { name: string; actsAt: Instant; amount: Money | null } | null;
  /** What the buyer may still take, having let it go (rule 18). */
  stillTaken: Money | null;
}

/** `now`: milliseconds since the epoch. */
export function decisionTerms(state: RequestState, now: number): DecisionTerms {
  const at = new Date(now).toISOString();
  const { currency } = state.claimValue;
  const money = (amount: number): Money => ({ amount, currency });
  const range = counterRange(state);
  return {
    approval:
      state.status === 'awaiting_seller'
        ? {
            within: durationFor(state.policy.shipBy, state.claimValue),
            from: at,
            by: shipBy(state, at).at,
          }
        : null,
    offer: offerTerms(state, at, money),
    counter: range && {
      min: money(range.min),
      max: money(range.max),
      expiresAt: counterExpires(state, 'seller', at).at,
    },
    rejectReasons: Object.entries(state.policy.rejectReasons).map(([code, rule]) => ({
      code: code as RejectReason,
      evidence: rule?.evidence ?? false,
    })),
    rule: ruleTerms(state, money),
    stillTaken: secondThought(state)?.offer.amount ?? null,
  };
}

function ruleTerms(state: RequestState, money: (amount: number) => Money): DecisionTerms['rule'] {
  const actsAt = ruleActsAt(state);
  if (!state.rule || actsAt === null) return null;
  const { name, then } = state.rule.rule;
  return { name, actsAt, amount: then.kind === 'approve' ? null : offered(then, state, money) };
}

function offered(
  then: Exclude<Rule['then'], { kind: 'approve' }>,
  state: RequestState,
  money: (amount: number) => Money,
): Money {
  if (then.kind === 'refund_only') return money(refundOnlyAmount(state));
  return 'amount' in then ? then.amount : money(percentOf(state.claimValue.amount, then.percent));
}

function offerTerms(state: RequestState, at: Instant, money: (amount: number) => Money): OfferTerms | null {
  const solutions = solutionsNow(state, at);
  const partial = solutions.includes('partial_refund');
  const whole = solutions.includes('refund_only');
  if (!partial && !whole) return null;
  const refundOnly = refundOnlyAmount(state);
  return {
    picks: partial ? picksOf(state, money) : [],
    range: partial ? rangeOf(state, money) : null,
    refundOnly: whole ? { amount: money(refundOnly), final: isMoreFavourable(state, refundOnly) } : null,
    finalFrom: state.claimValue,
    expiresAt: offerExpires(state, at).at,
    leftAfter: Math.max(0, offersLeft(state) - 1),
    decideBy: respondBy(at, termsOf(state)).at,
  };
}

function picksOf(state: RequestState, money: (amount: number) => Money): QuickPick[] {
  const card = cardRange(state);
  const favourable = favourableRange(state);
  const isLegal = (amount: number) =>
    [card, favourable].some((range) => range !== null && amount >= range.min && amount <= range.max);
  return (state.policy.quickPicks[state.facts.reason] ?? [])
    .map((percent) => ({ percent, amount: percentOf(state.claimValue.amount, percent) }))
    .filter(({ amount }) => isLegal(amount))
    .toSorted((a, b) => b.amount - a.amount)
    .map(({ percent, amount }) => ({ percent, amount: money(amount), final: isMoreFavourable(state, amount) }));
}

function rangeOf(state: RequestState, money: (amount: number) => Money): { min: Money; max: Money } | null {
  const card = cardRange(state);
  const favourable = favourableRange(state);
  const lower = card ?? favourable;
  const upper = favourable ?? card;
  return lower && upper && { min: money(lower.min), max: money(upper.max) };
}
