/** When each wait of a request ends (section 2, rules 1, 6 and 11) and when it is reminded of (rule 12). */
import type { Duration, Policy } from '../contract/policy.ts';
import type { Instant, Money } from '../contract/primitives.ts';
import type { DeadlineKind, Offer } from '../contract/request.ts';
import { durationFor } from '../contract/tiers.ts';
import { addDuration, type Place, resumeDeadline, timeLeft } from './durations.ts';
import type { Deadline, PausedDeadline, PendingReminder, RequestState } from './request.ts';

type Party = 'buyer' | 'seller';

/** Working time runs on the seller's calendar; everything else in the zone of whoever must act. */
function placeOf(policy: Policy, buyerZone: string, who: Party, duration: Duration): Place {
  const sellerZone = policy.calendar.zone ?? 'UTC';
  const zone = who === 'buyer' && duration.unit !== 'working_day' ? buyerZone : sellerZone;
  return { zone, calendar: policy.calendar };
}

const deadline = (kind: DeadlineKind, at: Instant): Deadline => ({ kind, at, overdue: false, extended: false });

export type Terms = { policy: Policy; buyerZone: string; claimValue: Money };
/** What a request's deadlines are reckoned by. */
export const termsOf = ({ policy, facts, claimValue }: RequestState): Terms => ({
  policy,
  buyerZone: facts.buyerZone,
  claimValue,
});

function start(kind: DeadlineKind, duration: Duration, who: Party, from: Instant, terms: Terms): Deadline {
  return deadline(kind, addDuration(from, duration, placeOf(terms.policy, terms.buyerZone, who, duration)));
}

/** The seller's time to answer, from `from`; a marketplace's own `respondBy` replaces the result. */
export function respondBy(from: Instant, terms: Terms, given?: Instant): Deadline {
  if (given) return deadline('respond_by', given);
  return start('respond_by', durationFor(terms.policy.respondBy, terms.claimValue), 'seller', from, terms);
}

/** An offer waits no longer than the marketplace permits. */
function offerDeadline(state: RequestState, duration: Duration, who: Party, from: Instant): Deadline {
  const own = start('offer_expires', duration, who, from, termsOf(state));
  const { offerBy } = state.facts.allowed ?? {};
  return offerBy && offerBy < own.at ? { ...own, at: offerBy } : own;
}

/** The time to answer an opening offer, in the buyer's zone. */
export const offerExpires = (state: RequestState, from: Instant): Deadline =>
  offerDeadline(state, state.policy.offerExpires, 'buyer', from);

/** The time to answer a counter-offer made by `by`, in the other side's zone (rule 8). */
export const counterExpires = (state: RequestState, by: Offer['by'], from: Instant): Deadline =>
  offerDeadline(state, state.policy.counterWithin, by === 'buyer' ? 'seller' : 'buyer', from);

export const shipBy = (state: RequestState, from: Instant): Deadline =>
  start('ship_by', durationFor(state.policy.shipBy, state.claimValue), 'seller', from, termsOf(state));

export const refundBy = (state: RequestState, from: Instant): Deadline =>
  start('refund_by', state.policy.refundConfirmWithin, 'seller', from, termsOf(state));

type HandBack = 'rejected' | 'expired' | 'withdrawn';

/** Whether what ends goes back to a rule that acts before the deadline: it buys no time (rule 17). */
const isOfRuleBefore = ({ paused, rule }: RequestState): boolean =>
  paused?.byRule === true && rule !== undefined && rule !== null && rule.rule.at !== 'opened';

/** Whether the seller's clock goes on where it stood after this hand-back, or starts anew (rules 1 and 17). */
export const resumes = (state: RequestState, cause: HandBack): boolean =>
  cause === 'withdrawn' || state.policy.afterHandBack === 'resume' || isOfRuleBefore(state);

/**
 * The seller's time to answer after a hand-back (rule 1): anew, or what was left when the offer was made. A withdrawal
 * always resumes.
 */
export function handBackDeadline(state: RequestState, cause: HandBack, from: Instant) {
  const { paused } = state;
  return paused && resumes(state, cause) ? resumed(state, paused, from) : respondBy(from, termsOf(state));
}

function clockOf(state: RequestState, paused: PausedDeadline) {
  const duration = durationFor(state.policy.respondBy, state.claimValue);
  const unit = paused.elapsed ? ('second' as const) : duration.unit;
  return { unit, place: placeOf(state.policy, state.facts.buyerZone, 'seller', duration) };
}

function resumed(state: RequestState, paused: PausedDeadline, from: Instant): Deadline {
  const { unit, place } = clockOf(state, paused);
  const respondBy = durationFor(state.policy.respondBy, state.claimValue);
  const terms = { respondBy, hour: !state.hourGiven && !paused.byRule };
  const at = resumeDeadline({ at: paused.deadline.at, pausedAt: paused.pausedAt }, from, terms, unit, place);
  return { ...paused.deadline, at };
}

/** Whether a hand-back that resumes left more than there was: the hour that a request is given once (rule 1). */
export function gaveTheHour(state: RequestState, paused: PausedDeadline, deadline: Deadline, from: Instant): boolean {
  const { unit, place } = clockOf(state, paused);
  const left = timeLeft(paused.pausedAt, paused.deadline.at, unit, place);
  return timeLeft(from, deadline.at, unit, place) > left;
}

/** Whether this deadline ends its state when it passes; the others only become overdue (section 2). */
export const closesItsState = (kind: DeadlineKind): boolean => kind === 'respond_by' || kind === 'offer_expires';

/**
 * The reminders of a deadline set at `from` (rule 12): the policy's lead times of elapsed seconds before it, earliest
 * first; those already past are skipped.
 */
export function remindersFor(policy: Policy, target: Deadline, from: Instant): PendingReminder[] {
  if (target.kind === 'refund_by') return [];
  const leads = new Set(policy.reminders[target.kind] ?? []);
  const end = Date.parse(target.at);
  return [...leads]
    .sort((a, b) => b - a)
    .map((leadSeconds) => ({ at: new Date(end - leadSeconds * 1000).toISOString(), leadSeconds }))
    .filter((reminder) => reminder.at > from);
}
