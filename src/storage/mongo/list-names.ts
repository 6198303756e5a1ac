/**
 * The lists a request stands in, as names in its document (the attribute pattern): all, its shop's, its buyer's, its
 * tab's, its status's, its shop's tab's. Each list is one name followed by its order in one index, so two indexes
 * serve every list in both orders, and a commit keeps two indexes up to date instead of twelve.
 */
import type { ListFilter } from '../../application/ports/requests.ts';
import type { AssigneeSide } from '../../contract/request.ts';

interface Listed {
  sellerId: string;
  buyerId: string;
  tab: string;
  status: string;
  /** Who has it in hand. */
  shopAssignee: string | null;
  agentsAssignee: string | null;
}

const ALL = 'all';
// Ids hold no spaces, so no two names are the same by accident.
const ofSeller = (id: string) => `seller ${id}`;
const ofBuyer = (id: string) => `buyer ${id}`;
const ofTab = (tab: string) => `tab ${tab}`;
const ofStatus = (status: string) => `status ${status}`;
const ofSellersTab = (id: string, tab: string) => `seller ${id} tab ${tab}`;

const inHandOf = (side: AssigneeSide, id: string, sellerId: string | undefined) =>
  side === 'agents' ? `agents have ${id}` : `seller ${sellerId} has ${id}`;

export const sellersList = (sellerId: string | undefined): string =>
  sellerId === undefined ? ALL : ofSeller(sellerId);

/** Every list a request stands in. */
export const listsOf = ({ sellerId, buyerId, tab, status, shopAssignee, agentsAssignee }: Listed): string[] => [
  ALL,
  ofSeller(sellerId),
  ofBuyer(buyerId),
  ofTab(tab),
  ofStatus(status),
  ofSellersTab(sellerId, tab),
  ...(shopAssignee === null ? [] : [inHandOf('shop', shopAssignee, sellerId)]),
  ...(agentsAssignee === null ? [] : [inHandOf('agents', agentsAssignee, undefined)]),
];

/** The shortest list that holds everything the filter matches; several where one person is known by several ids. */
export function listFor(filter: ListFilter): string | string[] {
  const { buyerId, sellerId, tab, status } = filter;
  const inHand = listInHand(filter);
  if (inHand) return inHand.length === 1 ? String(inHand[0]) : inHand;
  if (buyerId !== undefined) return ofBuyer(buyerId);
  if (sellerId !== undefined) return tab === undefined ? ofSeller(sellerId) : ofSellersTab(sellerId, tab);
  if (status !== undefined) return ofStatus(status);
  return tab === undefined ? ALL : ofTab(tab);
}

/** The lists of what this person has in hand, one for each of their ids; null where the filter is about something else. */
export function listInHand({ assigned, sellerId }: ListFilter): string[] | null {
  const [side, ...more] = assigned?.sides ?? [];
  if (!side || more.length > 0 || !assigned || assigned.to === null) return null;
  if (side === 'shop' && sellerId === undefined) return null;
  return assigned.to.map((id) => inHandOf(side, id, sellerId));
}
