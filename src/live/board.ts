/** `/console` and `/seller`: live boards of every negotiation, and of one shop's. */
import type { z } from 'zod';
import { canSeeRequest, canSeeShop, shopOf } from '../application/access.ts';
import { filterFor } from '../application/list-filter.ts';
import { readsNote, viewNote } from '../application/notes/notes.ts';
import type { StoredNote } from '../application/notes/ports.ts';
import { viewRequest } from '../application/queries.ts';
import { settled } from '../application/voice.ts';
import {
  type Attention,
  AuthPayload,
  type BoardClientEvents,
  CardsPayload,
  ConversationPayload,
  type SnapshotAnswer,
  SnapshotPayload,
  TimePayload,
  ViewPayload,
} from '../contract/live.ts';
import { CLOSED, type RequestState } from '../domain/request.ts';
import { createBoardChats } from './board-chats.ts';
import { cardsOf } from './card-sides.ts';
import { enter } from './chat.ts';
import { emitTo, socketsIn } from './deliver.ts';
import { type Call, type LiveEvents, on } from './dispatch.ts';
import { wrongIn } from './parse.ts';
import type { LiveParts } from './parts.ts';
import { LiveProblem } from './problems.ts';
import { type BoardNamespace, type BoardSocket, renew, type Session } from './session.ts';
import type { Viewers } from './viewers.ts';

const PAGE = 100;
const STATS_EVERY_MS = 1000;
/** An opening and what a rule of the shop's does in its commit. */
const MOST_OPENING_EVENTS = 4;

/** The shop a board is limited to; undefined for agents, who see all. */
const shopBefore = ({ data }: BoardSocket): string | undefined => shopOf(data.session.caller);

/** The events of a board. */
export function boardEvents(parts: LiveParts, viewers: Viewers): LiveEvents<BoardClientEvents, BoardSocket> {
  /** What each socket said last: what it said before may be looked up for longer. */
  const lastViewed = new WeakMap<BoardSocket, object>();

  async function view({ requestId }: { requestId: string | null }, call: Call<BoardSocket>): Promise<object> {
    const { socket, session } = call;
    lastViewed.set(socket, call);
    const found = requestId === null ? null : await parts.store.requests.load(requestId);
    if (requestId !== null && !(found && canSeeRequest(session.caller, found.state))) {
      throw new LiveProblem('not_found', `There is no request ${requestId} that you may see.`);
    }
    if (lastViewed.get(socket) === call) viewers.look(socket, requestId);
    return {};
  }

  async function snapshot(
    { filter = {}, cursor }: { filter?: SnapshotFilter; cursor?: string },
    { socket, session }: Call<BoardSocket>,
  ): Promise<SnapshotAnswer> {
    const sellerId = shopBefore(socket) ?? filter.sellerId;
    if (filter.sellerId && !canSeeShop(session.caller, filter.sellerId)) {
      throw new LiveProblem('not_found', `There is no seller ${filter.sellerId} that you may see.`);
    }
    const read = await filterFor(filter, session.caller, parts.store);
    if ('wrong' in read) throw wrongIn('payload', { ...read.wrong, path: `filter.${read.wrong.path}` });
    const now = parts.clock.now();
    const [page, stats, addressed] = await Promise.all([
      parts.store.requests.list({ filter: { ...read.filter, sellerId }, sort: 'deadline', limit: PAGE, cursor, now }),
      parts.stats({ sellerId: shopBefore(socket) }),
      address(session, parts),
    ]);
    const visible = page.items.filter((state) => canSeeRequest(session.caller, state));
    const views = await parts.views.many(visible, session.caller);
    return {
      requests: views.filter(({ chat }) => filter.reply === undefined || chat?.waitingForReply === true),
      stats,
      cursor: cursor ?? '',
      nextCursor: page.nextCursor,
      ...addressed,
      now: new Date(now).toISOString(),
    };
  }

  return {
    auth: on(AuthPayload, ({ token }, { socket }) => renew(socket, token, parts), true),
    snapshot: on(SnapshotPayload, snapshot),
    watch: on(ConversationPayload, async ({ conversationId }, call) => {
      await enter(conversationId, call, parts);
      return {};
    }),
    cards: on(CardsPayload, ({ requestId }, { session }) => cardsOf(requestId, session.caller, parts)),
    view: on(ViewPayload, view),
    time: on(TimePayload, async (_, { arrivedAt }) => ({ now: arrivedAt })),
  };
}
/** In which language and zone a board speaks to its reader. */
async function address({ caller, reader }: Session, { store }: LiveParts): Promise<{ locale: string; zone: string }> {
  const shop = reader.zone === undefined ? shopOf(caller) : undefined;
  const seller = shop === undefined ? null : await store.directory.seller(shop);
  const { locale, zone } = settled(reader, seller ? { sellerZone: seller.zone } : undefined);
  return { locale, zone };
}

type SnapshotFilter = NonNullable<z.output<typeof SnapshotPayload>['filter']>;

/** The room of a board: one for those who see every shop, one for each shop. Ids hold no spaces. */
const boardRoom = (shop: string | undefined): string => (shop === undefined ? ALL : `${ALL} ${shop}`);
const ALL = 'board';

/** Puts a new connection among those who are kept up to date. */
export const enterBoard = (socket: BoardSocket): Promise<void> | void => socket.join(boardRoom(shopBefore(socket)));

/** Keeps the boards of a namespace up to date until it is stopped. */
export interface BoardFeed {
  request(state: RequestState): void;
  /** Something was written or read in the conversation. */
  chat(conversationId: string): void;
  attention(attention: Attention): void;
  note(note: StoredNote): void;
  /** Whether somebody here looks at that shop's requests. */
  isLookedAt(sellerId: string): boolean;
  /** The shops that somebody here looks at; undefined for all of them. */
  shops(): (string | undefined)[];
  /** Has those who look at it connect again, which gives them a new snapshot. */
  reconnect(shop: string | undefined): void;
  stop(): void;
}

/**
 * A board gets every change of a request it may see, and figures at most once a second, only after such a change and
 * only while somebody looks.
 */
export function createBoardFeed(namespace: BoardNamespace, parts: LiveParts): BoardFeed {
  let timer: NodeJS.Timeout | undefined;
  const changed = new Set<string>();
  /** What is still to be shown, as it is by now. */
  const waiting = new Map<string, RequestState>();
  let showing = false;

  const boardsOf = (shop: string | undefined) => socketsIn(namespace, boardRoom(shop), parts.wallClock.now());
  const lookingAt = (shop: string | undefined) =>
    shop === undefined ? boardsOf(undefined) : [...boardsOf(undefined), ...boardsOf(shop)];

  async function tellStats(): Promise<void> {
    const shops = [undefined, ...changed];
    changed.clear();
    for (const sellerId of shops) {
      if (boardsOf(sellerId).length === 0) continue;
      const stats = await parts.stats({ sellerId });
      emitTo(namespace, boardsOf(sellerId), 'stats', stats);
    }
  }

  function statsSoon(shop: string): void {
    changed.add(shop);
    timer ??= setTimeout(() => {
      timer = undefined;
      tellStats().catch((error) => parts.log.error({ err: error }, 'figures could not be counted'));
    }, STATS_EVERY_MS).unref();
  }

  /** Shows what waits, one batch at a time, so that an older version never comes after a newer one. */
  async function show(): Promise<void> {
    showing = true;
    while (waiting.size > 0) {
      const states = [...waiting.values()];
      waiting.clear();
      const [reader] = states.flatMap(({ facts }) => lookingAt(facts.sellerId));
      if (!reader) continue;
      // What a board shows of a request depends on the role alone, and a namespace has one role.
      const { caller } = reader.data.session;
      const views = await parts.views.many(states, caller).catch((error: unknown) => {
        parts.log.error({ err: error }, 'what stands beside changed requests could not be read');
        return states.map((state) => viewRequest(state, caller, parts.clock.now()));
      });
      // Of the chat, each reader has their own: it is told apart.
      for (const { chat: _, ...request } of views) {
        emitTo(namespace, lookingAt(request.sellerId), 'request', { request });
        statsSoon(request.sellerId);
      }
    }
    showing = false;
  }

  const chat = createBoardChats(namespace, parts, lookingAt);

  return {
    chat,
    request(state) {
      // Where it opened or closed, the chat may wait on another request.
      if (state.version <= MOST_OPENING_EVENTS || CLOSED.has(state.status)) chat(state.facts.conversationId);
      if (lookingAt(state.facts.sellerId).length === 0) return;
      const known = waiting.get(state.id);
      if (!known || known.version < state.version) waiting.set(state.id, state);
      if (!showing) void show();
    },
    attention(attention) {
      emitTo(namespace, lookingAt(attention.sellerId), 'attention', attention);
    },
    note(note) {
      const readers = lookingAt(note.sellerId).filter(({ data }) =>
        readsNote(data.session.caller.person.role, note.audience),
      );
      emitTo(namespace, readers, 'note', { requestId: note.requestId, note: viewNote(note) });
    },
    isLookedAt: (sellerId) => lookingAt(sellerId).length > 0,
    shops: () =>
      [...namespace.adapter.rooms.keys()].flatMap((room) => {
        if (room === ALL) return [undefined];
        return room.startsWith(`${ALL} `) ? [room.slice(ALL.length + 1)] : [];
      }),
    reconnect(shop) {
      for (const socket of boardsOf(shop)) socket.conn.close();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
