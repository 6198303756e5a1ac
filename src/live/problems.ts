/** What goes wrong on a socket, as the problem its caller reads. */
import { InvalidCursor, StorageUnavailable } from '../application/ports.ts';
import { PROBLEM_STATUS, PROBLEM_TITLES, type Problem, type ProblemCode } from '../contract/problem.ts';
import type { Refusal } from '../domain/refusals.ts';

type Extra = Partial<Pick<Problem, 'errors' | 'requestStatus' | 'offerStatus' | 'min' | 'max'>>;

/** Thrown by handlers, and given to Socket.IO's middleware, which sends `data` with `connect_error`. */
export class LiveProblem extends Error {
  readonly data: Problem;

  constructor(code: ProblemCode, detail: string, extra: Extra = {}) {
    super(detail);
    this.name = 'LiveProblem';
    const title = PROBLEM_TITLES[code];
    this.data = { type: `/problems/${code}`, title, status: PROBLEM_STATUS[code], detail, code, ...extra };
  }
}

export const refusedLive = ({ code, detail, ...extra }: Refusal): LiveProblem => new LiveProblem(code, detail, extra);

export const noConversation = (id: string): LiveProblem =>
  new LiveProblem('not_found', `There is no conversation ${id} that you may see.`);

/** The problem an error means to the caller; undefined for what nobody foresaw and has to be logged. */
export function foreseen(error: unknown): LiveProblem | undefined {
  if (error instanceof LiveProblem) return error;
  if (error instanceof StorageUnavailable) {
    return new LiveProblem('unavailable', 'The storage cannot be reached. Try again soon.');
  }
  if (error instanceof InvalidCursor) {
    return new LiveProblem('invalid_query', 'cursor is not one of this list: send the nextCursor of its last page.');
  }
  return undefined;
}

export const internal = (): LiveProblem =>
  new LiveProblem('internal', 'Something went wrong on our side. It was logged.');
