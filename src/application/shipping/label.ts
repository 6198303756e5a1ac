/**
 * The shipping documents of an approved request in words (rule 10): what stands on the parcel and what lies in it. Said
 * in the reader's language, cleaned, and ready to be drawn; how it looks on paper is not known here.
 */
import type { Instant } from '../../contract/primitives.ts';
import type { RequestStatus, ShipTo } from '../../contract/request.ts';
import type { Seller } from '../../contract/seller.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import type { RequestState } from '../../domain/request.ts';
import type { Say } from '../../i18n/catalogue.ts';
import { wordingTag } from '../../i18n/languages.ts';
import { oneLine } from '../cards/plain.ts';
import { type Reader, type Voice, voiceOf } from '../voice.ts';
import { languageOfMarket } from './market-language.ts';

export interface LabelledText {
  label: string;
  value: string;
}
export interface Recipient {
  name: string;
  lines: string[];
  /** Postal code and country. */
  place: string;
  phone: string;
}
export interface PackedItem {
  /** How many of it go into the parcel: what was missing, not what was ordered. */
  count: number;
  title: string;
  sku: string;
}
export interface ShippingLabel {
  /** Whose parcel it is. */
  sellerId: string;
  /** A BCP 47 tag of the language it is written in. */
  locale: string;
  /** The document's name, as a viewer's window shows it. */
  title: string;
  /** When the request last changed: the date of the document. */
  changedAt: Instant;
  /** Tells this parcel from the order's first one. */
  badge: string;
  sender: LabelledText;
  to: { label: string; recipient: Recipient | null; missing: string };
  order: LabelledText;
  /** `value` is null until the parcel is shipped; `missing` then says so. */
  tracking: { label: string; value: string | null; missing: string };
  /** Shipping option, who pays, and by when or by whom it goes. */
  terms: LabelledText[];
  request: LabelledText;
  /** Stands where a code cannot be a barcode. */
  unscannable: string;
  slip: { title: string; about: string; items: PackedItem[]; total: LabelledText };
  /** `Page 1 of 2`. */
  page(page: number, pages: number): string;
}

/** Once approved there is something to ship; a request that was cancelled afterwards ships nothing more. */
const SHIPPABLE: ReadonlySet<RequestStatus> = new Set(['awaiting_shipment', 'shipped', 'delivered']);

/** The people's words as they are written, one line each, composed so that one glyph stands for one letter. */
const tidy = (text: string): string => oneLine(text).normalize('NFC');

/**
 * The label of the request for this reader; `conflict` where it is not approved. Where the reader's token names no
 * language it is the market's, since whoever packs and carries the parcel reads it too. `shop` is the request's seller.
 */
export function labelOf(state: RequestState, shop: Seller | null, reader: Reader): ShippingLabel | Refusal {
  const { facts, shipment, status } = state;
  if (!SHIPPABLE.has(status) || !shipment) {
    const detail = `Shipping documents are there once a request is approved, until it is closed otherwise; this one is ${status}.`;
    return refuse('conflict', detail, { requestStatus: status });
  }
  const locale = reader.locale ?? languageOfMarket(facts.market);
  const zone = reader.zone ?? state.policy.calendar.zone ?? 'UTC';
  const voice = voiceOf({ caller: reader.caller, locale, zone });
  const { say } = voice;
  const order = tidy(facts.orderId);
  return {
    sellerId: facts.sellerId,
    locale: wordingTag(locale),
    title: say('label.document', { order }),
    changedAt: state.updatedAt,
    badge: say('label.badge'),
    sender: { label: say('label.from'), value: tidy(shop?.name ?? facts.sellerId) },
    to: {
      label: say('label.to'),
      recipient: facts.shipTo ? recipientOf(facts.shipTo, locale) : null,
      missing: say('label.noAddress'),
    },
    order: { label: say('label.order'), value: order },
    tracking: {
      label: say('label.tracking'),
      value: shipment.trackingNumber === undefined ? null : tidy(shipment.trackingNumber),
      missing: say('label.noTracking'),
    },
    terms: termsOf(state, voice),
    request: { label: say('label.request'), value: state.id },
    unscannable: say('label.unscannable'),
    slip: slipOf(state, say),
    page: (page, pages) => say('label.page', { page, pages }),
  };
}

function recipientOf({ name, lines, postalCode = '', country, phone = '' }: ShipTo, locale: string): Recipient {
  return {
    name: tidy(name),
    lines: lines.map(tidy),
    place: tidy(`${postalCode} ${countryName(country, locale)}`),
    phone: tidy(phone),
  };
}

/** A country code that is not in use stays as it is. */
function countryName(country: string, locale: string): string {
  return new Intl.DisplayNames([wordingTag(locale), 'en'], { type: 'region' }).of(country) ?? country;
}

function termsOf({ shipment, deadline }: RequestState, { say, until }: Voice): LabelledText[] {
  const terms = [
    { label: say('label.shipping'), value: say('label.option', { option: shipment?.option ?? 'seller' }) },
    { label: say('label.cost'), value: say('label.payer') },
  ];
  if (shipment?.carrier) terms.push({ label: say('label.carrier'), value: tidy(shipment.carrier) });
  else if (deadline?.kind === 'ship_by') terms.push({ label: say('label.shipBy'), value: until(deadline.at) });
  return terms;
}

function slipOf({ facts }: RequestState, say: Say): ShippingLabel['slip'] {
  const items = facts.items.map(({ missingQuantity, title, sku }) => ({
    count: missingQuantity,
    title: tidy(title),
    sku: tidy(sku),
  }));
  const pieces = items.reduce((sum, { count }) => sum + count, 0);
  return {
    title: say('slip.title'),
    about: say('slip.about'),
    items,
    total: { label: say('slip.total'), value: String(pieces) },
  };
}
