/**
 * A line over plain HTTP, for networks that let no WebSocket through: it asks every few seconds what is new.
 *
 * Phases
 * - asking: not reached yet, or no longer. Looks again after a pause that grows. Leaves with the first look that is
 *   answered.
 * - connected: every look tells what is new as events. A look that fails is repeated once before anybody is told, since an
 *   instance that is stopped or dead has others beside it.
 * - shut: the token was refused. Leaves with another token.
 */
import type { Problem } from '../../contract/problem.ts';
import type { Http, Told } from './http.ts';
import type { Line, LinkEvents, Sent } from './line.ts';

/** What a page asks over HTTP instead of a socket. */
export interface Asking {
  /** Looks what is new and tells it as the socket's events. */
  look(http: Http, tell: (name: string, payload: unknown) => void): Promise<Told<unknown>>;
  /** What calls of the socket are over HTTP, by the event's name. What is missing cannot be had this way. */
  calls: Readonly<Record<string, (http: Http, payload: never) => Promise<Told<object>>>>;
}

const EVERY_MS = 3_000;
const QUIET_EVERY_MS = 6_000;
const HIDDEN_EVERY_MS = 30_000;
/** After so long without anything new it is quiet. */
const QUIET_AFTER_MS = 120_000;
const LONGEST_PAUSE_MS = 10_000;
const FAILURES_TOLD = 2;

const SHUT: readonly string[] = ['token_expired', 'unauthenticated', 'forbidden'];

const lookers = new Set<() => void>();
/** Somebody did something on this page: whatever is asked looks at once what came of it. */
export function acted(): void {
  for (const look of lookers) look();
}

const answerOf = (told: Told<object>): Sent => {
  if (told.outcome === 'unreachable') return { outcome: 'unknown' };
  if (told.outcome === 'refused') return { outcome: 'answered', answer: { ok: false, problem: told.problem } };
  return { outcome: 'answered', answer: { ok: true, ...(told.outcome === 'done' ? told.value : {}) } };
};

export class AskedLine implements Line {
  readonly #http: Http;
  readonly #asking: Asking;
  readonly #events: LinkEvents;
  readonly #token: () => string;
  #connected = false;
  #closed = false;
  /** The token that was refused. */
  #shut: string | undefined;
  #failures = 0;
  #newsAt = Date.now();
  /** Not before this, as the server asked for. */
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<Told<unknown>> | undefined;

  constructor(http: Http, token: () => string, asking: Asking, events: LinkEvents) {
    this.#http = http;
    this.#token = token;
    this.#asking = asking;
    this.#events = events;
    lookers.add(this.#acted);
    this.wake();
  }

  get connected(): boolean {
    return this.#connected;
  }

  wake(): void {
    this.#lookIn(0);
  }

  drop(): void {
    this.#lost();
  }

  /** What is on its way is still answered. */
  close(): void {
    this.#closed = true;
    this.#connected = false;
    lookers.delete(this.#acted);
    clearTimeout(this.#timer);
  }

  tell(name: string, payload: object): void {
    void this.#asking.calls[name]?.(this.#http, payload as never);
  }

  async ask(name: string, payload: object): Promise<Sent> {
    if (name === 'auth') return this.#admit();
    const call = this.#asking.calls[name];
    if (!call || !this.#connected) return { outcome: 'offline' };
    return answerOf(await call(this.#http, payload as never));
  }

  /** Whether another token opens the door again. */
  async #admit(): Promise<Sent> {
    this.#shut = undefined;
    const told = await this.#look();
    if (told.outcome === 'refused' && !SHUT.includes(told.problem.code)) return answerOf({ outcome: 'same' });
    return answerOf(told.outcome === 'done' ? { outcome: 'same' } : told);
  }

  readonly #acted = (): void => {
    this.#newsAt = Date.now();
    this.#lookIn(0);
  };

  #lookIn(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#shut === this.#token()) return;
    this.#timer = setTimeout(() => void this.#look(), Math.max(ms, this.#notBefore - Date.now()));
  }

  /** One look at a time; whoever asks for one meanwhile shares the next. */
  #look(): Promise<Told<unknown>> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      const looking = this.#lookNow();
      this.#running = looking;
      return looking;
    });
    return this.#next;
  }

  async #lookNow(): Promise<Told<unknown>> {
    clearTimeout(this.#timer);
    const told = await this.#asking.look(this.#http, (name, payload) => {
      if (!this.#closed) this.#events.event(name, payload);
    });
    if (this.#closed) return told;
    if (told.outcome === 'unreachable' || (told.outcome === 'refused' && told.problem.status >= 500)) this.#failed();
    else if (told.outcome === 'refused' && SHUT.includes(told.problem.code)) this.#refused(told.problem);
    else this.#answered(told);
    return told;
  }

  #answered(told: Told<unknown>): void {
    this.#failures = 0;
    this.#shut = undefined;
    const now = Date.now();
    if (told.outcome === 'done') this.#newsAt = now;
    if (told.outcome === 'refused') this.#notBefore = now + told.waitMs;
    if (!this.#connected) {
      this.#connected = true;
      this.#events.connected();
    }
    this.#lookIn(this.#pauseMs(now) * (0.9 + 0.2 * Math.random()));
  }

  #pauseMs(now: number): number {
    if (document.hidden) return HIDDEN_EVERY_MS;
    return now - this.#newsAt < QUIET_AFTER_MS ? EVERY_MS : QUIET_EVERY_MS;
  }

  #failed(): void {
    this.#failures += 1;
    if (this.#failures >= FAILURES_TOLD || !navigator.onLine) this.#lost();
    else this.#lookIn(500);
  }

  #lost(): void {
    const was = this.#connected;
    this.#connected = false;
    this.#lookIn(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** this.#failures) * (0.5 + Math.random()));
    if (was) this.#events.disconnected();
  }

  #refused(problem: Problem): void {
    this.#shut = this.#token();
    if (this.#connected && problem.code !== 'forbidden') this.#events.event('auth:expired', undefined);
    else this.#events.refused({ data: problem });
  }
}
