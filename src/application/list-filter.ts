/** What a caller asks of a list, as storages answer it. */
import type { RequestFilter } from '../contract/lists.ts';
import type { FieldError } from '../contract/problem.ts';
import type { AssigneeSide } from '../contract/request.ts';
import { type Caller, personOf } from './access.ts';
import type { ListFilter } from './ports/requests.ts';
import { idsOfMember, type StaffStore } from './staff.ts';

/** Whose assignee is meant: the integrator is of neither side. */
const OF_ROLE = { seller: ['shop'], agent: ['agents'], integrator: ['shop', 'agents'] } as const satisfies Record<
  string,
  readonly AssigneeSide[]
>;

/** The filter as this caller means it, or what they may not ask. */
export async function filterFor(
  { assignee, reply, ...filter }: RequestFilter,
  caller: Caller,
  store: StaffStore,
): Promise<{ filter: ListFilter } | { wrong: FieldError }> {
  const person = personOf(caller);
  if (reply !== undefined && person?.role === 'buyer')
    return { wrong: { path: 'reply', message: 'is for shops and agents' } };
  if (assignee === undefined) return { filter };
  if (person?.role === 'buyer') return { wrong: { path: 'assignee', message: 'is for shops and agents' } };
  const one = assignee === 'me' ? person?.userId : assignee;
  if (one === undefined) {
    const message = 'is "me", and the token or Parley-Actor names no userId: use one that does, or give an id';
    return { wrong: { path: 'assignee', message } };
  }
  const sides = person ? OF_ROLE[person.role] : OF_ROLE.integrator;
  const isMine = assignee === 'me' && person?.role === 'seller';
  const to = isMine ? await idsOfMember(store, person.id, one) : [one];
  return { filter: { ...filter, assigned: { sides, to: assignee === 'none' ? null : to } } };
}
