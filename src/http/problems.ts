/** Errors as every caller sees them: what was thrown becomes a problem with a code of the contract. */
import type { Request } from 'express';
import { isRefusal, refusalIn } from '../application/refused.ts';
import { PROBLEM_STATUS, type ProblemCode, type ProblemExtra } from '../contract/problem.ts';
import type { Refusal } from '../domain/refusals.ts';

type Headers = Record<string, string>;

/** Thrown by anything that answers: becomes the problem document of its code. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly extra: ProblemExtra;
  readonly headers: Headers;

  constructor(code: ProblemCode, detail: string, extra: ProblemExtra = {}, headers: Headers = {}) {
    super(detail);
    this.name = 'ProblemError';
    this.code = code;
    this.status = PROBLEM_STATUS[code];
    this.extra = extra;
    this.headers = headers;
  }
}

/** A refusal as a problem. */
export function refused({ code, detail, ...extra }: Refusal): ProblemError {
  return new ProblemError(code, detail, extra, code === 'unavailable' ? { 'Retry-After': '2' } : {});
}

/** What was asked for; throws where it was refused. */
export function granted<T extends object>(asked: T | Refusal): T {
  if (isRefusal(asked)) throw refused(asked);
  return asked;
}

/** The caller asked for a path that does not exist. */
export const nowhere = (req: Request): ProblemError =>
  new ProblemError(
    'not_found',
    `There is nothing at ${req.method} ${req.baseUrl}${req.path}. See /docs for every route.`,
  );

export const noSeller = (id: string): ProblemError => new ProblemError('not_found', `There is no seller ${id}.`);

/** The problem that an error means to the caller. */
export function problemOf(error: unknown, req: Request): ProblemError {
  if (error instanceof ProblemError) return error;
  const refusal = refusalIn(error, 'query');
  if (refusal) return refused(refusal);
  if (error instanceof URIError) return nowhere(req);
  return bodyProblem(error) ?? new ProblemError('internal', 'Something went wrong on our side. It was logged.');
}

export const tooLarge = (limit: number): ProblemError =>
  new ProblemError('payload_too_large', `The body is larger than ${sizeOf(limit)}. Send less at once.`);

const sizeOf = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${Math.floor(bytes / (1024 * 1024))} MB` : `${Math.floor(bytes / 1024)} kB`;

/** What express.json() throws, told apart by its `type`; a compressed body that cannot be unpacked has none. */
function bodyProblem(error: unknown): ProblemError | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  switch ('type' in error ? error.type : undefined) {
    case 'entity.too.large':
      return tooLarge('limit' in error ? Number(error.limit) : 0);
    case 'entity.parse.failed':
      return new ProblemError('invalid_body', `The body is not valid JSON: ${error.message}.`);
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new ProblemError('invalid_body', 'The body must be JSON in UTF-8, plain or compressed with gzip.');
    default:
      return typeof error.status === 'number' && error.status < 500
        ? new ProblemError('invalid_body', 'The body could not be read. Send it again.')
        : undefined;
  }
}
