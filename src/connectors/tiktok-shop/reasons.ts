/**
 * TikTok Shop's reasons and Parley's. Their names differ by market and get suffixes over time (`…_missing_product`,
 * `…_missing_product_uk`), so they are told by what they contain; the configuration has the last word.
 */
import { cut, oneLine } from '../../application/cards/plain.ts';
import type { Reason, RejectReason } from '../../contract/policy.ts';
import type { MarketReason } from '../../contract/reject-detail.ts';

const MOST_REASONS = 50;

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

/** What TikTok Shop's reasons say truly, best first. `other` is said by none: whoever rejects chooses. */
const SELLERS: Readonly<Record<RejectReason, readonly RegExp[]>> = {
  items_were_sent: [/correct_item|item_is_correct/u],
  evidence_insufficient: [/lack_of_evidence|unclear/u],
  agreed_with_buyer: [/agreement/u, /request_reason_5(_|$)/u],
  outside_window: [/request_reason_3(_|$)|not_eligible/u],
  other: [],
};

/** The reason that TikTok Shop is given, of those it offers for the return; null where none of them is true. */
export function rejectReasonOf(reason: RejectReason, offered: readonly { name: string }[]): string | null {
  for (const pattern of SELLERS[reason]) {
    const found = offered.find(({ name }) => pattern.test(name));
    if (found) return found.name;
  }
  return null;
}

/** The reasons that TikTok Shop offers for the return, each with those of Parley's that it says. */
export function marketReasonsOf(
  offered: readonly { name: string; text?: string | null | undefined }[],
): MarketReason[] {
  const reasons = Object.keys(SELLERS) as RejectReason[];
  return offered.slice(0, MOST_REASONS).map(({ name, text }) => ({
    code: name,
    ...(text ? { text: cut(oneLine(text), 300) } : {}),
    says: reasons.filter((reason) => rejectReasonOf(reason, offered) === name),
  }));
}
