/** Whether an opening is the one that made a request, so that sending it twice opens it once. */
import { isDeepStrictEqual } from 'node:util';
import type { RequestInput } from '../contract/request.ts';
import { asWritten } from '../contract/written.ts';
import { erased } from '../domain/erased.ts';
import type { RequestEvent } from '../domain/request.ts';

/**
 * JSON's view of a value: absent and undefined members are the same, and so are words that were stored before they were
 * made one form of (written.ts).
 */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_name, member) => (typeof member === 'string' ? asWritten(member) : member));

/**
 * Compares with the input as it was sent, not with what later corrections made of it. By which of its external ids the
 * request was found makes no difference.
 */
export function sameInput(opening: RequestEvent<'request.opened'>, input: RequestInput): boolean {
  const { claimValue, refundable, policy, deadline, dueAt, rule, buyerRequests, externalId, ...sent } = opening.data;
  const { externalId: _, ...given } = input;
  // Of an erased one, what is left of the input is compared.
  return [given, erased(given)].some((one) => isDeepStrictEqual(plain(sent), plain(one)));
}
