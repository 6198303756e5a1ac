/**
 * The slash command `/parley`. It is acknowledged with nothing; the answer follows, a message for the eyes of whoever typed
 * it.
 */
import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { type Clock, LruCache, type Seller, useLinkCode } from '../../../src/bot.ts';
import {
  badTimeReply,
  channelSetReply,
  codeRefusedReply,
  digestReply,
  helpReply,
  linkedReply,
  listReply,
  mineReply,
  noChannelReply,
  notLinkedReply,
  quietReply,
  requestNotFoundReply,
  severalShopsReply,
  sorryReply,
  textReply,
  unclearReply,
  unknownShopReply,
  unlinkedReply,
} from '../blocks/command-replies.ts';
import type { Message } from '../blocks/model.ts';
import { requestMessage } from '../blocks/request.ts';
import { statusSentence } from '../blocks/status.ts';
import type { Words } from '../blocks/words.ts';
import { homeOf, type SlackPerson, shopsOf, unlink } from '../people.ts';
import { faultOf, slackErrorOf } from './delivery.ts';
import { type Home, newNonce } from './home.ts';
import { lookUp, requestsInHand, waitingRequests } from './lookup.ts';
import { type ParleyCommand, parseCommand } from './parse.ts';
import type { ListenerParts } from './parts.ts';
import type { Answers, Place } from './place.ts';
import { changeAlerts, withSettings } from './settings.ts';
import type { ShopRequests } from './shop-requests.ts';

/**
 * Whether the bot could write to the channel that somebody chose for alerts.
 *
 * - member: it can.
 * - outside: it has to be invited first. Slack does not tell a private channel it is outside of from none.
 * - closed: direct messages between other people; nobody can be invited there.
 */
type Standing = 'member' | 'outside' | 'closed';

const OUTSIDE = new Set(['channel_not_found', 'not_in_channel']);

/** Where Slack does not say, the answer is `member`: the first alert will tell. */
async function standingIn(client: WebClient, channel: string): Promise<Standing> {
  try {
    const { channel: info } = await client.conversations.info({ channel });
    return info?.is_im || info?.is_member !== false ? 'member' : 'outside';
  } catch (error) {
    if (!OUTSIDE.has(slackErrorOf(error) ?? '')) return 'member';
    return channel.startsWith('D') ? 'closed' : 'outside';
  }
}

const MOST = 10;
const WITHIN_MS = 10 * 60_000;
const REMEMBERED = 10_000;

interface Tries {
  mayTry(who: string): boolean;
  failed(who: string): void;
}

/** Codes are short, and guessing must stay hopeless: ten wrong tries within ten minutes of the first one, by this process's count. `clock` is the wall's. */
function createTries(clock: Clock): Tries {
  const wrong = new LruCache<{ count: number; since: number }>(REMEMBERED);
  const current = (who: string) => {
    const known = wrong.get(who);
    return known && clock.now() - known.since < WITHIN_MS ? known : { count: 0, since: clock.now() };
  };
  return {
    mayTry: (who) => current(who).count < MOST,
    failed(who) {
      const { count, since } = current(who);
      wrong.set(who, { count: count + 1, since });
    },
  };
}

/** Who typed it where, and how to speak to them. */
interface Typed {
  person: SlackPerson;
  channel: string;
  client: WebClient;
  /** The shops they act for, by id. */
  shops: Seller[];
  words: Words;
}

type Kind = ParleyCommand['kind'];
type CommandOf<K extends Kind> = Extract<ParleyCommand, { kind: K }>;
type Runners = { [K in Kind]: (command: CommandOf<K>, typed: Typed) => Message | Promise<Message> };

/** `example`: the command as it would be typed for one shop, without the shop. */
function chooseShop(named: string | undefined, example: string, { shops, words }: Typed): Seller | Message {
  const [first, second] = shops;
  if (!first) return notLinkedReply(words);
  if (named !== undefined) return shops.find(({ id }) => id === named) ?? unknownShopReply(named, shops, words);
  return second ? severalShopsReply(example, shops, words) : first;
}
const isReply = (chosen: Seller | Message): chosen is Message => 'blocks' in chosen;

type Run = (command: ParleyCommand, typed: Typed) => Promise<Message>;

/** What each `/parley` command does. */
function createRun(parts: ListenerParts, home: Home): Run {
  const { store, models, wallClock } = parts;
  const tries = createTries(wallClock);

  async function change(
    seller: Seller,
    settings: Parameters<typeof withSettings>[0],
    done: Message,
    words: Words,
  ): Promise<Message> {
    const changed = await changeAlerts(parts, seller.id, withSettings(settings));
    return changed ? done : noChannelReply(seller.name, words);
  }

  const runners: Runners = {
    async list({ shop: named }, typed) {
      const { shops, words } = typed;
      if (shops.length === 0) return notLinkedReply(words);
      const chosen = named === undefined ? shops : shops.filter(({ id }) => id === named);
      if (named !== undefined && chosen.length === 0) return unknownShopReply(named, shops, words);
      const { items, total } = await waitingRequests(parts, chosen);
      return listReply(items, total, words);
    },

    async mine({ shop: named }, typed) {
      const { person, shops, words } = typed;
      if (shops.length === 0) return notLinkedReply(words);
      const chosen = named === undefined ? shops : shops.filter(({ id }) => id === named);
      if (named !== undefined && chosen.length === 0) return unknownShopReply(named, shops, words);
      return mineReply(await requestsInHand(parts, chosen, person), words);
    },

    async show({ query }, { shops, words }) {
      if (shops.length === 0) return notLinkedReply(words);
      const found = await lookUp(parts, shops, query);
      if (!found) return requestNotFoundReply(query, words);
      if ('several' in found) return listReply(found.several, found.several.length, words);
      const seller = shops.find(({ id }) => id === found.one.request.sellerId);
      return requestMessage(found.one, seller ? models.words(seller) : words, newNonce());
    },

    async link({ code }, { person, client, words }) {
      const who = { team: homeOf(person), user: person.user };
      if (!tries.mayTry(`${who.team}/${who.user}`)) return codeRefusedReply('tries', words);
      const sellerId = await useLinkCode(store, code, who, wallClock.now());
      const seller = sellerId && (await store.directory.seller(sellerId));
      if (!seller) {
        tries.failed(`${who.team}/${who.user}`);
        return codeRefusedReply('unknown', words);
      }
      await home.publish(person, client);
      return linkedReply(seller.name, models.words(seller));
    },

    async channel({ shop: named }, typed) {
      const { client, channel, person, words } = typed;
      const shop = chooseShop(named, 'channel', typed);
      if (isReply(shop)) return shop;
      const standing = await standingIn(client, channel);
      if (standing === 'closed') return textReply(statusSentence('channel_not_found', words));
      await changeAlerts(parts, shop.id, (alerts) => ({ ...alerts, channel, team: person.team }));
      return channelSetReply(shop.name, standing === 'member', words);
    },

    quiet({ hours, shop: named }, typed) {
      const example = hours ? `quiet ${hours.from}-${hours.to}` : 'quiet off';
      const shop = chooseShop(named, example, typed);
      if (isReply(shop)) return shop;
      return change(shop, { quiet: hours }, quietReply(shop.name, hours, typed.words), typed.words);
    },

    digest({ at, shop: named }, typed) {
      const shop = chooseShop(named, `digest ${at ?? 'off'}`, typed);
      if (isReply(shop)) return shop;
      return change(shop, { digestAt: at }, digestReply(shop.name, at, typed.words), typed.words);
    },

    async unlink({ shop: named }, typed) {
      const { person, client, words } = typed;
      const shop = chooseShop(named, 'unlink', typed);
      if (isReply(shop)) return shop;
      await unlink(store, person, shop.id);
      await home.publish(person, client);
      return unlinkedReply(shop.name, words);
    },

    help: (_, { words }) => helpReply(words),
    unclear: ({ choices }, { words }) => unclearReply(choices, words),
    wrong: ({ about }, { words }) =>
      about === 'quiet' || about === 'digest' ? badTimeReply(about, words) : helpReply(words),
  };

  return async (command, typed) => {
    const runner = runners[command.kind] as (command: ParleyCommand, typed: Typed) => Message | Promise<Message>;
    return runner(command, typed);
  };
}

interface CommandParts {
  parts: ListenerParts;
  requests: ShopRequests;
  answers: Answers;
  home: Home;
}

export function listenToCommand(app: App, { parts, requests, answers, home }: CommandParts): void {
  const run = createRun(parts, home);

  // Any name: an app installed for trials calls the command something else.
  app.command(/^/u, async ({ ack, command: typed, client, context }) => {
    await ack();
    const organisation = context.isEnterpriseInstall ? typed.enterprise_id : undefined;
    const person = { team: typed.team_id, user: typed.user_id, ...(organisation ? { organisation } : {}) };
    const { channel_id: channel, response_url: responseUrl } = typed;
    const place: Place = { on: 'message', person, client, channel, responseUrl };
    const command = parseCommand(typed.text ?? '');
    const reply = async () => {
      const shops = await shopsOf(parts.store, person);
      const [first] = shops;
      const words = first ? requests.remember(person, parts.models.words(first)) : requests.lastWords(person);
      return run(command, { person, channel, client, shops, words });
    };
    const message = await reply().catch((error) => {
      parts.log.error(
        { command: command.kind, ...faultOf(error) },
        'a command typed in Slack could not be carried out',
      );
      return sorryReply(requests.lastWords(person));
    });
    await answers.show(place, message);
  });
}
