/** Collects the events of one decision, each on the state the one before it left. */
import type { EventData, EventType } from '../contract/event.ts';
import type { Instant } from '../contract/primitives.ts';
import type { Actor } from '../contract/request.ts';
import type { CommandContext } from './command.ts';
import { evolve } from './evolve.ts';
import type { RequestEvent, RequestState } from './request.ts';

export const PLATFORM: Actor = { kind: 'platform', id: 'platform' };

/** Ids derive from the request's own (`req_x` → `evt_x-3`, `ofr_x-1`), so deciding again gives the same ones. */
export const derivedId = (prefix: 'evt' | 'ofr' | 'rfd', requestId: string, n: number): string =>
  `${prefix}_${requestId.replace(/^req_/, '')}-${n}`;

/** Without members that are there but undefined: they would be there again in no replay. */
function defined<T extends object>(data: T): T {
  const some = { ...data };
  for (const key in some) if (some[key] === undefined) delete some[key];
  return some;
}

export class Draft {
  readonly events: RequestEvent[] = [];
  /** The moment of the commit: never before the last event (rule 6). */
  readonly at: Instant;
  #actor: Actor;
  readonly #requestId: string;
  #state: RequestState | null;

  constructor(requestId: string, state: RequestState | null, context: CommandContext) {
    this.#requestId = requestId;
    this.#state = state;
    this.#actor = context.actor;
    this.at = state && state.updatedAt > context.at ? state.updatedAt : context.at;
  }

  /** The state after the events so far. */
  get state(): RequestState {
    if (!this.#state) throw new Error(`${this.#requestId} is not open`);
    return this.#state;
  }

  /** What `act` emits by the actor is by this one. */
  as(actor: Actor, act: () => void): void {
    const commanding = this.#actor;
    this.#actor = actor;
    act();
    this.#actor = commanding;
  }

  /** Adds an event by the commanding actor, or by the platform where the rules act by themselves. */
  emit<T extends EventType>(type: T, data: EventData<T>, by: 'actor' | 'platform' = 'actor'): void {
    const seq = (this.#state?.version ?? 0) + 1;
    const event = {
      id: derivedId('evt', this.#requestId, seq),
      requestId: this.#requestId,
      seq,
      type,
      at: this.at,
      actor: by === 'platform' ? PLATFORM : this.#actor,
      data: defined(data),
    } as RequestEvent;
    this.events.push(event);
    this.#state = evolve(this.#state, event);
  }
}
