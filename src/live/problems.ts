/** What goes wrong on a socket, as the problem its caller reads. */
import { refusalIn } from '../application/refused.ts';
import { type Problem, type ProblemCode, type ProblemExtra, problemDocument } from '../contract/problem.ts';
import type { Refusal } from '../domain/refusals.ts';

/** Thrown by handlers, and given to Socket.IO's middleware, which sends `data` with `connect_error`. */
export class LiveProblem extends Error {
  readonly data: Problem;

  constructor(code: ProblemCode, detail: string, extra: ProblemExtra = {}) {
    super(detail);
    this.name = 'LiveProblem';
    this.data = problemDocument(code, detail, extra);
  }
}

export const refusedLive = ({ code, detail, ...extra }: Refusal): LiveProblem => new LiveProblem(code, detail, extra);

export const noConversation = (id: string): LiveProblem =>
  new LiveProblem('not_found', `There is no conversation ${id} that you may see.`);

/** The problem an error means to the caller; undefined for what nobody foresaw and has to be logged. */
export function foreseen(error: unknown): LiveProblem | undefined {
  if (error instanceof LiveProblem) return error;
  const refusal = refusalIn(error, 'payload');
  return refusal && refusedLive(refusal);
}

export const internal = (): LiveProblem =>
  new LiveProblem('internal', 'Something went wrong on our side. It was logged.');
