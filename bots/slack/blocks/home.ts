/**
 * App Home: for each shop the person acts for, how its alerts fare, its figures and settings, and what waits, soonest
 * deadline first, with the same buttons as in the channel. Slack takes 100 blocks; the parts below stay within that.
 */
import { languageOf, oneLine } from '../../../src/bot.ts';
import { actionButtons, actionId } from './actions.ts';
import { assigneeSentence } from './assignee.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import type { HomeView, KnownBlock, RequestModel, ShopModel } from './model.ts';
import { bold, lines, plain, richText } from './rich.ts';
import { ruleLines } from './rule-deeds.ts';
import { cut, plainText, section } from './safe.ts';
import { leadLine } from './standing.ts';
import { statusSentence } from './status.ts';
import type { Words } from './words.ts';

/** 10 shops of 6 blocks, 12 requests of 3, and 2 more: 98 at most. */
const MOST = { shops: 10, requests: 12 };
const LONGEST = { name: 100, title: 80 };

/** `now`: milliseconds since the epoch. No shops: the person is not linked to any. */
export function homeView(shops: ShopModel[], words: Words, nonce: string, now: number): HomeView {
  if (shops.length === 0) return { type: 'home', blocks: unlinked(words, nonce) };
  let room = MOST.requests;
  const shown = shops.slice(0, MOST.shops).flatMap((shop, index) => {
    const waiting = shop.waiting.slice(0, room);
    room -= waiting.length;
    return shopBlocks({ ...shop, waiting }, words, `${nonce}:${index}`);
  });
  const rest = shops.length - MOST.shops;
  const updated = words.say('home.updated', { time: words.time(new Date(now).toISOString()) });
  const more = rest > 0 ? [section(words.say('home.moreShops', { count: rest }), `${nonce}:more`)] : [];
  return { type: 'home', blocks: [...shown, ...more, remark(updated, `${nonce}:at`)] };
}

const remark = (text: string, blockId: string): KnownBlock => ({
  type: 'context',
  block_id: blockId,
  elements: [plainText(text, 1_000)],
});
const heading = (text: string, blockId: string): KnownBlock => ({
  type: 'header',
  block_id: blockId,
  text: plainText(text, 150),
});

const unlinked = (words: Words, nonce: string): KnownBlock[] => [
  heading(words.say('home.unlinked.title'), `${nonce}:title`),
  section(words.say('home.unlinked.text'), `${nonce}:text`),
];

function shopBlocks(shop: ShopModel, words: Words, nonce: string): KnownBlock[] {
  const { seller, status, waiting, waitingTotal } = shop;
  const more = waitingTotal - waiting.length;
  return [
    heading(cut(oneLine(seller.name), LONGEST.name), `${nonce}:name`),
    ...(status === 'ok' ? [] : [section(statusSentence(status, words), `${nonce}:status`)]),
    richText(`${nonce}:figures`, lines(figures(shop, words).map((text) => [plain(text, 300)]))),
    settings(shop, words, `${nonce}:settings`),
    ...waiting.flatMap((model, index) => [
      { type: 'divider' as const, block_id: `${nonce}:${index}:divider` },
      ...requestBlocks(model, words, `${nonce}:${index}`),
    ]),
    ...(more > 0 ? [section(words.say('home.more', { count: more }), `${nonce}:more`)] : []),
    { type: 'divider', block_id: `${nonce}:end` },
  ];
}

function figures(shop: ShopModel, words: Words): string[] {
  const { stats, waitingTotal } = shop;
  const { made, accepted } = stats.offers;
  const percent = new Intl.NumberFormat(words.locale, { style: 'percent' });
  return [
    words.say('home.waiting', { count: waitingTotal }),
    words.say('home.due', stats.dueWithin),
    words.say('home.stats', {
      made,
      accepted,
      rate: percent.format(made > 0 ? accepted / made : 0),
      timeouts: stats.timeouts,
    }),
    ...ruleLines(shop, words),
  ];
}

function settings({ seller }: ShopModel, words: Words, blockId: string): KnownBlock {
  const { quiet, digestAt, locale } = seller.alerts?.slack ?? {};
  const none = words.say('home.none');
  const text = words.say('home.settings', {
    quiet: quiet ? words.say('home.range', quiet) : none,
    digest: digestAt ?? none,
    language: LANGUAGE_NAMES[languageOf(locale)],
  });
  return {
    ...section(text, blockId),
    accessory: {
      type: 'button',
      action_id: actionId('settings'),
      text: plainText(words.say('action.settings'), 75),
      value: seller.id,
    },
  };
}

function requestBlocks(model: RequestModel, words: Words, nonce: string): KnownBlock[] {
  const { items } = model.request;
  const first = cut(oneLine(items[0]?.title ?? ''), LONGEST.title);
  const rest = items.length > 1 ? [words.say('request.more', { count: items.length - 1 })] : [];
  const what = [first, ...rest].join(' ');
  const holder = model.request.assignees?.shop ? [[plain(assigneeSentence(model.request, words))]] : [];
  return [
    richText(`${nonce}:lead`, lines([[bold(leadLine(model.request, words))], [plain(what)], ...holder])),
    ...actionButtons(model, words, nonce),
  ];
}
