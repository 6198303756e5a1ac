/** The two ways in which a call can fail: Parley said no, or Parley could not be asked. */
import type { Problem, ProblemCode } from '../../../src/contract/problem.ts';

/** Which call it was, for messages: `POST /v1/requests`. */
export interface Asked {
  method: string;
  path: string;
}

/** Parley answered with a problem document (RFC 9457). Tell problems apart by `code`. */
export class ParleyProblem extends Error {
  readonly code: ProblemCode;
  /** Of HTTP. */
  readonly status: number;
  /** A sentence for a developer or an operator: what was wrong, with which value, and what to do. */
  readonly detail: string;
  readonly title: string;
  /** Of the server's log line: quote it when you ask. */
  readonly requestId: string | undefined;
  /** Field by field, of a body or query that is not valid. */
  readonly errors: readonly { path: string; message: string }[];
  /** How many more there are than `errors` holds. */
  readonly errorsOmitted: number;
  /** Where the request and its offer stand, where that is why. */
  readonly requestStatus: string | undefined;
  readonly offerStatus: string | undefined;
  /** The legal amounts, in minor units, where the amount was not. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** When to ask again, where the server said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, { method, path }: Asked, retryAfterSeconds?: number) {
    super(`${method} ${path}: ${problem.code}: ${problem.detail}`);
    this.name = 'ParleyProblem';
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
    this.title = problem.title;
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
    this.errorsOmitted = problem.errorsOmitted ?? 0;
    this.requestStatus = problem.requestStatus;
    this.offerStatus = problem.offerStatus;
    this.min = problem.min;
    this.max = problem.max;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

interface WhyUnreachable {
  status?: number;
  retryAfterSeconds?: number;
  cause?: unknown;
}

/**
 * No answer of Parley's came: no connection, a time-out, or something in between answered instead. Whether the call
 * took effect is not known; the same call with the same `idempotencyKey` finds out without doing it twice.
 */
export class ParleyUnreachable extends Error {
  /** What something in between answered; undefined where nothing did. */
  readonly status: number | undefined;
  /** When to ask again, where it said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor({ method, path }: Asked, why: string, { status, retryAfterSeconds, cause }: WhyUnreachable = {}) {
    super(`${method} ${path}: ${why}`, { cause });
    this.name = 'ParleyUnreachable';
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Whether an error is a problem, with one of these codes if any are given. */
export function isProblem<C extends ProblemCode>(error: unknown, ...codes: C[]): error is ParleyProblem & { code: C } {
  return error instanceof ParleyProblem && (codes.length === 0 || (codes as ProblemCode[]).includes(error.code));
}
