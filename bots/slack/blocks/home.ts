/**
 * App Home, in sections with a divider between two: what waits for the person, over all of their shops, soonest deadline
 * first, with the same buttons as in the channel; what the shops' rules did and will do; each shop with its figures and
 * settings. Above all that, what is wrong with a shop's alerts. Slack takes 100 blocks; the parts below stay within that.
 */
import { oneLine } from '../../../src/bot.ts';
import { actionButtons } from './actions.ts';
import { assigneeSentence } from './assignee.ts';
import { nameless } from './buyer.ts';
import { shopSection } from './home-shop.ts';
import type { HomeView, KnownBlock, RequestModel, ShopModel } from './model.ts';
import { bold, lines, plain, richText } from './rich.ts';
import { ruleLines } from './rule-deeds.ts';
import { cut, plainText, section } from './safe.ts';
import { leadLine } from './standing.ts';
import { statusSentence } from './status.ts';
import type { Words } from './words.ts';

/**
 * 10 shops of 3 blocks (alerts, rules, the shop), 18 requests of 3, 3 headers, 2 dividers, and 4 more: what is due, what
 * is not shown of either, the time. 93 at most.
 */
const MOST = { shops: 10, requests: 18 };
const LONGEST_NAME = 100;

type Section = KnownBlock[];

/** `now`: milliseconds since the epoch. No shops: the person is not linked to any. */
export function homeView(shops: ShopModel[], words: Words, nonce: string, now: number): HomeView {
  if (shops.length === 0) return { type: 'home', blocks: unlinked(words, nonce) };
  const shown = shops.slice(0, MOST.shops);
  const sections = [waits(shops, words, `${nonce}:waits`), rules(shown, words, `${nonce}:rules`)];
  const updated = words.say('home.updated', { time: words.time(new Date(now).toISOString()) });
  return {
    type: 'home',
    blocks: [
      ...alerts(shown, words, `${nonce}:alerts`),
      ...sections.flatMap((one, index) => (one.length === 0 ? [] : [...one, divider(`${nonce}:${index}:end`)])),
      ...shopsSection(shops, words, `${nonce}:shops`),
      { type: 'context', block_id: `${nonce}:at`, elements: [plainText(updated, 1_000)] },
    ],
  };
}

const divider = (blockId: string): KnownBlock => ({ type: 'divider', block_id: blockId });
const heading = (text: string, blockId: string): KnownBlock => ({
  type: 'header',
  block_id: blockId,
  text: plainText(text, 150),
});
const nameOf = ({ seller }: ShopModel): string => cut(oneLine(seller.name), LONGEST_NAME);
const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);

const unlinked = (words: Words, nonce: string): KnownBlock[] => [
  heading(words.say('home.unlinked.title'), `${nonce}:title`),
  section(words.say('home.unlinked.text'), `${nonce}:text`),
];

/** What is wrong with the shops' alerts; of which shop, where there are several. */
const alerts = (shops: ShopModel[], words: Words, nonce: string): KnownBlock[] =>
  shops
    .filter(({ status }) => status !== 'ok')
    .map((shop, index) => {
      const sentence = statusSentence(shop.status, words);
      return section(shops.length > 1 ? `${nameOf(shop)}: ${sentence}` : sentence, `${nonce}:${index}`);
    });

/** A request without a deadline waits longest. */
const dueOf = ({ request }: RequestModel): string => request.deadline?.at ?? '9999';

function waits(shops: ShopModel[], words: Words, nonce: string): Section {
  const all = shops.flatMap((shop) => shop.waiting.map((model) => ({ model, shop })));
  const shown = all.toSorted((a, b) => (dueOf(a.model) < dueOf(b.model) ? -1 : 1)).slice(0, MOST.requests);
  const count = sum(shops.map(({ waitingTotal }) => waitingTotal));
  const due = shops.map(({ stats }) => stats.dueWithin);
  const more = count - shown.length;
  return [
    heading(words.say('home.waiting', { count }), `${nonce}:title`),
    section(
      words.say('home.due', {
        overdue: sum(due.map(({ overdue }) => overdue)),
        h1: sum(due.map(({ h1 }) => h1)),
        h4: sum(due.map(({ h4 }) => h4)),
      }),
      `${nonce}:due`,
    ),
    ...shown.flatMap(({ model, shop }, index) => [
      ...(index === 0 ? [] : [divider(`${nonce}:${index}:divider`)]),
      ...requestBlocks(model, shops.length > 1 ? nameOf(shop) : undefined, words, `${nonce}:${index}`),
    ]),
    ...(more > 0 ? [section(words.say('home.more', { count: more }), `${nonce}:more`)] : []),
  ];
}

/** Nothing where no rule did or will do anything; of which shop, where there are several. */
function rules(shops: ShopModel[], words: Words, nonce: string): Section {
  const told = shops.flatMap((shop, index) => {
    const rows = ruleLines(shop, words).map((text) => [plain(text, 300)]);
    if (rows.length === 0) return [];
    return [richText(`${nonce}:${index}`, lines(shops.length > 1 ? [[bold(nameOf(shop))], ...rows] : rows))];
  });
  return told.length === 0 ? [] : [heading(words.say('home.rules'), `${nonce}:title`), ...told];
}

function shopsSection(shops: ShopModel[], words: Words, nonce: string): Section {
  const rest = shops.length - MOST.shops;
  return [
    heading(words.say('home.shops', { count: shops.length }), `${nonce}:title`),
    ...shops.slice(0, MOST.shops).map((shop, index) => shopSection(shop, nameOf(shop), words, `${nonce}:${index}`)),
    ...(rest > 0 ? [section(words.say('home.moreShops', { count: rest }), `${nonce}:more`)] : []),
  ];
}

/** `shop`: the name, where it has to be said. */
function requestBlocks(model: RequestModel, shop: string | undefined, words: Words, nonce: string): KnownBlock[] {
  const whose = shop ? [[plain(shop)]] : [];
  const holder = model.request.assignees?.shop ? [[plain(assigneeSentence(model.request, words))]] : [];
  return [
    richText(`${nonce}:lead`, lines([[bold(leadLine(nameless(model).request, words))], ...whose, ...holder])),
    ...actionButtons(model, words, nonce),
  ];
}
