/** A board's server that says what the test wants, at the test's own pace: any number of requests, and no rules. */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Server } from 'socket.io';
import type { BoardClientEvents, BoardServerEvents, SnapshotPayload } from '../../src/contract/live.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { mountPages } from '../../src/http/pages.ts';
import { pagesDir } from './console-scene.ts';

export interface Stage {
  url: string;
  requests: RequestView[];
  /** The request in this place passes to its next state. */
  change(index: number): void;
  /** The request in this place closes and another one opens there. */
  replace(index: number): void;
  io: Server<BoardClientEvents, BoardServerEvents>;
  /** What connections were opened or renewed with, oldest first. */
  tokens: string[];
  stop(): Promise<void>;
}

const PAGE = 100;
const STATUSES = ['awaiting_seller', 'negotiating', 'awaiting_shipment', 'settling'] as const;
const TAB_OF = {
  awaiting_seller: 'awaiting_action',
  negotiating: 'offer_sent',
  awaiting_shipment: 'to_ship',
  settling: 'in_progress',
} as const;
const WAITS = {
  awaiting_seller: 'seller',
  negotiating: 'buyer',
  awaiting_shipment: 'seller',
  settling: 'integrator',
} as const;
const KINDS = {
  awaiting_seller: 'respond_by',
  negotiating: 'offer_expires',
  awaiting_shipment: 'ship_by',
  settling: 'refund_by',
} as const;

function stateOf(index: number, version: number): Pick<RequestView, 'status' | 'tab' | 'waitingOn' | 'deadline'> {
  const status = STATUSES[(index + version) % STATUSES.length] ?? 'negotiating';
  const at = new Date(Date.now() + (((index * 7919 + version * 104_729) % 172_800) - 3_600) * 1000).toISOString();
  const deadline = { kind: KINDS[status], at, overdue: false, extended: false };
  return { status, tab: TAB_OF[status], waitingOn: WAITS[status], deadline };
}

function requestOf(index: number): RequestView {
  const at = new Date().toISOString();
  const money = { amount: 25_000 + index, currency: 'THB' };
  return {
    id: `req_${index}`,
    version: 1,
    ...stateOf(index, 1),
    orderId: `57708761441852${index}`,
    sellerId: `shop-${index % 40}`,
    buyerId: `buyer-${index}`,
    conversationId: `conv-${index}`,
    market: ['TH', 'VN', 'SG', 'MY'][index % 4] ?? 'TH',
    buyerZone: 'Asia/Bangkok',
    reason: 'missing_items',
    text: 'Only one of the two bowls arrived, please send the other one.',
    items: [{ sku: 'BOWL-2', title: `Ceramic bowl ${index}`, quantity: 2, missingQuantity: 1, unitPrice: money }],
    paid: money,
    shippingOption: 'platform',
    claimValue: money,
    refundable: money,
    offer: null,
    offers: [],
    offersLeft: 1,
    solutions: ['approve', 'reject', 'refund_only', 'partial_refund'],
    actions: ['approve', 'reject', 'offer', 'cancel', 'extend'],
    rejection: null,
    refund: null,
    shipment: null,
    openedAt: at,
    updatedAt: at,
  };
}

const STATS = {
  byStatus: { awaiting_seller: 500, negotiating: 500, awaiting_shipment: 500, settling: 500 },
  dueWithin: { overdue: 40, h1: 40, h4: 160 },
  offers: { made: 30, accepted: 12, rejected: 8, expired: 2, byPercent: [{ percent: 50, made: 30, accepted: 12 }] },
  medianAnswerSeconds: 5_400,
  timeouts: 3,
};

export async function startStage(count: number): Promise<Stage> {
  const app = express();
  mountPages(app, pagesDir, { demo: false });
  const http: HttpServer = createServer(app);
  const io = new Server<BoardClientEvents, BoardServerEvents>(http, { serveClient: false });
  const requests = Array.from({ length: count }, (_, index) => requestOf(index));
  const board = io.of('/console');
  const tokens: string[] = [];
  const closed = new Map<string, RequestView>();
  let opened = count;
  board.on('connection', (socket) => {
    socket.on(
      'snapshot',
      (
        {
          filter,
          cursor,
        }: Parameters<typeof SnapshotPayload.parse>[0] & { filter?: { tab?: string }; cursor?: string },
        ack,
      ) => {
        const listed = requests.filter(({ tab }) => tab === filter?.tab);
        const from = Number(cursor ?? 0);
        const next = from + PAGE < listed.length ? String(from + PAGE) : null;
        ack({
          ok: true,
          requests: listed.slice(from, from + PAGE),
          stats: STATS,
          cursor: cursor ?? '',
          nextCursor: next,
          locale: 'en',
          zone: 'UTC',
          now: new Date().toISOString(),
        });
      },
    );
    tokens.push(String(socket.handshake.auth.token));
    socket.on('auth', ({ token }, ack) => {
      tokens.push(token);
      ack({ ok: true, expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    });
    socket.on('time', (_, ack) => ack({ ok: true, now: new Date().toISOString() }));
  });
  app.get('/v1/requests/:id', ({ params: { id } }, res) => {
    res.json(closed.get(id) ?? requests.find((request) => request.id === id));
  });
  // What stands beside a request: nobody has done or written anything.
  app.get('/v1/*rest', (_, res) => {
    res.json({ items: [], nextCursor: null, total: 0 });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    requests,
    io,
    tokens,
    change(index) {
      const before = requests[index];
      if (!before) return;
      const version = before.version + 1;
      const after = { ...before, version, ...stateOf(index, version), updatedAt: new Date().toISOString() };
      requests[index] = after;
      board.emit('request', { request: after });
    },
    replace(index) {
      const before = requests[index];
      if (!before) return;
      const end = { status: 'settled', tab: 'closed', waitingOn: null, deadline: null } as const;
      const after = { ...before, ...end, version: before.version + 1 };
      closed.set(after.id, after);
      board.emit('request', { request: after });
      const next = requestOf(opened);
      opened += 1;
      requests[index] = next;
      board.emit('request', { request: next });
    },
    async stop() {
      await io.close();
    },
  };
}
