/** A label to be drawn, as a test needs it. */
import { labelOf, type ShippingLabel } from '../../../src/application/shipping/label.ts';
import type { Reader } from '../../../src/application/voice.ts';
import type { Deadline, Item, Shipment, ShipTo } from '../../../src/contract/request.ts';
import type { Seller } from '../../../src/contract/seller.ts';
import type { RequestFacts, RequestState } from '../../../src/domain/request.ts';
import { baht, requestState } from '../../support/builders.ts';

export const shop: Seller = { id: 'shop-1', name: 'Baan Din Ceramics', market: 'TH', zone: 'Asia/Bangkok' };

const ready: Shipment = { option: 'platform', overdue: false, timeline: [] };
const shipBy: Deadline = { kind: 'ship_by', at: '2026-11-26T09:30:00.000Z', overdue: false, extended: false };

/** Approved, and waiting to be shipped. */
export const approved = (facts: Partial<RequestFacts> = {}): RequestState =>
  requestState({ status: 'awaiting_shipment', shipment: ready, deadline: shipBy, facts });

/** On its way. */
export const shipped = (facts: Partial<RequestFacts> = {}, trackingNumber = 'TH0142GH7K9A2B'): RequestState => {
  const shipment = { ...ready, carrier: 'Flash Express', trackingNumber, shippedAt: '2026-11-24T02:30:00.000Z' };
  return requestState({ status: 'shipped', shipment, deadline: null, facts });
};

/** A seller of `shop`, whose token names this language, or none. */
export const reading = (locale?: string): Reader => ({
  caller: { kind: 'person', person: { role: 'seller', id: shop.id } },
  ...(locale ? { locale } : {}),
});

/** The label as it must be: a refusal throws. */
export function label(
  state: RequestState,
  locale: string | undefined = 'en',
  seller: Seller | null = shop,
): ShippingLabel {
  const made = labelOf(state, seller, reading(locale));
  if ('code' in made) throw new Error(made.detail);
  return made;
}

export const item = (title: string, changes: Partial<Item> = {}): Item => ({
  sku: 'BOWL-2',
  title,
  quantity: 5,
  missingQuantity: 1,
  unitPrice: baht(25_000),
  ...changes,
});

export const address = (changes: Partial<ShipTo> = {}): ShipTo => ({
  name: 'Somchai Jaidee',
  lines: ['99/1 Sukhumvit Road', 'Bangkok'],
  postalCode: '10110',
  country: 'TH',
  ...changes,
});
