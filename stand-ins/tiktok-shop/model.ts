/** What the fake TikTok Shop knows of returns, and what it lets sellers do with them, as its documentation has it. */

export interface FakeReturn {
  id: string;
  orderId: string;
  type: 'REPLACEMENT' | 'REFUND' | 'RETURN_AND_REFUND';
  status: string;
  reason: string;
  /** Seconds since the epoch. */
  created: number;
  updated: number;
  deadline: number | null;
  partial: { amount: string; currency: string } | null;
  declined: boolean;
  note: string;
  images: string[];
  /** Decisions that took effect, oldest first. */
  decided: Decided[];
}
interface Decided {
  decision: string;
  key: string;
  body: Record<string, unknown>;
}

/** What goes wrong, as TikTok Shop says it. */
export class Refused extends Error {
  readonly code: number;
  readonly status: number;
  constructor(code: number, message: string, status = 200) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const BOWL = { sku: '1729386416015578024', price: '250.00' };

export const REJECT_REASONS = [
  { name: 'seller_reject_apply_item_is_correct', text: 'Item is correct' },
  { name: 'seller_reject_apply_reason_is_unclear_or_lack_of_evidence', text: 'Reason is unclear or lack of evidence' },
  { name: 'reverse_reject_request_reason_5', text: 'You have reached an agreement with the buyer' },
];

const APPROVALS: Readonly<Record<string, string>> = {
  APPROVE_REPLACEMENT: 'REPLACEMENT_REQUEST_COMPLETE',
  ISSUE_REPLACEMENT_REFUND: 'REPLACEMENT_REQUEST_REFUND_SUCCESS',
  OFFER_PARTIAL_REFUND: 'AWAITING_BUYER_RESPONSE',
};

/** Throws Refused where the return does not stand so that it could be decided. */
export function approve(one: FakeReturn, body: Record<string, unknown>, key: string): void {
  const decision = String(body.decision);
  const status = APPROVALS[decision];
  if (one.type !== 'REPLACEMENT' || !status) throw new Refused(25020004, 'decision does not match the reverse type');
  const offers = decision === 'OFFER_PARTIAL_REFUND';
  if (offers !== 'partial_refund' in body) throw new Refused(25020004, 'decision does not match its fields');
  if (one.status !== 'REPLACEMENT_REQUEST_PENDING') throw new Refused(25011012, "status can't approve");
  if (offers) {
    const partial = body.partial_refund as FakeReturn['partial'];
    if (!partial || !/^\d+(\.\d{1,2})?$/u.test(partial.amount) || partial.currency !== 'THB') {
      throw new Refused(25001001, 'invalid param');
    }
    one.partial = partial;
    one.declined = false;
  }
  one.status = status;
  one.decided.push({ decision, key, body });
}

export function reject(one: FakeReturn, body: Record<string, unknown>, key: string): void {
  if (body.decision !== 'REJECT_REPLACEMENT') throw new Refused(25020004, 'decision does not match the reverse type');
  if (!REJECT_REASONS.some(({ name }) => name === body.reject_reason)) throw new Refused(25001020, 'reason offline');
  if (one.status !== 'REPLACEMENT_REQUEST_PENDING') throw new Refused(25020010, 'approved already');
  one.status = 'REPLACEMENT_REQUEST_REJECT';
  one.decided.push({ decision: 'REJECT_REPLACEMENT', key, body });
}

/** "Search Returns". */
export const wireReturn = (one: FakeReturn) => ({
  return_id: one.id,
  order_id: one.orderId,
  return_type: one.type,
  return_status: one.status,
  return_reason: one.reason,
  return_reason_text: 'Package received but missing item',
  role: 'BUYER',
  create_time: one.created,
  update_time: one.updated,
  refund_amount: { currency: 'THB', refund_total: BOWL.price },
  seller_next_action_response:
    one.deadline !== null && one.status === 'REPLACEMENT_REQUEST_PENDING'
      ? [{ action: 'SELLER_RESPOND_REPLACEMENT', deadline: one.deadline }]
      : [],
  return_line_items: [
    {
      return_line_item_id: `${one.id}1`,
      order_line_item_id: `${one.orderId}-1`,
      sku_id: BOWL.sku,
      seller_sku: 'BOWL-2',
    },
  ],
  ...(one.partial
    ? {
        seller_proposed_return_type: 'PARTIAL_REFUND',
        partial_refund: one.partial,
        buyer_rejected_partial_refund: one.declined,
      }
    : {}),
});

/** "Get Order Detail": two bowls, of which one is asked for again. */
export const wireOrder = (id: string) => ({
  id,
  user_id: '7494845287413321234',
  status: 'DELIVERED',
  shipping_type: 'TIKTOK',
  payment: { currency: 'THB', sub_total: '500.00', shipping_fee: '40.00', total_amount: '540.00' },
  line_items: ['1', '2'].map((line) => ({
    id: `${id}-${line}`,
    sku_id: BOWL.sku,
    seller_sku: 'BOWL-2',
    product_name: 'ชามเซรามิก',
    sku_name: 'Blue',
    sku_image: 'https://p16.example/bowl.jpg',
    sale_price: BOWL.price,
    currency: 'THB',
  })),
  recipient_address: { name: 'ส***ย', full_address: 'Thailand,Bangkok,***', postal_code: '10110', region_code: 'TH' },
});
