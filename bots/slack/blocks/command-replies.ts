/** Answers to `/parley` and to presses of buttons, each a message that only the person sees. */
import { earlierClaimsSaid, oneLine, type RequestView } from '../../../src/bot.ts';
import { requestButton } from './actions.ts';
import type { Message, RequestModel } from './model.ts';
import { requestsWithButtons } from './request-list.ts';
import { bold, bullets, code, line, link, plain, richText, spaced } from './rich.ts';
import { cut, mrkdwn, section } from './safe.ts';
import { orderOf } from './standing.ts';
import type { Words } from './words.ts';

/** A shop that the person acts for. */
export interface NamedShop {
  id: string;
  name: string;
}

const LONGEST_NAME = 100;
const MOST_SHOPS = 20;
const short = (text: string): string => cut(oneLine(text), LONGEST_NAME);

/** One paragraph. */
export const textReply = (text: string): Message => ({ text: mrkdwn(text), blocks: [section(text, 'text')] });

/** What waits, soonest deadline first. `total`: how many there are in all. */
export function listReply(items: RequestModel[], total: number, words: Words): Message {
  if (items.length === 0) return textReply(words.say('list.empty'));
  const title = words.say('list.title', { count: Math.max(total, items.length) });
  return {
    text: mrkdwn(title),
    blocks: [
      richText('title', line(bold(title))),
      ...requestsWithButtons({ items, total }, words, 'list'),
      section(words.say('list.how'), 'how'),
    ],
  };
}

/** What the person has in hand, each with a button that lets it go. */
export function mineReply(items: RequestModel[], words: Words): Message {
  if (items.length === 0) return textReply(words.say('mine.empty'));
  const title = words.say('mine.title', { count: items.length });
  const listed = requestsWithButtons({ items, total: items.length }, words, 'mine', (model) => [
    requestButton('let_go', model, words),
  ]);
  return { text: mrkdwn(title), blocks: [richText('title', line(bold(title))), ...listed] };
}

/** What the buyer asked of this shop before, the latest change first; as much of it as is at hand. */
export function earlierReply({ buyerRequests }: RequestView, items: RequestModel[], words: Words): Message {
  if (!buyerRequests || items.length === 0) return textReply(words.say('earlier.none'));
  const title = earlierClaimsSaid(buyerRequests, words.locale);
  const listed = requestsWithButtons({ items, total: buyerRequests.count }, words, 'earlier');
  return { text: mrkdwn(title), blocks: [richText('title', line(bold(title))), ...listed] };
}

const COMMANDS = [
  ['help.list', '/parley list'],
  ['help.mine', '/parley mine'],
  ['help.show', '/parley show 577087614418520388'],
  ['help.link', '/parley link ABCD-EFGH'],
  ['help.channel', '/parley channel'],
  ['help.quiet', '/parley quiet 22:00-07:00'],
  ['help.digest', '/parley digest 09:00'],
  ['help.unlink', '/parley unlink'],
  ['help.help', '/parley help'],
] as const;

export function helpReply(words: Words): Message {
  const title = words.say('help.title');
  const rows = COMMANDS.map(([key, command]) => spaced([code(command), plain(words.say(key))]));
  const told = COMMANDS.map(([key, command]) => `${command}: ${words.say(key)}`);
  return {
    text: mrkdwn([title, ...told].join('\n')),
    blocks: [richText('help', line(bold(title)), bullets(rows)), section(words.say('help.shops'), 'shops')],
  };
}

/** `/parley link` worked. `shop`: its name. */
export const linkedReply = (shop: string, words: Words): Message =>
  textReply(words.say('reply.linked', { shop: short(shop) }));

/** `unknown`: wrong, expired or used; which of them is not told. `tries`: too many wrong ones. */
export const codeRefusedReply = (why: 'unknown' | 'tries', words: Words): Message =>
  textReply(words.say(`reply.code.${why}`));

/** `isMember` false: the app has to be invited first. */
export const channelSetReply = (shop: string, isMember: boolean, words: Words): Message =>
  textReply(words.say(isMember ? 'reply.channel' : 'reply.channel.invite', { shop: short(shop) }));

export const quietReply = (shop: string, quiet: { from: string; to: string } | null, words: Words): Message =>
  textReply(
    quiet
      ? words.say('reply.quiet.set', { shop: short(shop), ...quiet })
      : words.say('reply.quiet.off', { shop: short(shop) }),
  );

export const digestReply = (shop: string, at: string | null, words: Words): Message =>
  textReply(
    at
      ? words.say('reply.digest.set', { shop: short(shop), time: at })
      : words.say('reply.digest.off', { shop: short(shop) }),
  );

/** Quiet hours and digests need a channel. */
export const noChannelReply = (shop: string, words: Words): Message =>
  textReply(words.say('reply.noChannel', { shop: short(shop) }));

export const unlinkedReply = (shop: string, words: Words): Message =>
  textReply(words.say('reply.unlinked', { shop: short(shop) }));

/** Not linked to any shop, or not to the one in question: why nothing was done, and how to link. */
export const notLinkedReply = (words: Words): Message => textReply(words.say('reply.notLinked'));

export const requestNotFoundReply = (query: string, words: Words): Message =>
  textReply(words.say('reply.notFound', { query: short(query) }));

function shopsReply(title: string, shops: NamedShop[], words: Words): Message {
  const names = shops.slice(0, MOST_SHOPS).map(({ id, name }) => words.say('reply.shop', { id, name: short(name) }));
  const rows = names.map((name) => [plain(name, 300)]);
  const list = rows.length > 0 ? [bullets(rows)] : [];
  return {
    text: mrkdwn([title, ...names].join('\n')),
    blocks: [richText('shops', line(plain(title)), ...list)],
  };
}

/** Several shops are linked: `command`, such as `channel`, needs the id of one. */
export const severalShopsReply = (command: string, shops: NamedShop[], words: Words): Message =>
  shopsReply(words.say('reply.several', { command: short(command), example: shops[0]?.id ?? '' }), shops, words);

/** The named shop is none of those linked. */
export const unknownShopReply = (named: string, shops: NamedShop[], words: Words): Message =>
  shopsReply(words.say('reply.unknownShop', { named: short(named) }), shops, words);

/** A time that cannot be read, with one that can. */
export const badTimeReply = (command: 'quiet' | 'digest', words: Words): Message =>
  textReply(words.say(`reply.time.${command}`));

/** What was typed could mean several things. `choices`: each as it would be typed, without `/parley`. */
export const unclearReply = (choices: string[], words: Words): Message =>
  textReply(words.say('reply.unclear', { choices: words.either(choices.map((choice) => `/parley ${short(choice)}`)) }));

/** The request's page, for one person. */
export const pageReply = (request: RequestView, url: string, words: Words): Message => {
  const to = link(url, words.say('reply.page.link', { order: orderOf(request) }));
  const about = words.say('reply.page');
  return { text: mrkdwn(about), blocks: [richText('page', ...(to ? [line(to)] : []), line(plain(about)))] };
};

/** Something failed on our side. */
export const sorryReply = (words: Words): Message => textReply(words.say('reply.sorry'));
