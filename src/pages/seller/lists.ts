/** The contract's lists that the page draws from, in the order in which it shows them. */
import type { Tab } from '../../contract/request.ts';

export const TABS: readonly Tab[] = ['awaiting_action', 'offer_sent', 'to_ship', 'in_progress', 'closed'];
