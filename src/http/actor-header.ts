/** The header by which the integrator says for whom it acts: `role:id` or `role:id:userId`. */
import type { Person } from '../application/access.ts';
import { ReaderRole } from '../contract/chat.ts';
import { Id } from '../contract/primitives.ts';
import { RULE_PREFIX } from '../contract/rule-names.ts';
import { UserId } from '../contract/rules.ts';

export const ACTOR_HEADER = 'Parley-Actor';

const FORM = 'must be role:id or role:id:userId, such as buyer:buyer-1 or seller:shop-1:staff-7';
const ESCAPED = 'in an id, write a colon as %3A and a percent sign as %25';

/** Why a header names nobody, in words that follow the header's name. */
export interface Misnamed {
  message: string;
}

/**
 * The person a header names. Colons part it, so those inside an id are percent-encoded; what is parted otherwise, or not
 * encoded rightly, names nobody: never is a part of an id taken for a userId.
 */
export function personIn(header: string): Person | Misnamed {
  const [role, ...ids] = header.split(':');
  const named = ReaderRole.safeParse(role);
  if (ids.length === 0) return { message: FORM };
  if (!named.success) return { message: 'must begin with the role buyer, seller or agent, such as buyer:buyer-1' };
  if (ids.length > 2) return { message: `${FORM}; ${ESCAPED}` };
  const read = ids.map(decoded);
  if (read.includes(undefined)) return { message: `holds a percent sign that encodes nothing; ${ESCAPED}` };
  const [id, userId] = read.map((part) => Id.safeParse(part).data);
  if (id === undefined) return { message: 'must have an id of 1 to 128 printable ASCII characters without spaces' };
  if (ids.length === 1) return { role: named.data, id };
  if (userId === undefined)
    return { message: 'must have a userId of 1 to 128 printable ASCII characters without spaces, or no second colon' };
  if (!UserId.safeParse(userId).success)
    return { message: `must name a person: what begins with ${RULE_PREFIX} is a shop's rule` };
  return { role: named.data, id, userId };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
