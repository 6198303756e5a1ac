/** A buyer's earlier requests with the same shop: those that `buyerRequests` counted when this one was opened. */
import type { RequestFilter } from './lists.ts';
import type { RequestView } from './request.ts';

const DAY = 86_400_000;

/** What a list is asked for to show them; null where there were none, or they were not counted. */
export function earlierClaims({ sellerId, buyerId, openedAt, buyerRequests }: RequestView): RequestFilter | null {
  if (!buyerRequests?.count) return null;
  const openedFrom = new Date(Date.parse(openedAt) - buyerRequests.days * DAY).toISOString();
  return { sellerId, buyerId, openedFrom, openedTo: openedAt };
}
