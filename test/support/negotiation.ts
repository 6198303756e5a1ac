/** A request driven through the real rules, for tests of what follows from its events. */
import type { Actor, RequestInput } from '../../src/contract/request.ts';
import type { RequestCommand } from '../../src/domain/command.ts';
import { decide } from '../../src/domain/decide.ts';
import { decideOpen } from '../../src/domain/decisions/open.ts';
import type { RequestEvent, RequestState } from '../../src/domain/request.ts';
import { facts, OPENED_AT, thaiPolicy } from './builders.ts';

export const BUYER: Actor = { kind: 'buyer', id: 'buyer-1' };
export const SELLER: Actor = { kind: 'seller', id: 'shop-1', userId: 'staff-7' };
export const AGENT: Actor = { kind: 'agent', id: 'agent-3' };
export const INTEGRATOR: Actor = { kind: 'integrator', id: 'integrator' };
export const CLOCK: Actor = { kind: 'platform', id: 'platform' };

interface Step {
  state: RequestState;
  events: RequestEvent[];
}
export interface Negotiation {
  /** Everything so far, one entry per command. */
  steps: Step[];
  readonly state: RequestState;
  /** Throws where the rules refuse. `at` defaults to a minute after the last event. */
  act(actor: Actor, command: RequestCommand, at?: string): Step;
  /** Moves the clock to `at`. */
  pass(at: string): Step;
}

/** Opens the request of the builders, on the Thai policy with the given changes. */
export function negotiation(
  changes: { policy?: Parameters<typeof thaiPolicy>[0]; input?: Partial<RequestInput>; requestId?: string } = {},
): Negotiation {
  const { alreadyRefunded: _, ...input } = facts(changes.input);
  const opened = decideOpen(
    { type: 'OpenRequest', requestId: changes.requestId ?? 'req_1', input, policy: thaiPolicy(changes.policy) },
    { actor: INTEGRATOR, arrivedAt: OPENED_AT, at: OPENED_AT },
  );
  if ('refusal' in opened && opened.refusal) throw new Error(opened.refusal.detail);
  if (!('events' in opened)) throw new Error('the request did not open');
  const steps: Step[] = [opened];
  const last = () => {
    const step = steps.at(-1);
    if (!step) throw new Error('a negotiation has at least its opening');
    return step.state;
  };
  const act: Negotiation['act'] = (actor, command, at) => {
    const state = last();
    const now = at ?? new Date(Date.parse(state.updatedAt) + 60_000).toISOString();
    const decision = decide(state, command, { actor, arrivedAt: now, at: now });
    if (decision.refusal) throw new Error(decision.refusal.detail);
    steps.push(decision);
    return decision;
  };
  return {
    steps,
    get state() {
      return last();
    },
    act,
    pass: (at) => act(CLOCK, { type: 'PassTime' }, at),
  };
}

export const propose = (percent: number, note?: string): RequestCommand => ({
  type: 'ProposeOffer',
  offer: { kind: 'partial_refund', percent, ...(note ? { note } : {}) },
});
