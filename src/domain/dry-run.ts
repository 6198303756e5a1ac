/**
 * What a shop's rules would have done with a request that was opened already. Its history is lived through again under
 * these rules, by the very functions that real requests go through, until somebody answers: the rule where its
 * moment comes first, else whoever did. What an earlier rule of the shop did or was kept from is left out, since these rules
 * would have stood in its place.
 */
import type { DryRunReport, Happened } from '../contract/dry-run.ts';
import type { EventType } from '../contract/event.ts';
import type { Instant, Money } from '../contract/primitives.ts';
import type { Rule } from '../contract/rules.ts';
import { decide } from './decide.ts';
import { openUnder } from './decisions/open.ts';
import { Draft, PLATFORM } from './draft.ts';
import { evolve } from './evolve.ts';
import { type RequestEvent, type RequestState, ruleActsAt } from './request.ts';
import { isRuleActor } from './rules.ts';

/** What a rule answers. `atOnce`: an offer that is more favourable than what was asked for, which nobody has to accept. */
type RuleAnswer = 'approval' | { amount: Money; percent: number; atOnce: boolean };

/** Why a rule would not have answered a request that is its: somebody was first, its moment is to come, or its answer was not legal. */
type Unanswered = keyof DryRunReport['byRule'][number]['unanswered'];

export interface WhatIf {
  /** None where no rule would have been the request's. */
  rule: Rule | undefined;
  /** Null where the rule would not have acted. */
  answer: RuleAnswer | null;
  /** Why not, where there is a rule. */
  unanswered?: Unanswered;
  happened: Happened;
  /** It would have answered, and otherwise than was answered. */
  differs: boolean;
}

const ANSWERS: Partial<Record<EventType, Happened>> = {
  'request.approved': 'approved',
  'request.rejected': 'rejected',
  'offer.proposed': 'offered',
  'offer.auto_approved': 'offered',
  'request.cancelled': 'cancelled',
  'request.concluded': 'concluded',
};
const isAnswer = ({ type }: RequestEvent): boolean => ANSWERS[type] !== undefined;
const OF_RULES: ReadonlySet<EventType> = new Set(['rule.held', 'rule.lapsed']);

/** What these rules would have done by `now` with the request of this history, which begins with its opening. */
export function whatIf(history: readonly RequestEvent[], rules: readonly Rule[], now: Instant): WhatIf {
  const opened = reopened(history, rules);
  const answered = history.find(isAnswer);
  const happened = happenedBy(answered);
  const rule = opened.state.rule?.rule;
  const answer = rule && (answerIn(opened.events) ?? answerLater(opened.state, history.slice(1), now));
  if (!answer) return { rule, answer: null, happened, differs: false };
  if (typeof answer === 'object' && 'unanswered' in answer)
    return { rule, answer: null, happened, differs: false, ...answer };
  return { rule, answer, happened, differs: !isSame(answer, answered) };
}

function reopened(history: readonly RequestEvent[], rules: readonly Rule[]) {
  const [opening] = history;
  if (opening?.type !== 'request.opened') throw new Error('A history begins with its opening.');
  const { rule: _, ...data } = opening.data;
  const { requestId, actor, at } = opening;
  const draft = new Draft(requestId, null, { actor, arrivedAt: at, at });
  openUnder(draft, data, rules);
  return { events: draft.events, state: draft.state };
}

function happenedBy(answered: RequestEvent | undefined): Happened {
  if (answered?.type === 'request.approved' && answered.data.cause === 'timeout') return 'approved_by_timeout';
  return (answered && ANSWERS[answered.type]) ?? 'waiting';
}

/** Lets time pass and others act until the rule's moment comes; else why it would not have answered. */
function answerLater(
  opened: RequestState,
  later: readonly RequestEvent[],
  now: Instant,
): RuleAnswer | { unanswered: Unanswered } {
  let state = opened;
  if (ruleActsAt(state) === null) return { unanswered: 'notPossible' };
  for (const event of later) {
    if (isDue(state, event.at)) break;
    if (isAnswer(event)) {
      if (isRuleActor(event.actor)) break;
      return { unanswered: 'answeredFirst' };
    }
    if (!OF_RULES.has(event.type)) state = evolve(state, { ...event, seq: state.version + 1 });
  }
  const actsAt = ruleActsAt(state);
  if (actsAt === null) return { unanswered: 'notPossible' };
  if (actsAt > now) return { unanswered: 'toCome' };
  const { events } = decide(state, { type: 'PassTime' }, { actor: PLATFORM, arrivedAt: actsAt, at: actsAt });
  return answerIn(events) ?? { unanswered: 'notPossible' };
}

function isDue(state: RequestState, at: Instant): boolean {
  const actsAt = ruleActsAt(state);
  return actsAt !== null && actsAt <= at;
}

function answerIn(events: readonly RequestEvent[]): RuleAnswer | null {
  for (const event of events) {
    if (event.type === 'offer.proposed' || event.type === 'offer.auto_approved') {
      const { amount, percent } = event.data.offer;
      return { amount, percent, atOnce: event.type === 'offer.auto_approved' };
    }
    if (event.type === 'request.approved') return 'approval';
  }
  return null;
}

/** Whether the shop itself gave this very answer. */
function isSame(answer: RuleAnswer, given: RequestEvent | undefined): boolean {
  if (answer === 'approval') return given?.type === 'request.approved' && given.data.cause === 'decision';
  const isOffer = given?.type === 'offer.proposed' || given?.type === 'offer.auto_approved';
  return isOffer && given.data.offer.amount.amount === answer.amount.amount;
}
