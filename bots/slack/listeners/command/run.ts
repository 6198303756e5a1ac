/** What each `/parley` command does. Every one answers with a message for the eyes of whoever typed it. */
import type { WebClient } from '@slack/web-api';
import { type Seller, useLinkCode } from '../../../../src/bot.ts';
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
  textReply,
  unclearReply,
  unknownShopReply,
  unlinkedReply,
} from '../../blocks/command-replies.ts';
import type { Message } from '../../blocks/model.ts';
import { requestMessage } from '../../blocks/request.ts';
import { statusSentence } from '../../blocks/status.ts';
import type { Words } from '../../blocks/words.ts';
import { homeOf, memberOf, type SlackPerson, unlink } from '../../people.ts';
import { changeAlerts, withSettings } from '../alerts.ts';
import { type Home, newNonce } from '../home.ts';
import type { ListenerParts } from '../parts.ts';
import { standingIn } from './channel.ts';
import { lookUp, requestsInHand, waitingRequests } from './lookup.ts';
import type { ParleyCommand } from './parse.ts';
import { createTries } from './tries.ts';

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

export type Run = (command: ParleyCommand, typed: Typed) => Promise<Message>;

export function createRun(parts: ListenerParts, home: Home): Run {
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
      return mineReply(await requestsInHand(parts, chosen, memberOf(person)), words);
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
