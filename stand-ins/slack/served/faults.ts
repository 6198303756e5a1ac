/**
 * What can go wrong between the bot and Slack, asked for by a test before it happens.
 *
 * A fault waits for a call of its method (`*`: any, `response_url`: a POST to a response URL), of its workspace where it
 * names one, one that `of` picks where it is given, and is used up after `times` calls. Of several that match, the one
 * asked for first comes first.
 */
import type { SlackAnswer } from '../slack.ts';

/** A call of the bot, as the fake recorded it. */
export interface RecordedCall {
  method: string;
  /** The workspace whose token it carried; null where it carried none that is known. */
  team: string | null;
  /** With `blocks`, `view` and `metadata` parsed. */
  args: Record<string, unknown>;
  /** Wall time, in milliseconds. */
  at: number;
  /** What was answered; undefined while it was not, and for ever where nothing was. */
  status?: number;
  /** Slack's error code, where the answer is one. */
  error?: string;
}

export type Hook = (call: RecordedCall) => void | Promise<void>;

export type Fault =
  | { kind: 'answer'; answer: SlackAnswer }
  | { kind: 'delay'; milliseconds: number }
  | { kind: 'silence' }
  | { kind: 'lose' }
  | { kind: 'before'; hook: Hook }
  | { kind: 'after'; hook: Hook };

const json = (body: object, status = 200, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  answer: { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
});

/** 429; nothing is done. */
export const rateLimited = (retryAfterSeconds: number): Fault =>
  json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(retryAfterSeconds) });
/** `{ ok: false, error }`; nothing is done. */
export const error = (code: string): Fault => json({ ok: false, error: code });
/** A status of Slack's front doors, such as 503; nothing is done. */
export const http = (status: number): Fault => ({
  kind: 'answer',
  answer: { status, headers: { 'content-type': 'text/html' }, body: '<html>upstream error</html>' },
});
/** Answers as usual, that much later (real milliseconds). */
export const delayed = (milliseconds: number): Fault => ({ kind: 'delay', milliseconds });
/** Never answers, and does nothing. */
export const hang = (): Fault => ({ kind: 'silence' });
/** Does the work, then drops the connection without a word. */
export const loseResponse = (): Fault => ({ kind: 'lose' });
/** Runs the hook before the work. */
export const before = (hook: Hook): Fault => ({ kind: 'before', hook });
/** Runs the hook after the work, before the answer. */
export const after = (hook: Hook): Fault => ({ kind: 'after', hook });

interface FaultOptions {
  team?: string;
  times?: number;
  of?: (call: RecordedCall) => boolean;
}

export interface Faults {
  next(method: string, fault: Fault, options?: FaultOptions): void;
  /** Forgets what has not happened yet. */
  clear(): void;
  /** How many faults still wait. */
  readonly waiting: number;
}

/** The faults of one fake, and the taking of what a call meets. */
export function createFaults(): { faults: Faults; take(call: RecordedCall): Fault | null } {
  let waiting: (FaultOptions & { method: string; fault: Fault; times: number })[] = [];
  return {
    faults: {
      next(method, fault, { times = 1, ...options } = {}) {
        waiting.push({ ...options, method, fault, times });
      },
      clear() {
        waiting = [];
      },
      get waiting() {
        return waiting.length;
      },
    },
    take(call) {
      const met = waiting.find(
        ({ method, team = call.team, of = () => true }) =>
          [call.method, '*'].includes(method) && team === call.team && of(call),
      );
      if (!met) return null;
      met.times -= 1;
      if (met.times === 0) waiting = waiting.filter((one) => one !== met);
      return met.fault;
    },
  };
}
