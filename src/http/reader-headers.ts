/**
 * The headers by which a page says in which language and zone it speaks to its reader. They go before what the token
 * says, so that words made here and words made there are of one language.
 */
import type { z } from 'zod';
import { Locale, Zone } from '../contract/primitives.ts';
import { ProblemError } from './problems.ts';

export const LOCALE_HEADER = 'Parley-Locale';
export const ZONE_HEADER = 'Parley-Zone';

type Header = (name: string) => string | undefined;

/** Language and zone as the headers name them. Throws `invalid_body` for a header that names none. */
export function addressIn(header: Header): { locale?: string; zone?: string } {
  const locale = read(LOCALE_HEADER, Locale, header);
  const zone = read(ZONE_HEADER, Zone, header);
  return { ...(locale ? { locale } : {}), ...(zone ? { zone } : {}) };
}

function read(name: string, schema: z.ZodString, header: Header): string | undefined {
  const given = header(name);
  if (given === undefined) return undefined;
  const { error } = schema.safeParse(given);
  if (!error) return given;
  const message = error.issues[0]?.message ?? 'is not valid';
  throw new ProblemError('invalid_body', `The header ${name} ${message}.`, { errors: [{ path: name, message }] });
}
