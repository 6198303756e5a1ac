/** Why something was not done, as a sentence for the seller, and the field of a dialog it belongs to. */
import type { Money, Refusal, RefusalCode } from '../../../src/bot.ts';
import type { RequestModel } from './model.ts';
import type { Words } from './words.ts';

export type RefusedModal = 'offer' | 'counter' | 'reject' | 'ship' | 'decline';

/** `model`: the request as it stands now, where it is known; amounts are then told in its currency. */
export function refusalSentence(refusal: Refusal, model: RequestModel | null, words: Words): string {
  const { say } = words;
  const currency = model?.request.claimValue.currency;
  switch (refusal.code) {
    case 'amount_out_of_range':
      return rangeSentence(refusal, currency, words);
    case 'currency_mismatch':
      return currency ? say('refused.currency_mismatch', { currency }) : say('refused.currency');
    case 'conflict':
    case 'deadline_passed':
    case 'offer_limit_reached':
    case 'solution_not_allowed':
    case 'evidence_required':
    case 'forbidden':
    case 'not_found':
    case 'invalid_body':
    case 'version_mismatch':
      return say(`refused.${refusal.code}`);
    default:
      return say('refused.other');
  }
}

/** The domain names 0 to 0 where no amount is possible at all. */
function rangeSentence({ min, max }: Refusal, currency: string | undefined, words: Words): string {
  if (currency === undefined || min === undefined || !max) return words.say('refused.amount');
  const money = (amount: number): string => words.money({ amount, currency } satisfies Money);
  return words.say('refused.amount_out_of_range', { min: money(min), max: money(max) });
}

const FIELDS: Readonly<Record<RefusedModal, Partial<Record<RefusalCode, string>>>> = {
  offer: {
    amount_out_of_range: 'amount',
    currency_mismatch: 'amount',
    solution_not_allowed: 'pick',
    offer_limit_reached: 'pick',
  },
  counter: { amount_out_of_range: 'amount', currency_mismatch: 'amount' },
  reject: { evidence_required: 'evidence', invalid_body: 'reason' },
  ship: {},
  decline: {},
};

/** The block id of the field that a refusal belongs to; null where it is about the whole. */
export const refusalField = (code: RefusalCode, modal: RefusedModal): string | null => FIELDS[modal][code] ?? null;
