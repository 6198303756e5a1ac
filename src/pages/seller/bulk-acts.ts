/**
 * What may be done with several requests at once, each act with what it asks for, what it comes to in all, and what is sent
 * for one of them. What a request does not allow is left out of it, and said.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { carriersOf } from '../../contract/carriers.ts';
import type { Money } from '../../contract/primitives.ts';
import type { Action, RequestView } from '../../contract/request.ts';
import { durationFor } from '../../contract/tiers.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { lineField, optional, textField } from '../answers/fields.ts';
import { amountOf, offerBody } from '../answers/offering.ts';
import { legalPicks } from '../answers/picks.ts';
import { withdrawal } from '../answers/withdrawal.ts';
import type { BulkState } from './bulk-state.ts';
import { type Desk, money, policyOf, span } from './desk.ts';
import { trackingField } from './tracking-field.ts';

export const BULK_ACTIONS = ['approve', 'offer', 'ship'] as const satisfies Action[];
export type BulkAction = (typeof BULK_ACTIONS)[number];

type Ask = { path: string; body: object };
type Fact = [name: string, value: string];

export interface BulkAct {
  title: keyof SellerStrings;
  about: keyof SellerStrings;
  done: keyof SellerStrings;
  fields(state: BulkState): TemplateResult | typeof nothing;
  /** Beside each request, where something is asked of each. */
  field?(request: RequestView, state: BulkState): TemplateResult;
  /** What it comes to for one request: its claim, where nothing else is said. */
  worth?(request: RequestView, state: BulkState): string;
  /** What is sent for it as far as it is filled in; null where it is left out. */
  ask(request: RequestView, state: BulkState): Ask | null;
  /** What it comes to, of those that are not left out. */
  facts(asked: readonly RequestView[], state: BulkState): Fact[];
  confirm(asked: readonly RequestView[], state: BulkState): string;
}

const summed = (amounts: readonly Money[]): Money | undefined =>
  amounts[0] && { ...amounts[0], amount: amounts.reduce((sum, { amount }) => sum + amount, 0) };
const inAll = (amounts: readonly Money[], desk: Desk): string => {
  const sum = summed(amounts);
  return sum ? money(sum, desk) : '–';
};
/** What confirms; of several it says how many. */
const counted = ({ length: count }: readonly RequestView[], several: string, one: string): string =>
  count <= 1 ? one : fill(several, { count });
const itemsOf = (requests: readonly RequestView[]): number =>
  requests.flatMap(({ items }) => items).reduce((sum, { missingQuantity }) => sum + missingQuantity, 0);

function goods(asked: readonly RequestView[], { desk }: BulkState): Fact[] {
  const { strings } = desk;
  return [
    [strings.bulkRequests, String(asked.length)],
    [strings.bulkItems, String(itemsOf(asked))],
    [
      strings.bulkWorth,
      inAll(
        asked.map(({ claimValue }) => claimValue),
        desk,
      ),
    ],
  ];
}

const approve: BulkAct = {
  title: 'bulkTitle',
  about: 'bulkAbout',
  done: 'bulkApproved',
  fields: () => nothing,
  ask: () => ({ path: 'approve', body: {} }),
  facts(asked, state) {
    const within = asked.map((request) => span(durationFor(policyOf(request).shipBy, request.claimValue), state.desk));
    return [...goods(asked, state), [state.desk.strings.approveWithin, [...new Set(within)].join('; ')]];
  },
  confirm: (asked, { desk: { strings } }) => counted(asked, strings.bulkConfirm, strings['action.approve']),
};

const picksOf = (requests: readonly RequestView[]): number[] =>
  [...new Set(requests.flatMap(legalPicks))].sort((a, b) => b - a);
const takes = (request: RequestView, percent: number): boolean => legalPicks(request).includes(percent);
const shares = (asked: readonly RequestView[], pick: number, { locale }: Desk): Money[] =>
  asked.flatMap((request) => amountOf(pick, '', request, locale) ?? []);

function pickTile(percent: number, { requests, desk, filled, fill: put }: BulkState): TemplateResult {
  const able = requests.filter((request) => takes(request, percent));
  const partly = able.length < requests.length;
  return html`
    <label class="pick">
      <input
        type="radio"
        name="pick"
        value=${percent}
        .checked=${filled.pick === percent}
        @change=${() => put({ pick: percent })}
      />
      <strong>${percent}%</strong>
      <span>${fill(desk.strings.bulkInAll, { amount: inAll(shares(able, percent, desk), desk) })}</span>
      ${partly ? html`<span>${fill(desk.strings.bulkPossible, { done: able.length, count: requests.length })}</span>` : nothing}
    </label>
  `;
}

const offer: BulkAct = {
  title: 'bulkOfferTitle',
  about: 'bulkOfferAbout',
  done: 'bulkOffered',
  fields: (state) => html`
    <fieldset>
      <legend>${state.desk.strings.offerHow}</legend>
      <div class="picks">${picksOf(state.requests).map((percent) => pickTile(percent, state))}</div>
    </fieldset>
    ${textField({
      name: 'note',
      label: optional(state.desk.strings.offerNote, state.desk.strings),
      input: (note) => state.fill({ note }),
    })}
    ${withdrawal(state.requests, state.desk, state.desk.shop.now())}
  `,
  worth(request, { filled: { pick }, desk }) {
    const claim = money(request.claimValue, desk);
    const amount = amountOf(pick, '', request, desk.locale);
    if (pick === undefined || !amount || !takes(request, pick)) return claim;
    return fill(desk.strings.offeredOf, { amount: money(amount, desk), claim, percent: pick });
  },
  ask(request, { filled: { pick, note }, desk }) {
    const amount = amountOf(pick, '', request, desk.locale);
    if (pick === undefined || !amount || !takes(request, pick)) return null;
    return { path: 'offers', body: offerBody(pick, amount, note) };
  },
  facts(asked, { requests, desk, filled: { pick } }) {
    const meant = pick === undefined ? requests : asked;
    const claims = meant.map(({ claimValue }) => claimValue);
    return [
      [desk.strings.bulkRequests, String(meant.length)],
      [desk.strings.bulkAsksFor, inAll(claims, desk)],
      [desk.strings.bulkRefund, pick === undefined ? '–' : inAll(shares(asked, pick, desk), desk)],
    ];
  },
  confirm: (asked, { desk, filled: { pick } }) =>
    pick === undefined
      ? desk.strings.offerSendNone
      : fill(desk.strings.bulkOfferConfirm, { amount: inAll(shares(asked, pick, desk), desk) }),
};

const ship: BulkAct = {
  title: 'bulkShipTitle',
  about: 'bulkShipAbout',
  done: 'bulkShipped',
  fields: ({ requests, desk, fill: put }) =>
    lineField({
      name: 'carrier',
      label: desk.strings.carrier,
      maxlength: 100,
      likely: carriersOf(requests[0]?.market ?? ''),
      placeholder: desk.strings.carrierChoose,
      input: (carrier) => put({ carrier }),
    }),
  field: trackingField,
  ask(request, { filled: { carrier, numbers } }) {
    const trackingNumber = numbers.get(request.id)?.trim();
    return carrier.trim() && trackingNumber
      ? { path: 'ship', body: { carrier: carrier.trim(), trackingNumber } }
      : null;
  },
  facts: goods,
  confirm: (asked, { desk: { strings } }) => counted(asked, strings.bulkShipConfirm, strings.shipConfirm),
};

export const BULK: Readonly<Record<BulkAction, BulkAct>> = { approve, offer, ship };
