/**
 * The lists a request stands in, as names in its document (the attribute pattern): all, its shop's, its buyer's, its
 * tab's, its status's, its shop's tab's. Each list is one name followed by its order in one index, so two indexes
 * serve every list in both orders, and a commit keeps two indexes up to date instead of twelve.
 */
import type { RequestFilter } from '../../contract/lists.ts';

interface Listed {
  sellerId: string;
  buyerId: string;
  tab: string;
  status: string;
}

const ALL = 'all';
// Ids hold no spaces, so no two names are the same by accident.
const ofSeller = (id: string) => `seller ${id}`;
const ofBuyer = (id: string) => `buyer ${id}`;
const ofTab = (tab: string) => `tab ${tab}`;
const ofStatus = (status: string) => `status ${status}`;
const ofSellersTab = (id: string, tab: string) => `seller ${id} tab ${tab}`;

export const sellersList = (sellerId: string | undefined): string =>
  sellerId === undefined ? ALL : ofSeller(sellerId);

/** Every list a request stands in. */
export const listsOf = ({ sellerId, buyerId, tab, status }: Listed): string[] => [
  ALL,
  ofSeller(sellerId),
  ofBuyer(buyerId),
  ofTab(tab),
  ofStatus(status),
  ofSellersTab(sellerId, tab),
];

/** The shortest list that holds everything the filter matches. */
export function listFor({ buyerId, sellerId, tab, status }: RequestFilter): string {
  if (buyerId !== undefined) return ofBuyer(buyerId);
  if (sellerId !== undefined) return tab === undefined ? ofSeller(sellerId) : ofSellersTab(sellerId, tab);
  if (status !== undefined) return ofStatus(status);
  return tab === undefined ? ALL : ofTab(tab);
}
