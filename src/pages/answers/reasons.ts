/** Why requests are made, in the order in which they are offered to choose from. */
import type { Reason } from '../../contract/policy.ts';

export const REASONS: readonly Reason[] = ['missing_items', 'damaged', 'defective', 'wrong_item', 'not_received'];
