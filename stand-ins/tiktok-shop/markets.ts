/**
 * What the markets of the fake TikTok Shop let a seller decide, as it says when it is asked ("Get Review Decision", "Get
 * Decision Eligibility"). No page says where a partial refund may be offered for a replacement: here Thailand does, and
 * the others refuse.
 */
import type { FakeReturn } from './fake-return.ts';

/** The names that a decision has when it is made, and when "Get Review Decision" speaks of it. */
const REVIEWED: Readonly<Record<FakeReturn['type'], Readonly<Record<string, string>>>> = {
  REPLACEMENT: {
    APPROVE_REPLACEMENT: 'APPROVE_REQUEST',
    REJECT_REPLACEMENT: 'REJECT_REQUEST',
    ISSUE_REPLACEMENT_REFUND: 'REFUND_INSTEAD',
    OFFER_PARTIAL_REFUND: 'OFFER_PARTIAL_REFUND',
  },
  REFUND: {
    APPROVE_REFUND: 'APPROVE_REQUEST',
    REJECT_REFUND: 'REJECT_REQUEST',
    OFFER_PARTIAL_REFUND: 'OFFER_PARTIAL_REFUND',
  },
  RETURN_AND_REFUND: {
    APPROVE_RETURN: 'APPROVE_REQUEST',
    REJECT_RETURN: 'REJECT_REQUEST',
    DIRECT_REFUND: 'REFUND_INSTEAD',
    OFFER_PARTIAL_REFUND: 'OFFER_PARTIAL_REFUND',
  },
};

const PENDING = new Set(['REPLACEMENT_REQUEST_PENDING', 'RETURN_OR_REFUND_REQUEST_PENDING']);
const isPending = ({ status }: FakeReturn): boolean => PENDING.has(status);

/** Why a decision is not to be had, as a code and its words; null where it is. */
export function whyNot(one: FakeReturn, decision: string): { code: number; reason: string } | null {
  if (!(decision in REVIEWED[one.type])) return { code: 25020004, reason: 'decision does not match the reverse type' };
  const refused = one.refuses[decision];
  if (refused !== undefined) return { code: refused, reason: 'made to be ineligible' };
  if (one.arbitration === 'IN_PROGRESS') {
    return { code: 25011010, reason: 'request has been transferred to platform operator' };
  }
  if (!isPending(one)) return { code: 25011012, reason: 'reverse status cannot approve application' };
  if (decision !== 'OFFER_PARTIAL_REFUND') return null;
  if (one.type === 'REPLACEMENT' && one.market !== 'TH') {
    return { code: 25020004, reason: 'decision does not match the reverse type' };
  }
  const skus = new Set(one.asked.map(({ line }) => one.bought[line]?.sku));
  return skus.size > 1 ? { code: 25005021, reason: 'partial refund only support single sku' } : null;
}

interface Judged {
  decision: string;
  eligible: boolean;
  ineligible_code?: number;
  ineligible_reason?: string;
  available_reject_reasons?: { name: string; text: string }[];
}

function judged(one: FakeReturn, decision: string, name: string): Judged {
  const why = whyNot(one, decision);
  if (why) return { decision: name, eligible: false, ineligible_code: why.code, ineligible_reason: why.reason };
  // Codes and words come along where nothing stands in the way, too.
  const eligible = { decision: name, eligible: true, ineligible_code: 0, ineligible_reason: 'ok' };
  return decision.startsWith('REJECT_') ? { ...eligible, available_reject_reasons: one.rejectReasons } : eligible;
}

/** "Get Review Decision" (202606): by line. */
export const reviewDecision = (one: FakeReturn) => ({
  line_items: one.asked.map((_, index) => ({
    return_line_item_id: `${one.id}${index + 1}`,
    decisions: Object.entries(REVIEWED[one.type]).map(([decision, name]) => judged(one, decision, name)),
  })),
  request_log_id: '20260713225708FB',
});

/** "Get Decision Eligibility" (202601): of the whole return, and without a word on partial refunds. */
export const decisionEligibility = (one: FakeReturn) => ({
  decisions: Object.keys(REVIEWED[one.type])
    .filter((decision) => decision !== 'OFFER_PARTIAL_REFUND')
    .map((decision) => judged(one, decision, decision)),
});
