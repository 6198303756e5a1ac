/**
 * TikTok Shop's reasons and Parley's. Their names differ by market and get suffixes over time (`…_missing_product`,
 * `…_missing_product_uk`), so they are told by what they contain; the configuration has the last word.
 */
import type { Reason, RejectReason } from '../../contract/policy.ts';

const BUYERS: readonly (readonly [RegExp, Reason])[] = [
  [/missing/u, 'missing_items'],
  [/not_received|package_lost/u, 'not_received'],
  [/damaged|spoiled/u, 'damaged'],
  [/defective/u, 'defective'],
  [/wrong_(product|item)/u, 'wrong_item'],
];

/** Why the buyer asks; null for a reason that is not negotiated here, such as a change of mind. */
export function reasonOf(name: string, configured: Readonly<Record<string, Reason | null>>): Reason | null {
  const own = configured[name];
  if (own !== undefined) return own;
  return BUYERS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

const UNFOUNDED = /lack_of_evidence|unclear/u;
const INVALID = /request_reason_1(_|$)/u;

/** What comes nearest, best first. */
const SELLERS: Readonly<Record<RejectReason, readonly RegExp[]>> = {
  items_were_sent: [/correct_item|item_is_correct/u, /multiple_boxes|sent_separately/u, UNFOUNDED],
  evidence_insufficient: [UNFOUNDED, INVALID],
  agreed_with_buyer: [/agreement/u, /request_reason_5(_|$)/u],
  outside_window: [/request_reason_3(_|$)|not_eligible/u, INVALID],
  other: [INVALID, UNFOUNDED],
};

/** The reason that TikTok Shop is given, of those it offers for the return; null where it offers none. */
export function rejectReasonOf(reason: RejectReason, offered: readonly { name: string }[]): string | null {
  const patterns = [...SELLERS[reason], INVALID, UNFOUNDED];
  for (const pattern of patterns) {
    const found = offered.find(({ name }) => pattern.test(name));
    if (found) return found.name;
  }
  return offered[0]?.name ?? null;
}
