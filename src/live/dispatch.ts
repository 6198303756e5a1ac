/**
 * From a socket's event to its acknowledgement. One function serves every socket of a namespace: it limits the rate,
 * refuses expired tokens, validates the payload, runs the handler and acknowledges `{ ok: true, … }` or
 * `{ ok: false, problem }`. Nothing a client sends can throw out of it, a missing acknowledgement included.
 */
import type { z } from 'zod';
import { type Access, EVENTS, type NamespaceName, refusalFor } from '../application/reach.ts';
import type { Instant } from '../contract/primitives.ts';
import type { InFlight } from './in-flight.ts';
import { parse } from './parse.ts';
import type { LiveParts } from './parts.ts';
import { foreseen, internal, LiveProblem } from './problems.ts';
import { isExpired, type LiveSocket, type Session, takeCall } from './session.ts';

/** What a handler is told beside its payload. */
export interface Call<S extends LiveSocket> {
  socket: S;
  session: Session;
  /** When the event arrived, on the business's clock (rule 6). */
  arrivedAt: Instant;
}
/** An event as the namespace serves it: the payload is checked by the schema the handler was tied to. */
export interface LiveEvent<S extends LiveSocket, A extends object> {
  answer(payload: unknown, call: Call<S>): Promise<A>;
  /** Renewing the token is the one thing an expired socket may do. */
  whenExpired: boolean;
}
/** The `T` of an event's `Ack<T>`. */
type AnswerOf<F> = F extends (...args: infer P) => void
  ? P extends [unknown, ((answer: infer A) => void)?]
    ? Omit<Extract<A, { ok: true }>, 'ok'>
    : never
  : never;
/** One handler for every event that the contract lets clients send. */
export type LiveEvents<M, S extends LiveSocket> = { [E in keyof M]: LiveEvent<S, AnswerOf<M[E]>> };

/** Ties a handler to the schema of its payload. */
export function on<S extends LiveSocket, P extends z.ZodType, A extends object>(
  schema: P,
  handle: (payload: z.output<P>, call: Call<S>) => Promise<A>,
  whenExpired = false,
): LiveEvent<S, A> {
  return { answer: (payload, call) => handle(parse(schema, payload, 'payload'), call), whenExpired };
}

const accessOf = (namespace: string, event: string): Access =>
  (EVENTS[namespace as NamespaceName] as Record<string, Access>)[event] ?? NOBODY;
const NOBODY: Access = { about: 'platform', who: [] };

type Acknowledge = (answer: object) => void;
const nobodyAsked: Acknowledge = () => {};
const isAcknowledge = (value: unknown): value is Acknowledge => typeof value === 'function';

/** Serves the events on every socket of the namespace that gets the answered listener as `onAny`. */
export function dispatcher<S extends LiveSocket>(
  events: Record<string, LiveEvent<S, object>>,
  parts: LiveParts,
  inFlight: InFlight<LiveSocket['conn']>,
) {
  const byName = new Map(Object.entries(events));

  async function answer(socket: S, name: string, payload: unknown): Promise<object> {
    const arrivedAt = new Date(parts.clock.now()).toISOString();
    const wallNow = parts.wallClock.now();
    const event = byName.get(name);
    if (!event) throw new LiveProblem('not_found', `There is no event ${name.slice(0, 50)} here.`);
    if (!takeCall(socket.data, wallNow)) throw new LiveProblem('rate_limited', 'Too many calls. Wait a second.');
    if (isExpired(socket, wallNow) && !event.whenExpired) {
      throw new LiveProblem('token_expired', 'The token has expired. Renew it with auth { token }.');
    }
    const refusal = refusalFor(socket.data.session.caller, accessOf(socket.nsp.name, name));
    if (refusal) throw new LiveProblem('forbidden', refusal);
    return event.answer(payload, { socket, session: socket.data.session, arrivedAt });
  }

  function failure(error: unknown, socket: S, event: string): object {
    const known = foreseen(error);
    if (!known) parts.log.error({ err: error, event, namespace: socket.nsp.name }, 'a live event failed');
    return { ok: false, problem: (known ?? internal()).data };
  }

  return function listen(this: S, name: string, ...args: unknown[]): void {
    const last = args.at(-1);
    const acknowledge = isAcknowledge(last) ? last : nobodyAsked;
    const payload = isAcknowledge(args[0]) ? undefined : args[0];
    const { conn } = this;
    inFlight.begin(conn);
    void answer(this, name, payload === undefined ? {} : payload)
      .then(
        (result) => acknowledge({ ok: true, ...result }),
        (error) => acknowledge(failure(error, this, name)),
      )
      .finally(() => inFlight.end(conn));
  };
}
