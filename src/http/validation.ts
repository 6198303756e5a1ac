/** What callers send, checked; what is wrong becomes the problem of where it came in. */
import type { z } from 'zod';
import { check, type Invalid, invalidIn } from '../application/validation.ts';
import type { FieldError } from '../contract/problem.ts';
import { ProblemError } from './problems.ts';

type Place = 'body' | 'query';
const CODES = { body: 'invalid_body', query: 'invalid_query' } as const;

const problemOf = (place: Place, { detail, ...fields }: Invalid): ProblemError =>
  new ProblemError(CODES[place], detail, fields);

/** Throws a problem that names what is wrong, field by field. */
export function parseAs<T extends z.ZodType>(schema: T, value: unknown, place: Place): z.output<T> {
  const checked = check(schema, value, place);
  if ('invalid' in checked) throw problemOf(place, checked.invalid);
  return checked.value;
}

/** The problem where something other than a schema found what is wrong. */
export const invalid = (place: Place, errors: FieldError[]): ProblemError => problemOf(place, invalidIn(place, errors));

/** A query whose keys were repeated is refused rather than guessed at. */
export function parseQuery<T extends z.ZodType>(schema: T, query: Record<string, unknown>): z.output<T> {
  const repeated = Object.keys(query).filter((key) => Array.isArray(query[key]));
  if (repeated.length > 0) {
    throw invalid(
      'query',
      repeated.map((path) => ({ path, message: 'must be given once' })),
    );
  }
  return parseAs(schema, query, 'query');
}
