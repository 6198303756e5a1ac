/** The fields of each of the agent's actions, and the call that comes out of them. */
import { html, nothing, type TemplateResult } from 'lit';
import { mostOffered } from '../../contract/most-offered.ts';
import type { Policy, RejectReason } from '../../contract/policy.ts';
import type { Action, RequestView } from '../../contract/request.ts';
import { readAmount } from '../../i18n/amount.ts';
import { currencyNames } from '../../i18n/currency-names.ts';
import { formatMoney } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import { legalPicks } from '../session/picks.ts';
import type { Reading } from './words.ts';

/** What is sent, or why it cannot be. */
export type Call = { path: string; body: object } | { problem: string };
type Field = (name: string) => string;

const HOURS = [1, 2, 4, 8, 24];
const isWebLink = (text: string): boolean => URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);
const policyOf = ({ policy }: RequestView): Policy | undefined => policy;

/** What was chosen in a form so far, for fields that depend on one another. */
export interface Chosen {
  pick: string;
  reason: string;
}

export const rejectReasons = (request: RequestView): RejectReason[] =>
  Object.keys(policyOf(request)?.rejectReasons ?? {}) as RejectReason[];

/** Percentages the policy recommends and allows, `full` for the whole claim, `other` for an amount of one's own. */
export function picksOf(request: RequestView): string[] {
  const may = new Set(request.solutions);
  return [
    ...legalPicks(request).map(String),
    ...(may.has('refund_only') ? ['full'] : []),
    ...(may.has('partial_refund') ? ['other'] : []),
  ];
}

const textField = (label: string, required: boolean, rows = 2): TemplateResult => html`
  <label>${label}<textarea name="text" maxlength="1000" rows=${rows} ?required=${required}></textarea></label>
`;

const amountField = ({ claimValue }: RequestView, { strings }: Reading): TemplateResult => html`
  <label>
    ${fill(strings['field.amount'], { currency: claimValue.currency })}
    <input name="amount" inputmode="decimal" autocomplete="off" required />
  </label>
`;

const noteField = ({ strings }: Reading): TemplateResult => html`
  <label>${strings['field.note']}<input name="note" maxlength="1000" autocomplete="off" /></label>
`;

function pickWords(pick: string, request: RequestView, { strings, locale }: Reading): string {
  const { amount, currency } = request.claimValue;
  if (pick === 'other') return strings['field.other'];
  if (pick === 'full') {
    return fill(strings['field.full'], {
      amount: formatMoney({ amount: Math.min(amount, mostOffered(request)), currency }, locale),
    });
  }
  const share = { amount: Math.round((amount * Number(pick)) / 100), currency };
  return fill(strings['field.pick'], { percent: pick, amount: formatMoney(share, locale) });
}

function offerFields(request: RequestView, chosen: Chosen, reading: Reading): TemplateResult {
  const { strings } = reading;
  return html`
    <label>
      ${strings['field.offer']}
      <select name="pick">
        ${picksOf(request).map(
          (pick) =>
            html`<option value=${pick} .selected=${pick === chosen.pick}>${pickWords(pick, request, reading)}</option>`,
        )}
      </select>
    </label>
    ${chosen.pick === 'other' ? amountField(request, reading) : nothing} ${noteField(reading)}
  `;
}

function rejectFields(request: RequestView, chosen: Chosen, { strings }: Reading): TemplateResult {
  const needs = policyOf(request)?.rejectReasons[chosen.reason as RejectReason]?.evidence ?? false;
  return html`
    <label>
      ${strings['field.reason']}
      <select name="reason">
        ${rejectReasons(request).map(
          (reason) =>
            html`<option value=${reason} .selected=${reason === chosen.reason}>
              ${strings[`rejectReason.${reason}`]}
            </option>`,
        )}
      </select>
    </label>
    ${textField(strings['field.buyerText'], true)}
    <label>
      ${needs ? strings['field.evidenceRequired'] : strings['field.evidence']}
      <textarea name="evidence" rows="2" ?required=${needs}></textarea>
    </label>
  `;
}

/** What has a form of its own. */
export type FormAction = Exclude<Action, 'assign'>;

/** The fields of an action. */
export function fieldsOf(
  action: FormAction,
  request: RequestView,
  chosen: Chosen,
  reading: Reading,
): TemplateResult | typeof nothing {
  const { strings } = reading;
  switch (action) {
    case 'extend':
      return html`
        <label>
          ${strings['field.by']}
          <select name="seconds">
            ${HOURS.map((count) => html`<option value=${count * 3600}>${fill(strings['field.hours'], { count })}</option>`)}
          </select>
        </label>
        ${textField(strings['field.text'], true)}
      `;
    case 'cancel':
    case 'withdraw':
    case 'reject_offer':
      return textField(strings['field.optionalText'], false);
    case 'reject':
      return rejectFields(request, chosen, reading);
    case 'offer':
      return offerFields(request, chosen, reading);
    case 'counter_offer':
      return html`${amountField(request, reading)} ${noteField(reading)}`;
    case 'ship':
      return html`
        <label>${strings['field.carrier']}<input name="carrier" maxlength="100" autocomplete="off" required /></label>
        <label>${strings['field.tracking']}<input name="tracking" maxlength="100" autocomplete="off" required /></label>
      `;
    case 'approve':
    case 'accept_offer':
    case 'hold_rule':
      return nothing;
  }
}

const withText = (field: Field): object => (field('text') ? { text: field('text') } : {});

function offerCall(request: RequestView, field: Field, { strings, locale }: Reading): Call {
  const note = field('note') ? { note: field('note') } : {};
  const pick = field('pick');
  if (pick === 'full') return { path: 'offers', body: { kind: 'refund_only', ...note } };
  if (pick !== 'other') return { path: 'offers', body: { kind: 'partial_refund', percent: Number(pick), ...note } };
  const amount = readAmount(field('amount'), request.claimValue.currency, locale, currencyNames);
  if (!amount) return { problem: strings['refused.amount'] };
  return { path: 'offers', body: { kind: 'partial_refund', amount, ...note } };
}

function rejectCall(field: Field, { strings }: Reading): Call {
  const evidence = field('evidence').split(/\s+/u).filter(Boolean);
  if (!evidence.every(isWebLink)) return { problem: strings['refused.link'] };
  const links = evidence.length > 0 ? { evidence } : {};
  return { path: 'reject', body: { reason: field('reason'), text: field('text'), ...links } };
}

/** The call that an action's filled-in fields mean. `field` reads one of them, trimmed. */
export function callOf(action: FormAction, request: RequestView, field: Field, reading: Reading): Call {
  const offer = `offers/${request.offer?.id ?? ''}`;
  switch (action) {
    case 'approve':
      return { path: 'approve', body: {} };
    case 'reject':
      return rejectCall(field, reading);
    case 'offer':
      return offerCall(request, field, reading);
    case 'withdraw':
      return { path: `${offer}/withdraw`, body: withText(field) };
    case 'accept_offer':
      return { path: `${offer}/accept`, body: {} };
    case 'reject_offer':
      return { path: `${offer}/reject`, body: withText(field) };
    case 'counter_offer': {
      const amount = readAmount(field('amount'), request.claimValue.currency, reading.locale, currencyNames);
      if (!amount) return { problem: reading.strings['refused.amount'] };
      return { path: `${offer}/counter`, body: { amount, ...(field('note') ? { note: field('note') } : {}) } };
    }
    case 'cancel':
      return { path: 'cancel', body: withText(field) };
    case 'ship':
      return { path: 'ship', body: { carrier: field('carrier'), trackingNumber: field('tracking') } };
    case 'hold_rule':
      return { path: 'hold-rule', body: {} };
    case 'extend':
      return { path: 'extend', body: { seconds: Number(field('seconds')), text: field('text') } };
  }
}
