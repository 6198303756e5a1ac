/** What came over a socket, checked by its schema. Throws `invalid_body`, which says what is wrong. */
import type { z } from 'zod';
import { check, type Place } from '../application/validation.ts';
import { LiveProblem } from './problems.ts';

export function parse<P extends z.ZodType>(schema: P, value: unknown, place: Place): z.output<P> {
  const checked = check(schema, value, place);
  if ('value' in checked) return checked.value;
  const { detail, ...fields } = checked.invalid;
  throw new LiveProblem('invalid_body', detail, fields);
}
