/** Errors as every caller sees them: RFC 9457 problem documents with one of these codes. */
import { z } from 'zod';

/** Code → HTTP status. The only table of both; the domain knows codes, never numbers. */
export const PROBLEM_STATUS = {
  invalid_body: 400,
  invalid_query: 400,
  unauthenticated: 401,
  token_expired: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  deadline_passed: 409,
  offer_limit_reached: 409,
  conversation_taken: 409,
  external_id_mismatch: 409,
  idempotency_in_progress: 409,
  extension_used: 409,
  version_mismatch: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  picture_unreadable: 422,
  solution_not_allowed: 422,
  amount_out_of_range: 422,
  currency_mismatch: 422,
  market_mismatch: 422,
  unknown_seller: 422,
  evidence_required: 422,
  url_not_allowed: 422,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

export const PROBLEM_TITLES: Record<ProblemCode, string> = {
  invalid_body: 'The body is not valid',
  invalid_query: 'The query is not valid',
  unauthenticated: 'Sign in first',
  token_expired: 'The token has expired',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Not possible in the present state',
  deadline_passed: 'Too late',
  offer_limit_reached: 'No offers left',
  conversation_taken: 'The conversation belongs to others',
  external_id_mismatch: 'The external id is in use for another request',
  idempotency_in_progress: 'The same call is still running',
  extension_used: 'The deadline was already extended',
  version_mismatch: 'The request has changed',
  payload_too_large: 'The body is too large',
  unsupported_media_type: 'The type is not taken',
  picture_unreadable: 'The picture cannot be read',
  solution_not_allowed: 'The solution is not allowed for this reason',
  amount_out_of_range: 'The amount is out of range',
  currency_mismatch: 'The currency differs',
  market_mismatch: 'The market differs',
  unknown_seller: 'The seller is not known',
  evidence_required: 'Evidence is required',
  url_not_allowed: 'The link is not allowed',
  idempotency_mismatch: 'The idempotency key was used with another body',
  rate_limited: 'Too many calls',
  internal: 'Something went wrong on our side',
  unavailable: 'Not available right now',
};

const codes = Object.keys(PROBLEM_STATUS) as [ProblemCode, ...ProblemCode[]];

/** What is wrong with one field. */
const FieldError = z.object({ path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof FieldError>;

/** A reader mends a few at a time, and a body may be wrong in thousands of ways: the rest is counted. */
export const MOST_ERRORS = 20;

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(codes),
    requestId: z.string().optional(),
    errors: z.array(FieldError).max(MOST_ERRORS).optional().describe('The first of them, field by field.'),
    errorsOmitted: z.int().min(1).optional().describe('How many more there are than `errors` holds.'),
    requestStatus: z.string().optional(),
    offerStatus: z.string().optional(),
    min: z.int().optional(),
    max: z.int().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

export type FieldErrors = Pick<Problem, 'errors' | 'errorsOmitted'>;

/** The first of `all` that is wrong, and how many more there are beside `omitted` ones that were never listed. */
export function firstOf(all: FieldError[], omitted = 0): FieldErrors {
  const left = all.length - MOST_ERRORS + omitted;
  return all.length <= MOST_ERRORS && omitted === 0
    ? { errors: all }
    : { errors: all.slice(0, MOST_ERRORS), errorsOmitted: left };
}

/** What a problem may say beside its code. */
export type ProblemExtra = FieldErrors & Pick<Problem, 'requestStatus' | 'offerStatus' | 'min' | 'max'>;

/** The document of a problem, wherever it is answered. */
export function problemDocument(code: ProblemCode, detail: string, { errors, ...extra }: ProblemExtra): Problem {
  const fields = errors && firstOf(errors, extra.errorsOmitted);
  return {
    type: `/problems/${code}`,
    title: PROBLEM_TITLES[code],
    status: PROBLEM_STATUS[code],
    detail,
    code,
    ...extra,
    ...fields,
  };
}
