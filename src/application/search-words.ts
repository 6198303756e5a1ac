/** What `q` finds a request by. */
import type { RequestState } from '../domain/request.ts';
import { searchForm } from '../i18n/search-form.ts';

export { searchForm };

/** Its ids and its tracking number, in the form in which they are compared. */
export function searchWords({ id, facts, shipment }: RequestState): string[] {
  const names = [id, facts.orderId, facts.externalId, shipment?.trackingNumber];
  return [...new Set(names.filter((name) => name !== undefined).map(searchForm))];
}
