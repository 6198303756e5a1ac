/** What is written of requests, conversations and shops. */
import type { Store } from '../../src/application/ports/store.ts';
import { lease, WALL } from '../contract/work-data.ts';
import { cardMessage, following, offer, opening, requestState, textMessage, thaiPolicy } from '../support/builders.ts';
import type { Written } from './written.ts';

const requestOf = (name: string) => requestState({ id: `req_${name}`, facts: { conversationId: `conv-${name}` } });
const history = async ({ requests }: Store, name: string) => [
  await requests.load(`req_${name}`),
  await requests.events(`req_${name}`, 0, 10),
];
const open = (store: Store, name: string) => store.requests.commit(opening(requestOf(name)));

const REQUESTS: Written[] = [
  { what: 'an opening', write: open, after: history },
  { what: 'an opening of what is there', before: open, write: open, after: history },
  {
    what: 'an external id',
    write: ({ requests }, name) => requests.idForExternal(`ext-${name}`, `req_${name}`),
    after: ({ requests }, name) => requests.idForExternal(`ext-${name}`, 'req_later'),
  },
  {
    what: 'external ids of several at once, one of them given before',
    before: ({ requests }, name) => requests.idForExternal(`ext-${name}b`, `req_${name}`),
    write: ({ requests }, name) =>
      Promise.all(['a', 'b', 'c'].map((part) => requests.idForExternal(`ext-${name}${part}`, `req_${name}${part}`))),
    after: ({ requests }, name) =>
      Promise.all(['a', 'b', 'c'].map((part) => requests.idForExternal(`ext-${name}${part}`, 'req_later'))),
  },
  {
    what: 'a commit',
    before: open,
    write: ({ requests }, name) => requests.commit(following(requestOf(name), { status: 'negotiating' })),
    after: history,
  },
  {
    what: 'a commit that comes second',
    before: async (store, name) => {
      await open(store, name);
      await store.requests.commit(following(requestOf(name), { status: 'negotiating' }));
    },
    write: ({ requests }, name) => requests.commit(following(requestOf(name), { status: 'cancelled' })),
    after: history,
  },
  {
    what: 'commits of several at once',
    before: async (store, name) => {
      for (const part of ['a', 'b', 'c']) await open(store, `${name}${part}`);
      await store.requests.commit(following(requestOf(`${name}c`), { status: 'negotiating' }));
    },
    write: ({ requests }, name) =>
      Promise.all(['a', 'b', 'c'].map((part) => requests.commit(following(requestOf(name + part), {})))),
    after: (store, name) => Promise.all(['a', 'b', 'c'].map((part) => history(store, name + part))),
  },
  {
    what: 'a relay’s lease',
    before: open,
    write: ({ requests }, name) => requests.lease(`req_${name}`, lease('me'), WALL),
    after: history,
  },
  {
    what: 'a relay’s mark',
    before: async (store, name) => {
      await open(store, name);
      await store.requests.lease(`req_${name}`, lease('me'), WALL);
    },
    write: ({ requests }, name) => requests.ack([{ id: `req_${name}`, seq: 1, owner: 'me' }]),
    after: history,
  },
  {
    what: 'relay’s marks, of which one leaves more to tell',
    before: async (store, name) => {
      for (const part of ['a', 'b']) {
        await open(store, `${name}${part}`);
        await store.requests.lease(`req_${name}${part}`, lease('me'), WALL);
      }
      await store.requests.commit(following(requestOf(`${name}b`), {}));
    },
    write: ({ requests }, name) =>
      requests.ack(['a', 'b'].map((part) => ({ id: `req_${name}${part}`, seq: 1, owner: 'me' }))),
    after: (store, name) => Promise.all(['a', 'b'].map((part) => history(store, name + part))),
  },
];

const conversationOf = (name: string) => ({ id: `conv-${name}`, buyerId: 'buyer-1', sellerId: 'shop-1' });
const textOf = (name: string, n = 1) => textMessage({ id: `msg_${name}_${n}`, conversationId: `conv-${name}` });
const cardOf = (name: string, revision: number) =>
  cardMessage(requestState({ offers: [offer()] }), {
    id: `msg_${name}_card`,
    conversationId: `conv-${name}`,
    revision,
  });
const transcript = async ({ chat }: Store, name: string) => [
  await chat.conversation(`conv-${name}`),
  await chat.messages({ conversationId: `conv-${name}`, after: 0, limit: 10 }),
  await chat.reads(`conv-${name}`),
];
const read = (seq: number) => ({ role: 'buyer', id: 'buyer-1', seq }) as const;

const CHAT: Written[] = [
  { what: 'a conversation', write: ({ chat }, name) => chat.claim(conversationOf(name)), after: transcript },
  { what: 'a first text', write: ({ chat }, name) => chat.write([textOf(name)]), after: transcript },
  {
    what: 'a text and the edit of a card',
    before: ({ chat }, name) => chat.write([cardOf(name, 1), textOf(name)]),
    write: ({ chat }, name) => chat.write([textOf(name, 2), cardOf(name, 2), textOf(name, 3)]),
    after: transcript,
  },
  {
    what: 'texts of several at once, one told before',
    before: ({ chat }, name) => chat.write([textOf(name)]),
    write: ({ chat }, name) => Promise.all([1, 2, 3].map((n) => chat.write([textOf(name, n)]))),
    after: transcript,
  },
  {
    what: 'a first read mark',
    before: ({ chat }, name) => chat.write([textOf(name)]),
    write: ({ chat }, name) => chat.markRead(`conv-${name}`, read(1)),
    after: transcript,
  },
  {
    what: 'a higher read mark',
    before: async ({ chat }, name) => {
      await chat.write([textOf(name), textOf(name, 2)]);
      await chat.markRead(`conv-${name}`, read(1));
    },
    write: ({ chat }, name) => chat.markRead(`conv-${name}`, read(2)),
    after: transcript,
  },
  {
    what: 'a read mark that stands as high',
    before: async ({ chat }, name) => {
      await chat.write([textOf(name)]);
      await chat.markRead(`conv-${name}`, read(1));
    },
    write: ({ chat }, name) => chat.markRead(`conv-${name}`, read(1)),
    after: transcript,
  },
  {
    what: 'messages put back',
    write: ({ chat }, name) =>
      chat.restore([1, 2].map((n) => ({ ...textOf(name, n), seq: n, change: 2 * n, revision: n }))),
    after: transcript,
  },
];

const shopOf = (name: string, more: object = {}) => ({
  id: `shop-${name}`,
  name: 'ร้านชาม',
  market: 'TH',
  zone: 'Asia/Bangkok',
  ...more,
});
const shop = ({ directory }: Store, name: string) => directory.seller(`shop-${name}`);

const DIRECTORY: Written[] = [
  { what: 'a seller', write: ({ directory }, name) => directory.putSeller(shopOf(name)), after: shop },
  {
    what: 'a seller anew',
    before: ({ directory }, name) => directory.putSeller(shopOf(name)),
    write: ({ directory }, name) => directory.putSeller(shopOf(name, { name: 'Bowls' })),
    after: shop,
  },
  {
    what: 'a seller in place of another reading',
    before: ({ directory }, name) => directory.putSeller(shopOf(name)),
    write: ({ directory }, name) => directory.swapSeller(shopOf(name), shopOf(name, { name: 'Bowls' })),
    after: shop,
  },
  {
    what: 'a seller in place of what stands no more',
    before: ({ directory }, name) => directory.putSeller(shopOf(name)),
    write: ({ directory }, name) =>
      directory.swapSeller(shopOf(name, { name: 'Cups' }), shopOf(name, { name: 'Bowls' })),
    after: shop,
  },
  {
    what: 'a policy',
    write: ({ directory }, name) => directory.putPolicy({ ...thaiPolicy(), market: name }),
    after: ({ directory }, name) => directory.policy(name),
  },
];

export const WRITTEN_REQUESTS: Written[] = [...REQUESTS, ...CHAT, ...DIRECTORY];
