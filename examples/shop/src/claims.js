/** "Something is missing": what a buyer reports becomes the opening of a request. One for each order. */
import { SHOP } from './orders.js';

/** What the buyer sent cannot be: the message is for them. */
export class NotPossible extends Error {}

/**
 * The opening of a request. From the buyer come only the number of missing pieces and their words; prices, address and
 * what was paid are the shop's own.
 *
 * @param {import('./orders.js').Order} order
 * @param {{ missing: Record<string, number>, text: string }} said  `missing` counts by sku.
 * @param {{ locale: string, zone: string }} buyer
 * @returns {import('@parley/client').RequestOpening}
 */
export function openingOf(order, { missing, text }, buyer) {
  /** @param {number} amount */
  const money = (amount) => ({ amount, currency: order.currency });
  const items = order.lines.flatMap(({ sku, title, quantity, unitPrice }) => {
    const missingQuantity = missing[sku] ?? 0;
    if (!Number.isInteger(missingQuantity) || missingQuantity < 0 || missingQuantity > quantity) {
      throw new NotPossible(`Of “${title}” you ordered ${quantity}.`);
    }
    return missingQuantity === 0 ? [] : [{ sku, title, quantity, missingQuantity, unitPrice: money(unitPrice) }];
  });
  if (items.length === 0) throw new NotPossible('Please say what is missing.');
  const words = text.trim().slice(0, 1000);
  return {
    orderId: order.id,
    sellerId: SHOP.id,
    buyerId: order.buyerId,
    conversationId: `order-${order.id}`,
    externalId: `missing-${order.id}`,
    market: SHOP.market,
    buyerZone: buyer.zone,
    buyerLocale: buyer.locale,
    reason: 'missing_items',
    ...(words === '' ? {} : { text: words }),
    items,
    paid: money(order.paid),
    shippingOption: order.shippingOption,
    shipTo: order.shipTo,
  };
}
