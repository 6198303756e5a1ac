/** What happens to a request without its shop, in sentences. */
import { oneLine } from '../../../src/bot.ts';
import { buyerOf } from './buyer.ts';
import type { RequestModel } from './model.ts';
import { cut } from './safe.ts';
import type { Words } from './words.ts';

const LONGEST_RULE = 60;

/** What happens without the shop: its rule acts, or the buyer takes what they had let go. */
export function itself({ request, terms: { rule, stillTaken } }: RequestModel, words: Words): string[] {
  const named = rule && { name: cut(oneLine(rule.name), LONGEST_RULE), time: words.time(rule.actsAt) };
  const acts =
    named && rule.amount
      ? words.say('request.ruleOffers', { ...named, money: words.money(rule.amount) })
      : named && words.say('request.ruleApproves', named);
  const buyer = buyerOf(request, words);
  const still = stillTaken && words.say('request.stillTaken', { buyer, money: words.money(stillTaken) });
  return [acts, still].filter((sentence) => sentence !== null);
}
