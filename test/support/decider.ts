/**
 * Given what happened, when somebody asks for something, then these events and nothing else: the rules of the
 * specification over the bare decider, without storage, clock or network.
 *
 *   given(request().after('Mon 10:00', seller, offer(12_500)))
 *     .when(accept(), { by: buyer, at: 'Mon 11:00' })
 *     .then(['offer.accepted', 'refund.requested'])
 *     .leaves({ status: 'settling' });
 */
import { expect } from 'vitest';
import type { EventType } from '../../src/contract/event.ts';
import type { Actor } from '../../src/contract/request.ts';
import { type Decision, decide } from '../../src/domain/decide.ts';
import { replay } from '../../src/domain/evolve.ts';
import type { Refusal, RefusalCode } from '../../src/domain/refusals.ts';
import type { RequestEvent, RequestState } from '../../src/domain/request.ts';
import { type Ask, momentOf, Story } from './story.ts';

/** An event by its type alone, or with the parts of it that matter to the test. */
type Expected = EventType | { type: EventType; at?: string; actor?: object; data?: object };

export interface When {
  by: Actor;
  /** The moment of the commit, as `on` reads it. */
  at: string;
  /** When the command reached Parley, where that was before the commit. */
  arrivedAt?: string;
}

const asPartial = (expected: Expected) => (typeof expected === 'string' ? { type: expected } : expected);

class Outcome {
  readonly #before: RequestState;
  readonly #decision: Decision;

  constructor(before: RequestState, decision: Decision) {
    this.#before = before;
    this.#decision = decision;
  }

  /** It took effect with exactly these events, in this order. */
  then(expected: Expected[]): this {
    expect(this.#decision.refusal, 'refusal').toBeUndefined();
    expect(this.#types()).toEqual(expected.map((each) => asPartial(each).type));
    expect(this.#decision.events).toMatchObject(expected.map(asPartial));
    return this;
  }

  /** It was answered with the request as it stands. */
  thenNothing(): this {
    expect(this.#decision.refusal, 'refusal').toBeUndefined();
    expect(this.#types()).toEqual([]);
    expect(this.#decision.state).toEqual(this.#before);
    return this;
  }

  /** It was refused and changed nothing. */
  thenRefused(code: RefusalCode, partial: Partial<Refusal> = {}): this {
    expect(this.#decision.refusal).toMatchObject({ code, ...partial });
    expect(this.#types()).toEqual([]);
    expect(this.#decision.state).toEqual(this.#before);
    return this;
  }

  /** It came too late: only the platform's own effect is left of it. */
  thenTooLate(platforms: EventType[], partial: Partial<Refusal> = {}): this {
    expect(this.#decision.refusal).toMatchObject({ code: 'deadline_passed', ...partial });
    expect(this.#types()).toEqual(platforms);
    for (const event of this.#decision.events) expect(event.actor.kind).toBe('platform');
    return this;
  }

  /** The request afterwards has these parts. */
  leaves(partial: object): this {
    expect(this.#decision.state).toMatchObject(partial);
    return this;
  }

  get state(): RequestState {
    return this.#decision.state;
  }

  get events(): RequestEvent[] {
    return this.#decision.events;
  }

  #types(): EventType[] {
    return this.#decision.events.map((event) => event.type);
  }
}

/** A history, a story that ends in one, or a request as it stands. */
export type Given = Story | readonly RequestEvent[] | RequestState;

function stateOf(past: Given): RequestState {
  if (past instanceof Story) return past.state;
  return 'facts' in past ? past : replay(past);
}

export function given(past: Given) {
  const before = stateOf(past);
  return {
    when(ask: Ask, { by, at, arrivedAt = at }: When): Outcome {
      const context = { actor: by, at: momentOf(at), arrivedAt: momentOf(arrivedAt) };
      return new Outcome(before, decide(before, ask(before), context));
    },
  };
}
