/** What stands behind each button of an answer: what it means, what it asks for, and the button that does it. */
import { html, nothing, type TemplateResult } from 'lit';
import { carriersOf } from '../../contract/carriers.ts';
import type { RejectReason } from '../../contract/policy.ts';
import { marketReasons, mustNameDetail } from '../../contract/reject-detail.ts';
import type { Action, RequestView } from '../../contract/request.ts';
import { durationFor } from '../../contract/tiers.ts';
import { writeAmount } from '../../i18n/amount.ts';
import { fill } from '../../i18n/pages/index.ts';
import { money, type Panel, type PanelState, policyOf, span, type Wording } from './answering.ts';
import { fact } from './fact.ts';
import { choiceField, lineField, optional, textField } from './fields.ts';
import { typedAmount } from './offering.ts';
import { withdrawableUntil } from './withdrawal.ts';

const about = (text: string): TemplateResult => html`<p>${text}</p>`;
const onOffer = ({ offer }: RequestView, verb: string): string => `offers/${offer?.id ?? ''}/${verb}`;
const offered = ({ request, desk }: PanelState): { amount: string } => ({
  amount: request.offer ? money(request.offer.amount, desk) : '',
});
const given = (name: string, value: string): object => (value ? { [name]: value } : {});

/** What approving obliges to: which items, how, at whose cost, until when. */
const owed = (request: RequestView, desk: Wording): TemplateResult => html`
  <ul class="owed">
    ${request.items.map(({ missingQuantity, title }) => html`<li>${missingQuantity} × ${title}</li>`)}
  </ul>
  <dl>
    ${fact(desk.strings.shipping, [desk.strings[`shipping.${request.shippingOption}`], desk.strings.paidByShop].filter(Boolean).join(', '))}
    ${fact(desk.strings.approveWithin, span(durationFor(policyOf(request).shipBy, request.claimValue), desk))}
  </dl>
`;

const approve: Panel = {
  body: ({ request, desk }) => html`
    ${about(desk.strings.approveAbout)} ${owed(request, desk)}
    <p class="quiet">${desk.strings.finalNote}</p>
  `,
  confirm: ({ desk }) => desk.strings.approveConfirm,
  read: () => ({ path: 'approve', body: {} }),
};

const needsEvidence = ({ request, reason }: PanelState): boolean =>
  policyOf(request).rejectReasons[reason as RejectReason]?.evidence ?? false;

/** The marketplace's own reasons, where it takes no others. */
const detailField = ({ request, reason, desk: { strings }, refused }: PanelState): TemplateResult | typeof nothing => {
  const known = marketReasons(request.allowed);
  if (known.length === 0) return nothing;
  const isNeeded = mustNameDetail(request.allowed, reason as RejectReason);
  const label = isNeeded ? strings.rejectDetail : optional(strings.rejectDetail, strings);
  const options = known.map(({ code, text }) => ({ value: code, label: text || code }));
  return choiceField({ name: 'reasonDetail', label, refused }, [{ value: '', label: strings.choose }, ...options]);
};

const reject: Panel = {
  body(state) {
    const { request, desk, refused } = state;
    const { strings } = desk;
    const reasons = Object.keys(policyOf(request).rejectReasons) as RejectReason[];
    const options = reasons.map((value) => ({ value, label: strings[`rejectReason.${value}`] }));
    const links = strings.rejectLinks;
    return html`
      ${about(strings.rejectAbout)}
      ${choiceField(
        { name: 'reason', label: strings.rejectReason, refused, value: state.reason, input: state.chooseReason },
        [{ value: '', label: strings.choose }, ...options],
      )}
      ${detailField(state)}
      ${textField({ name: 'text', label: strings.rejectText, refused })}
      ${textField({
        name: 'evidence',
        label: needsEvidence(state) ? links : optional(links, strings),
        hint: strings.rejectLinksHint,
        maxlength: 40_000,
        refused,
      })}
      <evidence-photos
        .conversation=${request.conversationId}
        .label=${needsEvidence(state) ? strings.rejectPhotos : optional(strings.rejectPhotos, strings)}
        .desk=${desk}
      ></evidence-photos>
    `;
  },
  confirm: ({ desk }) => desk.strings.rejectConfirm,
  danger: true,
  read(entry, state) {
    const { strings } = state.desk;
    const [reason, reasonDetail, text] = [entry('reason'), entry('reasonDetail'), entry('text')];
    const { allowed } = state.request;
    const evidence = entry('evidence').split(/\s+/u).filter(Boolean);
    if (!reason) return { field: 'reason', text: strings.fieldMissing };
    if (!reasonDetail && mustNameDetail(allowed, reason as RejectReason)) {
      return { field: 'reasonDetail', text: strings.fieldMissing };
    }
    if (!text) return { field: 'text', text: strings.fieldMissing };
    if (evidence.some((link) => !/^https?:\/\//iu.test(link))) return { field: 'evidence', text: strings.fieldLink };
    return {
      path: 'reject',
      body: { reason, ...given('reasonDetail', reasonDetail), text, ...(evidence.length > 0 ? { evidence } : {}) },
    };
  },
};

const withdraw: Panel = {
  body: ({ request, desk, refused }) => html`
    ${about(desk.strings.withdrawAbout)}
    <p class="quiet">${withdrawableUntil(request.offer?.expiresAt ?? null, desk)}</p>
    ${request.offersLeft === 0 ? html`<p class="quiet">${desk.strings.outlookDecideOnly}</p>` : nothing}
    ${textField({ name: 'text', label: optional(desk.strings.rejectText, desk.strings), refused })}
  `,
  confirm: ({ desk }) => desk.strings.withdrawConfirm,
  read: (entry, { request }) => ({ path: onOffer(request, 'withdraw'), body: given('text', entry('text')) }),
};

const accept: Panel = {
  body: (state) => html`
    ${about(fill(state.desk.strings.acceptAbout, offered(state)))}
    <p class="quiet">${state.desk.strings.finalNote}</p>
  `,
  confirm: ({ desk }) => desk.strings.acceptConfirm,
  read: (_, { request }) => ({ path: onOffer(request, 'accept'), body: {} }),
};

const decline: Panel = {
  body: (state) => html`
    ${about(fill(state.desk.strings.declineAbout, offered(state)))}
    ${textField({
      name: 'text',
      label: optional(state.desk.strings.rejectText, state.desk.strings),
      refused: state.refused,
    })}
  `,
  confirm: ({ desk }) => desk.strings['action.reject_offer'],
  danger: true,
  read: (entry, { request }) => ({ path: onOffer(request, 'reject'), body: given('text', entry('text')) }),
};

const counter: Panel = {
  body(state) {
    const { request, desk, refused } = state;
    const { strings } = desk;
    return html`
      ${about(fill(strings.counterAbout, offered(state)))}
      ${lineField({
        name: 'amount',
        label: fill(strings.offerAmount, { currency: request.claimValue.currency }),
        decimal: true,
        refused,
      })}
      ${textField({ name: 'note', label: optional(strings.offerNote, strings), refused })}
    `;
  },
  confirm: ({ desk }) => desk.strings.counterConfirm,
  read(entry, { request, desk }) {
    const amount = typedAmount(entry('amount'), request.claimValue.currency, desk.locale);
    if (amount) return { path: onOffer(request, 'counter'), body: { amount, ...given('note', entry('note')) } };
    const example = writeAmount(request.offer?.amount ?? request.claimValue, desk.locale);
    return { field: 'amount', text: fill(desk.strings.fieldAmount, { example }) };
  },
};

const ship: Panel = {
  body: ({ request, desk: { strings }, refused }) => html`
    ${about(strings.shipAbout)}
    <div class="pair">
      ${lineField({ name: 'carrier', label: strings.carrier, maxlength: 100, likely: carriersOf(request.market), placeholder: strings.carrierChoose, refused })}
      ${lineField({ name: 'trackingNumber', label: strings.tracking, maxlength: 100, code: true, refused })}
    </div>
  `,
  confirm: ({ desk }) => desk.strings.shipConfirm,
  read(entry, { desk }) {
    const body = { carrier: entry('carrier'), trackingNumber: entry('trackingNumber') };
    if (!body.carrier) return { field: 'carrier', text: desk.strings.fieldMissing };
    if (!body.trackingNumber) return { field: 'trackingNumber', text: desk.strings.fieldMissing };
    return { path: 'ship', body };
  },
};

/** By action; `offer` has an element of its own, and some have only agents. */
export const PANELS: Readonly<Partial<Record<Action, Panel>>> = {
  approve,
  reject,
  withdraw,
  accept_offer: accept,
  reject_offer: decline,
  counter_offer: counter,
  ship,
};
