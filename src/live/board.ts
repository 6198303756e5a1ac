/** `/console` and `/seller`: live boards of every negotiation, and of one shop's. */
import { canSeeRequest } from '../application/access.ts';
import {
  type Attention,
  AuthPayload,
  type BoardClientEvents,
  ConversationPayload,
  type SnapshotAnswer,
  SnapshotPayload,
} from '../contract/live.ts';
import type { RequestState } from '../domain/request.ts';
import { enter } from './chat.ts';
import { emitTo } from './deliver.ts';
import { type Call, type LiveEvents, on } from './dispatch.ts';
import type { LiveParts } from './parts.ts';
import { LiveProblem } from './problems.ts';
import { type BoardNamespace, type BoardSocket, isExpired, renew } from './session.ts';

const PAGE = 100;
const STATS_EVERY_MS = 1000;

/** The shop a board is limited to; undefined for agents, who see all. */
const shopOf = ({ data }: BoardSocket): string | undefined => {
  const { role, id } = data.session.caller.person;
  return role === 'seller' ? id : undefined;
};

/** The events of a board. */
export function boardEvents(parts: LiveParts): LiveEvents<BoardClientEvents, BoardSocket> {
  async function snapshot(
    { filter = {}, cursor }: { filter?: SnapshotFilter; cursor?: string },
    { socket, session }: Call<BoardSocket>,
  ): Promise<SnapshotAnswer> {
    const sellerId = shopOf(socket) ?? filter.sellerId;
    if (filter.sellerId && filter.sellerId !== sellerId) {
      throw new LiveProblem('not_found', `There is no seller ${filter.sellerId} that you may see.`);
    }
    const now = parts.clock.now();
    const [page, stats] = await Promise.all([
      parts.store.requests.list({ filter: { ...filter, sellerId }, sort: 'deadline', limit: PAGE, cursor, now }),
      parts.stats({ sellerId: shopOf(socket) }),
    ]);
    const visible = page.items.filter((state) => canSeeRequest(session.caller, state));
    return {
      requests: visible.map((state) => parts.viewRequest(state, session.caller, now)),
      stats,
      cursor: cursor ?? '',
      nextCursor: page.nextCursor,
    };
  }

  return {
    auth: on(AuthPayload, ({ token }, { socket }) => renew(socket, token, parts), true),
    snapshot: on(SnapshotPayload, snapshot),
    watch: on(ConversationPayload, async ({ conversationId }, call) => {
      await enter(conversationId, call, parts);
      return {};
    }),
  };
}
type SnapshotFilter = NonNullable<Parameters<LiveParts['store']['requests']['list']>[0]['filter']>;

/** Keeps the boards of a namespace up to date until it is stopped. */
export interface BoardFeed {
  request(state: RequestState): void;
  attention(attention: Attention): void;
  stop(): void;
}

/**
 * A board gets every change of a request it may see, and figures at most once a second, only after a change and only
 * while somebody looks.
 */
export function createBoardFeed(namespace: BoardNamespace, parts: LiveParts): BoardFeed {
  let timer: NodeJS.Timeout | undefined;

  const watching = (sees: (socket: BoardSocket) => boolean): BoardSocket[] => {
    const wallNow = parts.wallClock.now();
    return [...namespace.sockets.values()].filter((socket) => !isExpired(socket, wallNow) && sees(socket));
  };

  async function tellStats(): Promise<void> {
    const byShop = new Map<string | undefined, BoardSocket[]>();
    for (const socket of watching(() => true)) {
      byShop.set(shopOf(socket), [...(byShop.get(shopOf(socket)) ?? []), socket]);
    }
    for (const [sellerId, sockets] of byShop) {
      emitTo(namespace, sockets, 'stats', await parts.stats({ sellerId }));
    }
  }

  function statsSoon(): void {
    if (timer || namespace.sockets.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      tellStats().catch((error) => parts.log.error({ err: error }, 'figures could not be counted'));
    }, STATS_EVERY_MS);
    timer.unref();
  }

  return {
    request(state) {
      const sockets = watching((socket) => canSeeRequest(socket.data.session.caller, state));
      const [first] = sockets;
      if (first) {
        // What a board shows depends on the role alone, and a namespace has one role.
        const request = parts.viewRequest(state, first.data.session.caller, parts.clock.now());
        emitTo(namespace, sockets, 'request', { request });
      }
      statsSoon();
    },
    attention(attention) {
      const sees = (socket: BoardSocket) => {
        const shop = shopOf(socket);
        return shop === undefined || shop === attention.sellerId;
      };
      emitTo(namespace, watching(sees), 'attention', attention);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
