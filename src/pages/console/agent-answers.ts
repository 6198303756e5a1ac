/** How agents answer for the seller: in the shop's forms, with words of their own where the shop's would be wrong. */
import { html } from 'lit';
import type { Action } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import type { Answering, Panel } from '../answers/answering.ts';
import { choiceField, optional, textField } from '../answers/fields.ts';
import type { Refusal } from '../session/calls.ts';
import { type Reading, stateWords } from './words.ts';

const HOURS = [1, 2, 4, 8, 24];

/** The shop's words of an answer, said to whoever gives it in the shop's place. */
function inTheirPlace({ strings, answers }: Reading): SellerStrings {
  return {
    ...answers,
    answers: strings.actions,
    approveAbout: strings['means.approve'],
    withdrawAbout: strings['means.withdraw'],
    declineAbout: strings['means.reject_offer'],
    offerAfter: strings['means.offer'],
    outlookDecideOnly: '',
    offerLast: '',
    oddsShop: strings['odds.shop'],
    'shipping.platform': strings['shipping.platform'],
    'shipping.seller': strings['shipping.seller'],
    paidByShop: '',
  };
}

function ownPanels({ strings }: Reading): Answering['own'] {
  const extend: Panel = {
    body: ({ refused }) => html`
      <p>${strings['means.extend']}</p>
      ${choiceField(
        { name: 'seconds', label: strings['field.by'], value: '3600', refused },
        HOURS.map((count) => ({ value: String(count * 3600), label: fill(strings['field.hours'], { count }) })),
      )}
      ${textField({ name: 'text', label: strings['field.text'], refused })}
    `,
    confirm: () => strings['action.extend'],
    read: (entry, { desk }) =>
      entry('text')
        ? { path: 'extend', body: { seconds: Number(entry('seconds')), text: entry('text') } }
        : { field: 'text', text: desk.strings.fieldMissing },
  };
  const cancel: Panel = {
    body: ({ refused, desk }) => html`
      <p>${strings['means.cancel']}</p>
      ${textField({ name: 'text', label: optional(strings['field.reason'], desk.strings), refused })}
    `,
    confirm: () => strings['action.cancel'],
    danger: true,
    putAway: strings['cancel.not'],
    read: (entry) => ({ path: 'cancel', body: entry('text') ? { text: entry('text') } : {} }),
  };
  return { extend, cancel };
}

/** What is one press elsewhere on the page, without a form. */
const isPressed = (action: Action): action is 'assign' | 'hold_rule' => action === 'assign' || action === 'hold_rule';

const otherwise = (refusal: Exclude<Refusal, 'offline'>, { strings }: Reading): string =>
  refusal.code === 'extension_used' ? strings['refused.extended'] : refusal.detail;

export const answeringOf = (
  reading: Reading,
  { now, token, act, odds, photos, latest }: Pick<Answering, 'now' | 'token' | 'act' | 'odds' | 'photos' | 'latest'>,
): Answering => ({
  strings: inTheirPlace(reading),
  locale: reading.locale,
  zone: reading.zone,
  now,
  token,
  act,
  odds,
  photos,
  latest,
  label: (action) => (isPressed(action) ? '' : reading.strings[`action.${action}`]),
  status: (request) => stateWords(request, reading.strings),
  otherwise: (refusal) => otherwise(refusal, reading),
  own: ownPanels(reading),
});
