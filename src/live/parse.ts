/** What came over a socket, checked by its schema. Throws `invalid_body`, which says what is wrong. */
import type { z } from 'zod';
import { check, invalidIn, type Place } from '../application/validation.ts';
import type { FieldError } from '../contract/problem.ts';
import { LiveProblem } from './problems.ts';

export function parse<P extends z.ZodType>(schema: P, value: unknown, place: Place): z.output<P> {
  const checked = check(schema, value, place);
  if ('value' in checked) return checked.value;
  const { detail, ...fields } = checked.invalid;
  throw new LiveProblem('invalid_body', detail, fields);
}

/** The problem of one field that no schema can judge. */
export function wrongIn(place: Place, error: FieldError): LiveProblem {
  const { detail, ...fields } = invalidIn(place, [error]);
  return new LiveProblem('invalid_body', detail, fields);
}
