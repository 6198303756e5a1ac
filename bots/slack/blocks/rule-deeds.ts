/** What a shop's rules did since yesterday, and what they are about to do: for App Home and the digest. */
import { oneLine } from '../../../src/bot.ts';
import type { RuleDeed, ShopModel } from './model.ts';
import { cut } from './safe.ts';
import { orderOf } from './standing.ts';
import type { Words } from './words.ts';

const MOST = 5;
const LONGEST_NAME = 60;

const deedLine = ({ request, name, at, amount }: Omit<RuleDeed, 'outcome'>, words: Words): string =>
  words.say('rules.deed', {
    time: words.time(at),
    answer: amount ? 'offer' : 'approve',
    money: amount ? words.money(amount) : '',
    name: cut(oneLine(name), LONGEST_NAME),
    order: orderOf(request),
  });

const boundOf = (atLeast: boolean): string => (atLeast ? 'least' : 'exact');

function listed(title: string, rows: string[], words: Words): string[] {
  if (rows.length === 0) return [];
  const more = rows.length - MOST;
  return [title, ...rows.slice(0, MOST), ...(more > 0 ? [words.say('rules.deedsMore', { count: more })] : [])];
}

/** Lines of text; none where rules neither did nor will do anything. `waiting`: what waits for the shop. */
export function ruleLines(
  { deeds, waiting, waitingTotal }: Pick<ShopModel, 'deeds' | 'waiting' | 'waitingTotal'>,
  words: Words,
): string[] {
  const did = deeds.items.map((deed) => {
    const text = deedLine(deed, words);
    return deed.outcome === null ? text : words.say('rules.outcome', { deed: text, outcome: deed.outcome });
  });
  const will = waiting
    .flatMap(({ request, terms: { rule } }) => (rule ? [{ request, ...rule, at: rule.actsAt }] : []))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map((deed) => deedLine(deed, words));
  return [
    ...listed(words.say('rules.did', { count: did.length, bound: boundOf(deeds.atLeast) }), did, words),
    ...listed(
      words.say('rules.will', { count: will.length, bound: boundOf(waitingTotal > waiting.length) }),
      will,
      words,
    ),
  ];
}
