/**
 * What opens a request for a return of a kind that the shop wants negotiated.
 *
 * A return's line is one piece of an order's line. What a piece is worth is what TikTok Shop would refund for it, so that
 * what is claimed is what is paid there; what was paid is the order's. The buyer's words and pictures come from the
 * return's records.
 */

import { clean, cut, oneLine } from '../../application/cards/plain.ts';
import { check } from '../../application/validation.ts';
import type { Allowed } from '../../contract/allowed.ts';
import type { Money } from '../../contract/primitives.ts';
import { type Item, RequestInput, type ShipTo } from '../../contract/request.ts';
import type { Seller } from '../../contract/seller.ts';
import { conversationIdOf } from '../marketplace/names.ts';
import type { Opening } from '../marketplace/port.ts';
import type { TikTokShopConfig } from './config.ts';
import { readMoney } from './money.ts';
import { reasonOf } from './reasons.ts';
import type { Order, OrderLine, Records, ReturnOrder } from './wire.ts';

export const NAME = 'tiktok-shop';
const MOST_EVIDENCE = 20;

/** Why a return is none of Parley's; null where it is. Asked before anything more is read of it. */
export function notOurs(
  { return_type: type, return_reason: reason }: ReturnOrder,
  config: TikTokShopConfig,
): string | null {
  if (!config.types.some((one) => one === type)) return `its type is ${type}`;
  return reasonOf(reason ?? '', config.reasons) ? null : `its reason is ${reason ?? 'not given'}`;
}

export interface Found {
  config: TikTokShopConfig;
  seller: Seller;
  wire: ReturnOrder;
  order: Order;
  records: Records;
  allowed: Allowed;
}

export function openingOf(found: Found): Opening {
  const { config, seller, wire, order, records, allowed } = found;
  const reason = reasonOf(wire.return_reason ?? '', config.reasons);
  const paid = readMoney(order.payment.total_amount, order.payment.currency);
  const deadline = wire.seller_next_action_response?.find(({ deadline: at }) => at)?.deadline;
  const said = (records.records ?? []).filter(({ role }) => role === 'BUYER');
  const text = cut(clean(said.flatMap(({ note }) => note ?? []).join('\n')), 4_000);
  const evidence = said.flatMap(({ images }) => (images ?? []).flatMap(({ url }) => url ?? [])).slice(0, MOST_EVIDENCE);
  const shipTo = shipToOf(order);
  const input = {
    orderId: wire.order_id,
    sellerId: config.sellerId,
    buyerId: `${NAME}:${order.user_id || `order-${order.id}`}`,
    conversationId: conversationIdOf(NAME, wire.return_id),
    market: seller.market,
    buyerZone: seller.zone,
    reason,
    ...(text ? { text } : {}),
    items: itemsOf(wire, order.line_items),
    paid,
    shippingOption: order.shipping_type === 'SELLER' ? 'seller' : 'platform',
    ...(shipTo ? { shipTo } : {}),
    ...(evidence.length > 0 ? { evidence } : {}),
    externalId: wire.return_id,
    ...(wire.create_time ? { openedAt: isoOf(wire.create_time) } : {}),
    ...(deadline ? { respondBy: isoOf(deadline) } : {}),
    allowed,
    metadata: { marketplace: NAME, returnType: wire.return_type, returnReason: wire.return_reason ?? '' },
  };
  const checked = check(RequestInput, input, 'body');
  if ('value' in checked) return { input: checked.value };
  const [wrong] = checked.invalid.errors ?? [];
  return { ignored: `what TikTok Shop tells of it makes no request: ${wrong?.path} ${wrong?.message}` };
}

const isoOf = (seconds: number): string => new Date(seconds * 1_000).toISOString();

/** The lines of the return, by what was bought and what is refunded for it. */
function itemsOf(wire: ReturnOrder, bought: OrderLine[]): Item[] {
  const refunds = new Map((wire.return_line_items ?? []).map((line) => [line.order_line_item_id, line.refund_amount]));
  const asked = bought.filter(({ id }) => refunds.has(id));
  const pieces = asked.flatMap((line) => {
    const refund = refunds.get(line.id);
    const currency = refund?.currency ?? line.currency;
    const text = refund?.refund_total ?? line.sale_price;
    const unitPrice = text && currency ? readMoney(text, currency) : null;
    return unitPrice ? [{ line, unitPrice, sku: skuOf(line) }] : [];
  });
  const groups = new Map<string, typeof pieces>();
  for (const piece of pieces) {
    const alike = `${piece.sku}/${piece.unitPrice.amount}`;
    groups.set(alike, [...(groups.get(alike) ?? []), piece]);
  }
  const seen = new Set<string>();
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    // The pieces that nobody asks for are counted once.
    const others = seen.has(first.sku)
      ? 0
      : bought.filter((line) => skuOf(line) === first.sku && !refunds.has(line.id)).length;
    seen.add(first.sku);
    return [itemOf(first, group.length, others)];
  });
}

const skuOf = (line: OrderLine): string => line.sku_id ?? line.id;

function itemOf(
  { line, sku, unitPrice }: { line: OrderLine; sku: string; unitPrice: Money },
  missing: number,
  others: number,
): Item {
  const name = [line.product_name, line.sku_name].filter(Boolean).join(', ');
  const image = line.sku_image && /^https?:/u.test(line.sku_image) ? { imageUrl: line.sku_image } : {};
  return {
    sku: cut(oneLine(line.seller_sku || sku), 100),
    title: cut(oneLine(name || sku), 300),
    quantity: missing + others,
    missingQuantity: missing,
    unitPrice,
    ...image,
  };
}

/** Where to send it, as far as TikTok Shop tells: most markets mask it. Null where it is not enough. */
function shipToOf({ recipient_address: address }: Order): ShipTo | null {
  const name = cut(oneLine(address?.name ?? ''), 200);
  const line = cut(oneLine(address?.full_address ?? ''), 200);
  const country = address?.region_code ?? '';
  if (!name || !line || !/^[A-Z]{2}$/u.test(country)) return null;
  const postalCode = cut(oneLine(address?.postal_code ?? ''), 20);
  const phone = cut(oneLine(address?.phone_number ?? ''), 40);
  return { name, lines: [line], country, ...(postalCode ? { postalCode } : {}), ...(phone ? { phone } : {}) };
}
