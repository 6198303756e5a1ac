/**
 * Deciding: a command, the request as it stands and the time in; events or a refusal out. Pure, so that losing a race
 * only means deciding again.
 *
 * Order (rules 5 and 6): a repeat is recognised first; then the clock's own effect, where a deadline had passed when
 * the command arrived; then the command is decided on the result. A late command that is refused still carries the
 * clock's events: they are committed, and the refusal says `deadline_passed`.
 */
import type { Action, Offer } from '../contract/request.ts';
import { isLapsed, mayEver } from './actions.ts';
import type { CommandContext, RequestCommand } from './command.ts';
import { answerOffer, counterOffer, withdrawOffer } from './decisions/answers.ts';
import { assign } from './decisions/assign.ts';
import { passTime } from './decisions/clock.ts';
import { conclude, recordLogistics, reportRefund, ship, updateRequest } from './decisions/fulfilment.ts';
import { holdRule } from './decisions/rules.ts';
import { approve, proposeOffer, reject } from './decisions/seller.ts';
import { cancel, extend } from './decisions/unstick.ts';
import { Draft } from './draft.ts';
import type { Refusal } from './refusals.ts';
import { refuse } from './refusals.ts';
import { isRepeat } from './repeats.ts';
import type { RequestEvent, RequestState } from './request.ts';

export interface Decision {
  /** To commit, in order; empty for a repeat. With a refusal: only the clock's own effect. */
  events: RequestEvent[];
  state: RequestState;
  refusal?: Refusal;
}

const ACTION_OF: Partial<Record<RequestCommand['type'], Action>> = {
  ApproveRequest: 'approve',
  RejectRequest: 'reject',
  ProposeOffer: 'offer',
  WithdrawOffer: 'withdraw',
  AcceptOffer: 'accept_offer',
  RejectOffer: 'reject_offer',
  CounterOffer: 'counter_offer',
  CancelRequest: 'cancel',
  ExtendDeadline: 'extend',
  ShipRequest: 'ship',
  AssignRequest: 'assign',
  HoldRule: 'hold_rule',
};

/** Decides a command on a request that exists. `context.actor` is who commands; access is checked before. */
export function decide(state: RequestState, command: RequestCommand, context: CommandContext): Decision {
  const forbidden = notTheirs(state, command, context);
  if (forbidden) return { events: [], state, refusal: forbidden };
  if (isRepeat(state, command, context)) return { events: [], state };

  const draft = new Draft(state.id, state, context);
  if (command.type === 'PassTime') {
    passTime(draft, draft.at);
    return { events: draft.events, state: draft.state };
  }
  const late = isLapsed(state, context.arrivedAt);
  if (late) passTime(draft, context.arrivedAt);
  const settled = { events: [...draft.events], state: draft.state };
  // What a rule did just now may be what the command asks for.
  if (late && isRepeat(settled.state, command, context)) return settled;

  const refusal = late && command.type === 'ExtendDeadline' ? tooLate(state) : apply(draft, command, context);
  if (!refusal) return { events: draft.events, state: draft.state };
  return {
    ...settled,
    refusal: describe(lateness(refusal, settled.state, command, context, late), settled.state, command),
  };
}

/** Who may never do this, whatever the state. An answer is judged on the offer it names. */
function notTheirs(state: RequestState, command: RequestCommand, { actor }: CommandContext): Refusal | undefined {
  if (command.type === 'PassTime') {
    return actor.kind === 'platform' ? undefined : refuse('forbidden', 'Only the clock passes time.');
  }
  const action = ACTION_OF[command.type];
  if (!action) {
    return actor.kind === 'integrator' ? undefined : refuse('forbidden', 'Only the integrator may report this.');
  }
  const named = offerNamed(state, command);
  if ('offerId' in command && !named) {
    return refuse('not_found', `The request has no offer ${command.offerId}.`);
  }
  if (mayEver(actor.kind, action, named)) return undefined;
  if (!named || action === 'withdraw') return refuse('forbidden', `This is not for the ${actor.kind} to do.`);
  const answers = named.by === 'buyer' ? 'seller' : 'buyer';
  return refuse('forbidden', `An offer by the ${named.by} is answered by the ${answers}, not by the ${actor.kind}.`);
}

const offerNamed = (state: RequestState, command: RequestCommand): Offer | undefined =>
  'offerId' in command ? state.offers.find((offer) => offer.id === command.offerId) : undefined;

function apply(
  draft: Draft,
  command: Exclude<RequestCommand, { type: 'PassTime' }>,
  context: CommandContext,
): Refusal | undefined {
  switch (command.type) {
    case 'ApproveRequest':
      return approve(draft);
    case 'RejectRequest':
      return reject(draft, command);
    case 'ProposeOffer':
      return proposeOffer(draft, command.offer);
    case 'AcceptOffer':
    case 'RejectOffer':
      return answerOffer(draft, command, context.arrivedAt);
    case 'CounterOffer':
      return counterOffer(draft, command, context.actor);
    case 'WithdrawOffer':
      return withdrawOffer(draft, command);
    case 'CancelRequest':
      return cancel(draft, command, context.actor);
    case 'ExtendDeadline':
      return extend(draft, command, context.arrivedAt);
    case 'ShipRequest':
      return ship(draft, command);
    case 'AssignRequest':
      return assign(draft, command, context.actor.kind);
    case 'RecordLogistics':
      return recordLogistics(draft, command);
    case 'ReportRefund':
      return reportRefund(draft, command);
    case 'HoldRule':
      return holdRule(draft);
    case 'ConcludeRequest':
      return conclude(draft, command);
    case 'UpdateRequest':
      return updateRequest(draft, command.patch);
  }
}

const tooLate = (state: RequestState): Refusal =>
  refuse('deadline_passed', `The deadline passed at ${state.deadline?.at}; a deadline is extended before it passes.`);

/**
 * Late is late (rule 6): where the platform's effect, committed just now or by an earlier sweep, is what stands in the
 * way of a command that arrived after the deadline, the refusal is `deadline_passed`, not `conflict`.
 */
function lateness(
  refusal: Refusal,
  state: RequestState,
  command: RequestCommand,
  context: CommandContext,
  late: boolean,
): Refusal {
  if (refusal.code === 'deadline_passed') return refusal;
  const passed = passedDeadline(state, command, context);
  if (!late && !(passed && refusal.code === 'conflict')) return refusal;
  const { min: _, max: __, ...rest } = refusal;
  return {
    ...rest,
    code: 'deadline_passed',
    detail: `The time to do this ended${passed ? ` at ${passed}` : ''}. ${refusal.detail}`,
  };
}

function passedDeadline(
  state: RequestState,
  command: RequestCommand,
  { arrivedAt }: CommandContext,
): string | undefined {
  if ('offerId' in command) {
    const offer = offerNamed(state, command);
    return offer?.status === 'expired' && offer.expiresAt && arrivedAt >= offer.expiresAt ? offer.expiresAt : undefined;
  }
  const decision =
    command.type === 'ApproveRequest' || command.type === 'RejectRequest' || command.type === 'ProposeOffer';
  const dueAt = decision ? state.approval?.dueAt : undefined;
  return dueAt && arrivedAt >= dueAt ? dueAt : undefined;
}

/** A refusal of the state tells the state, so that a caller can show what happened instead. */
function describe(refusal: Refusal, state: RequestState, command: RequestCommand): Refusal {
  const named = offerNamed(state, command) ?? state.offers.at(-1);
  return {
    ...refusal,
    requestStatus: state.status,
    ...(named ? { offerStatus: named.status } : {}),
  };
}
