/**
 * An integrator's client as SPEC.md asks it to be: every command has an idempotency key, and whatever leaves it in
 * doubt (a broken connection, a 5xx, a call still running) is tried again under the same key until there is an answer.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { API_KEY } from './server.ts';

export interface Answer<T = unknown> {
  status: number;
  body: T;
  /** The answer is the stored one of an earlier attempt. */
  replayed: boolean;
}

/** What happened on the way to the answers. A `failures` entry is an answer no client should ever get. */
export interface Tally {
  acknowledged: number;
  broken: number;
  unavailable: number;
  inProgress: number;
  replayed: number;
  failures: string[];
}
export const newTally = (): Tally => ({
  acknowledged: 0,
  broken: 0,
  unavailable: 0,
  inProgress: 0,
  replayed: 0,
  failures: [],
});

/** `buyer:buyer-1`; none acts as the integrator itself. */
export type ActsAs = `${'buyer' | 'seller' | 'agent'}:${string}`;

/** Much longer than a claim takes to lapse, with room for the restarts in between on a slow machine. */
const GIVE_UP_AFTER_MS = 900_000;
/** Between attempts of a call that broke: the server is starting. */
const BROKEN_PAUSE_MS = 200;
/** How often one who waits looks whether a server runs. */
const LOOK_EVERY_MS = 50;
/** Between attempts of a call that waits for a claim to lapse: there is no hurry. */
const WAITING_PAUSE_MS = 1_000;

export interface ClientOptions {
  baseUrls: readonly string[];
  tally: Tally;
  /** Told when a call waits for a claim to lapse, and when it goes on. */
  onWaiting?: (call: string, waiting: boolean) => void;
  /** Whether a server is known to run: while none does, nobody calls. What dies meanwhile still breaks their calls. */
  isUp?: () => boolean;
}

export class Client {
  private turn = 0;
  private readonly options: ClientOptions;

  constructor(options: ClientOptions) {
    this.options = options;
  }

  get<T>(path: string, as?: ActsAs): Promise<Answer<T>> {
    return this.untilAnswered<T>('GET', path, as);
  }

  put<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.untilAnswered<T>('PUT', path, undefined, body);
  }

  /** `key` names the command: the same for every attempt, another for every command. */
  post<T>(path: string, key: string, body: unknown, as?: ActsAs): Promise<Answer<T>> {
    return this.untilAnswered<T>('POST', path, as, body, key);
  }

  private async untilAnswered<T>(
    method: string,
    path: string,
    as?: ActsAs,
    body?: unknown,
    key?: string,
  ): Promise<Answer<T>> {
    const { tally, onWaiting } = this.options;
    const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
    let shortestPause = 0;
    while (performance.now() < giveUpAt) {
      await this.untilUp();
      const answer = await this.attempt<T>(method, path, as, body, key);
      const pause = this.pauseBeforeRetry(answer);
      if (answer && pause === null) {
        if (key) onWaiting?.(key, false);
        tally.acknowledged++;
        if (answer.replayed) tally.replayed++;
        return answer;
      }
      if (key && answer?.status === 409) {
        onWaiting?.(key, true);
        shortestPause = WAITING_PAUSE_MS;
      }
      await sleep(Math.max(pause ?? 0, shortestPause));
    }
    throw new Error(`${method} ${path} (${key}) had no answer within ${GIVE_UP_AFTER_MS} ms`);
  }

  private async untilUp(): Promise<void> {
    const { isUp = () => true } = this.options;
    while (!isUp()) await sleep(LOOK_EVERY_MS);
  }

  /** Milliseconds to wait before the next attempt, or null where the answer stands. */
  private pauseBeforeRetry(answer: Answer | null): number | null {
    const { tally } = this.options;
    if (answer === null) {
      tally.broken++;
      return BROKEN_PAUSE_MS;
    }
    if (answer.status >= 500) {
      if (answer.status === 503) tally.unavailable++;
      else tally.failures.push(`${answer.status} ${JSON.stringify(answer.body)}`);
      return BROKEN_PAUSE_MS;
    }
    if (answer.status === 409 && (answer.body as { code?: string }).code === 'idempotency_in_progress') {
      tally.inProgress++;
      return WAITING_PAUSE_MS;
    }
    return null;
  }

  /** One attempt; null where the connection broke before the whole answer was there. */
  private async attempt<T>(
    method: string,
    path: string,
    as?: ActsAs,
    body?: unknown,
    key?: string,
  ): Promise<Answer<T> | null> {
    const { baseUrls } = this.options;
    const baseUrl = baseUrls[this.turn++ % baseUrls.length];
    const headers: Record<string, string> = { authorization: `Bearer ${API_KEY}` };
    if (as) headers['parley-actor'] = as;
    if (key) headers['idempotency-key'] = key;
    if (body !== undefined) headers['content-type'] = 'application/json';
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answered = (await response.json()) as T;
      const replayed = response.headers.get('idempotent-replayed') === 'true';
      return { status: response.status, body: answered, replayed };
    } catch {
      return null;
    }
  }
}
