/** Time zones in lines: a file names the same few a million times, and asking the runtime each time costs more than all else. */
import { z } from 'zod';
import { Zone } from '../contract/primitives.ts';

const MOST_REMEMBERED = 1_000;
const known = new Set<string>();

function isKnown(zone: string): boolean {
  if (known.has(zone)) return true;
  const exists = Zone.safeParse(zone).success;
  if (exists && known.size < MOST_REMEMBERED) known.add(zone);
  return exists;
}

/** As Zone of the contract. */
export const KnownZone = z.string().refine(isKnown, 'must be an IANA time zone such as Asia/Bangkok');
