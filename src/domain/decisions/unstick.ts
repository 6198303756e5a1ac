/** Cancelling, and an agent's extension of a running deadline (rules 5 and 13). */
import type { Instant } from '../../contract/primitives.ts';
import type { Actor } from '../../contract/request.ts';
import { canCancel } from '../actions.ts';
import type { OtherCommand } from '../command.ts';
import type { Draft } from '../draft.ts';
import { type Refusal, refuse } from '../refusals.ts';

export function cancel(
  draft: Draft,
  command: Extract<OtherCommand, { type: 'CancelRequest' }>,
  actor: Actor,
): Refusal | undefined {
  if (!canCancel(draft.state, actor.kind)) {
    return refuse(
      'conflict',
      `A request that is ${draft.state.status} cannot be cancelled${actor.kind === 'buyer' ? ' by the buyer' : ''}.`,
    );
  }
  draft.emit('request.cancelled', { text: command.text });
  return undefined;
}

/** Moves a running deadline by `seconds` of elapsed time, once, before it passes; an offer's expiry follows. */
export function extend(
  draft: Draft,
  command: Extract<OtherCommand, { type: 'ExtendDeadline' }>,
  arrivedAt: Instant,
): Refusal | undefined {
  const { deadline } = draft.state;
  if (!deadline) return refuse('conflict', `A request that is ${draft.state.status} has no deadline to extend.`);
  if (deadline.extended) return refuse('extension_used', 'This deadline was extended already; it is extended once.');
  if (deadline.overdue || arrivedAt >= deadline.at) {
    return refuse('deadline_passed', `The deadline passed at ${deadline.at}; a deadline is extended before it passes.`);
  }
  const to = new Date(Date.parse(deadline.at) + command.seconds * 1000).toISOString();
  const { offerBy } = draft.state.facts.allowed ?? {};
  if (deadline.kind === 'offer_expires' && offerBy && to > offerBy) {
    return refuse('conflict', `The marketplace lets no offer wait past ${offerBy}; this would extend it to ${to}.`);
  }
  draft.emit('deadline.extended', { kind: deadline.kind, from: deadline.at, to, text: command.text, dueAt: to });
  return undefined;
}
