/** Reads what views are made from: a request, or a shop, as its seller sees it now. */
import {
  type Clock,
  createOdds,
  createWaiting,
  decisionTerms,
  type OddsView,
  type RequestEvent,
  type RequestState,
  type Seller,
  type StatsOf,
  type Store,
  viewEvent,
  viewRequest,
  type Waiting,
  type WorkStatus,
} from '../../src/bot.ts';
import type { RequestModel, ShopModel } from './blocks/model.ts';
import { type Words, wordsFor } from './blocks/words.ts';
import type { Links } from './links.ts';
import { createRuleDeeds } from './rule-deeds.ts';

/** How much history a view may look at. */
const HISTORY = 30;
/** How many waiting requests App Home and the digest show at most. */
const SHOWN_WAITING = 20;
const COUNTED_TO = 10_000;

export interface Models {
  /** The request with its latest events; `events` are those that are at hand already, oldest first. */
  request(state: RequestState): Promise<RequestModel>;
  /** Null where there is no such request. */
  byId(requestId: string): Promise<RequestModel | null>;
  /** What of a conversation waits for a reply, and on which request. */
  waiting(conversationId: string): Promise<Waiting>;
  /** How often offers like its quick picks were accepted. Null where there is no such request. */
  odds(requestId: string): Promise<OddsView | null>;
  /** The request without its history, which lists do not show. */
  listed(state: RequestState): Promise<RequestModel>;
  shop(seller: Seller): Promise<ShopModel>;
  /** In the language of the seller's alerts, with times in the shop's zone. */
  words(seller: Seller): Words;
}

export interface ModelParts {
  store: Store;
  stats: StatsOf;
  clock: Clock;
  /** Gives requests that are to be shipped their documents. */
  links?: Pick<Links, 'documents'>;
}

/** What waits for the seller's answer or shipment, soonest deadline first. */
const WAITING_TABS = ['awaiting_action', 'to_ship'] as const;

export function createModels({ store, stats, clock, links }: ModelParts): Models {
  const oddsOf = createOdds(store, clock);
  const asSeller = (sellerId: string) => ({ kind: 'person', person: { role: 'seller', id: sellerId } }) as const;

  async function modelOf(state: RequestState, events: RequestEvent[]): Promise<RequestModel> {
    const documents = await links?.documents(state);
    const caller = asSeller(state.facts.sellerId);
    return {
      request: viewRequest(state, caller, clock.now()),
      terms: decisionTerms(state, clock.now()),
      history: events.map((event) => viewEvent(event, caller)),
      ...(documents ? { documents } : {}),
    };
  }

  async function request(state: RequestState): Promise<RequestModel> {
    const events = await store.requests.events(state.id, Math.max(0, state.version - HISTORY), HISTORY);
    return modelOf(state, events);
  }

  async function waitingFor(sellerId: string) {
    const now = clock.now();
    const pages = await Promise.all(
      WAITING_TABS.map(async (tab) => {
        const filter = { sellerId, tab };
        const [page, total] = await Promise.all([
          store.requests.list({ filter, sort: 'deadline', limit: SHOWN_WAITING, now }),
          store.requests.count(filter, now, COUNTED_TO),
        ]);
        return { items: page.items, total };
      }),
    );
    const dueAt = (state: RequestState) => state.deadline?.at ?? '9';
    const states = pages.flatMap(({ items }) => items).toSorted((a, b) => (dueAt(a) < dueAt(b) ? -1 : 1));
    return { states: states.slice(0, SHOWN_WAITING), total: pages.reduce((sum, { total }) => sum + total, 0) };
  }

  const ruleDeeds = createRuleDeeds({ store, clock });

  const statusOf = (seller: Seller, status: WorkStatus | null): string =>
    seller.alerts?.slack ? (status?.code ?? 'ok') : 'not_connected';

  return {
    request,
    waiting: createWaiting(store),
    listed: (state) => modelOf(state, []),
    async byId(requestId) {
      const loaded = await store.requests.load(requestId);
      return loaded && request(loaded.state);
    },
    async odds(requestId) {
      const loaded = await store.requests.load(requestId);
      return loaded && oddsOf(loaded.state);
    },
    async shop(seller) {
      const [waiting, figures, status, deeds] = await Promise.all([
        waitingFor(seller.id),
        stats({ sellerId: seller.id }),
        store.work.alert.status(seller.id),
        ruleDeeds(seller.id),
      ]);
      return {
        seller,
        status: statusOf(seller, status),
        waiting: await Promise.all(waiting.states.map((state) => modelOf(state, []))),
        waitingTotal: waiting.total,
        stats: figures,
        deeds,
      };
    },
    words: (seller) => wordsFor(seller.alerts?.slack?.locale, seller.zone),
  };
}
