/**
 * What the connector reads of TikTok Shop's answers: the fields it uses, as "Search Returns", "Get Return Records", "Get
 * Reject Reasons" (202309), "Get Order Detail" (202309), "Get Review Decision" (202606) and "Get Decision Eligibility"
 * (202601) name them. Everything else is let through and ignored.
 */
import { z } from 'zod';

const text = z.string().nullish().catch(null);
const seconds = z.number().nullish().catch(null);
const list = <T extends z.ZodType>(item: T) => z.array(item).nullish();

/** What is refunded for a return or a line of it, everything included. */
const RefundAmount = z.looseObject({ refund_total: text, currency: text }).nullish();

const Line = z.looseObject({
  order_line_item_id: text,
  sku_id: text,
  seller_sku: text,
  sku_name: text,
  product_name: text,
  product_image: z.looseObject({ url: text }).nullish(),
  refund_amount: RefundAmount,
});

export const ReturnOrder = z.looseObject({
  return_id: z.string(),
  order_id: z.string(),
  return_type: z.string(),
  return_status: z.string(),
  return_reason: text,
  return_reason_text: text,
  create_time: seconds,
  update_time: seconds,
  /** The return that this one was edited from, and to. */
  pre_return_id: text,
  next_return_id: text,
  arbitration_status: text,
  refund_amount: RefundAmount,
  partial_refund: z.looseObject({ amount: text, currency: text }).nullish(),
  buyer_rejected_partial_refund: z.boolean().nullish().catch(null),
  seller_next_action_response: list(z.looseObject({ action: text, deadline: seconds })),
  return_line_items: list(Line),
});
export type ReturnOrder = z.infer<typeof ReturnOrder>;
export const Returns = z.looseObject({ return_orders: list(ReturnOrder), next_page_token: text });

const Address = z.looseObject({
  name: text,
  full_address: text,
  postal_code: text,
  region_code: text,
  phone_number: text,
});
const OrderLine = z.looseObject({
  id: z.string(),
  sku_id: text,
  seller_sku: text,
  sku_name: text,
  product_name: text,
  sku_image: text,
  sale_price: text,
  currency: text,
});
export const Order = z.looseObject({
  id: z.string(),
  user_id: text,
  shipping_type: text,
  payment: z.looseObject({ currency: z.string(), total_amount: z.string() }),
  line_items: z.array(OrderLine),
  recipient_address: Address.nullish(),
});
export type Order = z.infer<typeof Order>;
export type OrderLine = z.infer<typeof OrderLine>;
export const Orders = z.looseObject({ orders: list(Order) });

export const Records = z.looseObject({
  records: list(z.looseObject({ role: text, note: text, images: list(z.looseObject({ url: text })) })),
});
export type Records = z.infer<typeof Records>;

const RejectReason = z.looseObject({ name: z.string(), text });
export const RejectReasons = z.looseObject({ reasons: list(RejectReason) });

/** A code and words of refusal may stand beside a decision that is eligible, too. */
const Judged = z.looseObject({
  decision: z.string(),
  eligible: z.boolean().nullish().catch(null),
  ineligible_code: z.number().nullish().catch(null),
  available_reject_reasons: list(RejectReason),
});
export type Judged = z.infer<typeof Judged>;
export const ReviewDecision = z.looseObject({ line_items: list(z.looseObject({ decisions: list(Judged) })) });
export const DecisionEligibility = z.looseObject({ decisions: list(Judged) });

export const Shops = z.looseObject({ shops: list(z.looseObject({ id: z.string(), cipher: text })) });
export const Uploaded = z.looseObject({ uri: z.string().min(1) });
export const Nothing = z.looseObject({});

/** A webhook, by its type. */
export const WebhookBody = z.looseObject({ type: z.number(), timestamp: seconds, data: z.unknown() });
export const DEAUTHORIZED = 6;
export const AUTHORIZATION_ENDS = 7;
export const RETURN_STATUS_CHANGE = 12;
/** Of the shop's authorization. */
export const AuthorizationNews = z.looseObject({ message: text, expiration_time: seconds });
/** Ids of returns are numbers too large to be counted with. */
export const ReturnChange = z.looseObject({ return_id: z.string().regex(/^\d{1,32}$/u) });
