/** What the fake TikTok Shop knows of returns, and what it lets sellers do with them, as its documentation has it. */
import { CURRENCIES, type FakeReturn } from './fake-return.ts';
import { whyNot } from './markets.ts';

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

export const BOWL = { sku: '1729386416015578024', price: '250.00' };
export const PLATE = { sku: '1729386416015578025', price: '100.00' };

export const REJECT_REASONS = [
  { name: 'seller_reject_apply_item_is_correct', text: 'Item is correct' },
  { name: 'seller_reject_apply_reason_is_unclear_or_lack_of_evidence', text: 'Reason is unclear or lack of evidence' },
  { name: 'reverse_reject_request_reason_5', text: 'You have reached an agreement with the buyer' },
];

const APPROVALS: Readonly<Record<string, string>> = {
  APPROVE_REPLACEMENT: 'REPLACEMENT_REQUEST_COMPLETE',
  ISSUE_REPLACEMENT_REFUND: 'REPLACEMENT_REQUEST_REFUND_SUCCESS',
  APPROVE_REFUND: 'RETURN_OR_REFUND_REQUEST_SUCCESS',
  APPROVE_RETURN: 'AWAITING_BUYER_SHIP',
  OFFER_PARTIAL_REFUND: 'AWAITING_BUYER_RESPONSE',
};

const REJECTED: Readonly<Record<FakeReturn['type'], string>> = {
  REPLACEMENT: 'REPLACEMENT_REQUEST_REJECT',
  REFUND: 'REFUND_OR_RETURN_REQUEST_REJECT',
  RETURN_AND_REFUND: 'REFUND_OR_RETURN_REQUEST_REJECT',
};

const refundTotal = ({ asked, refundTotal: total }: FakeReturn): string =>
  total ?? asked.reduce((sum, line) => sum + Number(line.total), 0).toFixed(2);

/** Throws Refused for an amount that is none, of another currency, finer than its market counts, or too much. */
function checkPartial(one: FakeReturn, partial: FakeReturn['partial']): void {
  const shape = one.market === 'ID' ? /^\d+$/u : /^\d+(\.\d{1,2})?$/u;
  if (!partial || !shape.test(partial.amount) || partial.currency !== CURRENCIES[one.market]) {
    throw new Refused(25001001, 'invalid param');
  }
  if (Number(partial.amount) > Number(refundTotal(one))) {
    throw new Refused(25005020, 'reverse amount not support partial refund');
  }
}

/** Throws Refused where the return does not stand so that it could be decided. */
export function approve(one: FakeReturn, body: Record<string, unknown>, key: string): void {
  const decision = String(body.decision);
  const status = APPROVALS[decision];
  if (!status) throw new Refused(25020004, 'decision does not match the reverse type');
  const offers = decision === 'OFFER_PARTIAL_REFUND';
  if (offers !== 'partial_refund' in body) throw new Refused(25020004, 'decision does not match its fields');
  const why = whyNot(one, decision);
  if (why) throw new Refused(why.code, why.reason);
  if (offers) {
    const partial = body.partial_refund as FakeReturn['partial'];
    checkPartial(one, partial);
    one.partial = partial;
    one.declined = false;
  }
  one.status = decision === 'APPROVE_RETURN' && body.buyer_keep_item ? 'RETURN_OR_REFUND_REQUEST_SUCCESS' : status;
  one.decided.push({ decision, key, body });
}

export function reject(one: FakeReturn, body: Record<string, unknown>, key: string): void {
  const decision = String(body.decision);
  const why = whyNot(one, decision);
  // Said in other words than of an approval.
  if (why) throw new Refused(why.code === 25011012 ? 25020010 : why.code, why.reason);
  if (!one.rejectReasons.some(({ name }) => name === body.reject_reason)) throw new Refused(25001020, 'reason offline');
  one.status = REJECTED[one.type];
  one.decided.push({ decision, key, body });
}

const ACTIONS: Readonly<Record<FakeReturn['type'], string>> = {
  REPLACEMENT: 'SELLER_RESPOND_REPLACEMENT',
  REFUND: 'SELLER_RESPOND_REFUND',
  RETURN_AND_REFUND: 'SELLER_RESPOND_RETURN',
};

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
  refund_amount: { currency: CURRENCIES[one.market], refund_total: refundTotal(one) },
  seller_next_action_response:
    one.deadline !== null && one.status.endsWith('_PENDING')
      ? [{ action: ACTIONS[one.type], deadline: one.deadline }]
      : [],
  return_line_items: one.asked.map(({ line, total }, index) => ({
    return_line_item_id: `${one.id}${index + 1}`,
    order_line_item_id: `${one.orderId}-${line + 1}`,
    sku_id: one.bought[line]?.sku,
    seller_sku: sellerSku(one.bought[line]?.sku),
    refund_amount: { currency: CURRENCIES[one.market], refund_total: total },
  })),
  ...(one.arbitration ? { arbitration_status: one.arbitration } : {}),
  ...(one.follows ? { pre_return_id: one.follows } : {}),
  ...(one.followedBy ? { next_return_id: one.followedBy } : {}),
  ...(one.partial
    ? {
        seller_proposed_return_type: 'PARTIAL_REFUND',
        partial_refund: one.partial,
        buyer_rejected_partial_refund: one.declined,
      }
    : {}),
});

const sellerSku = (sku: string | undefined): string => (sku === PLATE.sku ? 'PLATE-1' : 'BOWL-2');

/** "Get Order Detail" of the order that a return is about. */
export function wireOrder(one: FakeReturn) {
  const currency = CURRENCIES[one.market];
  const goods = one.bought.reduce((sum, { price }) => sum + Number(price), 0);
  return {
    id: one.orderId,
    user_id: '7494845287413321234',
    status: 'DELIVERED',
    shipping_type: 'TIKTOK',
    payment: { currency, sub_total: goods.toFixed(2), shipping_fee: '40.00', total_amount: (goods + 40).toFixed(2) },
    line_items: one.bought.map(({ sku, price }, index) => ({
      id: `${one.orderId}-${index + 1}`,
      sku_id: sku,
      seller_sku: sellerSku(sku),
      product_name: sku === PLATE.sku ? 'จานเซรามิก' : 'ชามเซรามิก',
      sku_name: 'Blue',
      sku_image: 'https://p16.example/bowl.jpg',
      sale_price: price,
      currency,
    })),
    recipient_address: { name: 'ส***ย', full_address: 'Thailand,Bangkok,***', postal_code: '10110', region_code: 'TH' },
  };
}
