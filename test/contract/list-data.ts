/** Requests and queries for the tests of lists. */
import type { ListFilter, ListQuery } from '../../src/application/ports/requests.ts';
import type { Store } from '../../src/application/ports/store.ts';
import type { RequestSort } from '../../src/contract/lists.ts';
import type { RequestStatus } from '../../src/contract/request.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { HOUR, later, OPENED_AT, offer, opening, requestState, respondBy } from '../support/builders.ts';

export const NOW = Date.parse(OPENED_AT);
export const SORTS: RequestSort[] = ['deadline', '-updatedAt'];
export const query = (filter: ListFilter, changes: Partial<ListQuery> = {}): ListQuery => ({
  filter,
  sort: 'deadline',
  limit: 50,
  now: NOW,
  ...changes,
});
export const commitAll = (store: Store, states: RequestState[]) =>
  Promise.all(states.map((state) => store.requests.commit(opening(state))));

/** `total` requests over five shops, ten buyers and all statuses, some sharing a deadline, some without. */
export function mixture(total: number): RequestState[] {
  const statuses: RequestStatus[] = [
    'awaiting_seller',
    'negotiating',
    'awaiting_shipment',
    'settling',
    'shipped',
    'settled',
  ];
  return Array.from({ length: total }, (_, n) => {
    const status = statuses[n % statuses.length] ?? 'settled';
    const waits = status !== 'shipped' && status !== 'settled';
    return requestState({
      id: `req_${String(n).padStart(4, '0')}`,
      status,
      offers: status === 'negotiating' ? [offer({ by: n % 4 === 1 ? 'buyer' : 'seller' })] : [],
      deadline: waits ? respondBy(later((n % 7) * HOUR)) : null,
      updatedAt: later((n % 5) * HOUR),
      facts: { sellerId: `shop-${n % 5}`, buyerId: `buyer-${n % 10}`, orderId: `order-${n}` },
    });
  });
}
