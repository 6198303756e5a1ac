/**
 * The live entry: Socket.IO over WebSocket, with three namespaces (SPEC.md section 5).
 *
 * - In: a socket's event goes through `dispatch.ts` to its handler (`chat.ts`, `board.ts`), which checks what the
 *   person may see and ends in the same commands and conversations as HTTP.
 * - Out: the feed says what changed, on whatever instance; `deliver.ts` and the boards render it for who is connected
 *   here. Where it says that something was missed, `whole.ts` reads it from storage.
 *   Delivery is lossy on purpose: clients catch up from storage with `join { after }`, so nothing is kept per socket.
 * - Memory: a connected phone costs hardly more than a bare connection. Handlers are shared, sessions interned, one
 *   timer looks after every token's end, and the opening request is dropped once it was read.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server as Engine } from 'engine.io';
import { Server } from 'socket.io';
import type { Change } from '../application/feed.ts';
import type { StoredMessage } from '../application/transcript.ts';
import type { RequestState } from '../domain/request.ts';
import { boardEvents, createBoardFeed, enterBoard } from './board.ts';
import { createChanged } from './changed.ts';
import { chatEvents } from './chat.ts';
import { deliverMessage, deliverRead, deliverTyping } from './deliver.ts';
import { dispatcher } from './dispatch.ts';
import { InFlight } from './in-flight.ts';
import { createJoined } from './joined.ts';
import type { LiveParts } from './parts.ts';
import { LiveProblem } from './problems.ts';
import { Seats } from './seats.ts';
import {
  admit,
  type BoardNamespace,
  type ChatNamespace,
  type LiveNamespace,
  type LiveSocket,
  sweepSessions,
} from './session.ts';
import { createViewers } from './viewers.ts';
import { createWhole } from './whole.ts';

export interface Live {
  /** Tells and disconnects expired sockets, and ends strangers, now; a timer does so every second. */
  sweep(): void;
  /** Serves a connection that asks for a WebSocket at the live entry's path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Closes every connection once what came over it was answered, so that clients connect again, to whoever listens then.
   * Takes a few seconds at most.
   */
  close(): Promise<void>;
}

const SWEEP_EVERY_MS = 1000;
const LARGEST_MESSAGE = 64 * 1024;
const NEVER_BEFORE_SEATS_MS = 60_000;
const CLOSE_WITHIN_MS = 5_000;
const CLOSE_EVERY_MS = 20;
type EngineRequest = Parameters<Engine['handleUpgrade']>[0];

/**
 * Serves Socket.IO over WebSocket alone, so that no balancer has to send a client to the same instance twice. Whoever
 * owns the HTTP server gives `upgrade` the connections that ask for it.
 */
export function createLive(parts: LiveParts): Live {
  const inFlight = new InFlight<LiveSocket['conn']>();
  const engine = new Engine({
    transports: ['websocket'],
    maxHttpBufferSize: LARGEST_MESSAGE,
    perMessageDeflate: false,
  });
  const seats = new Seats(parts.mostSockets, parts);
  // Seats end who does not show a token in time, and do not ask them to agree.
  const io = new Server({ serveClient: false, connectTimeout: NEVER_BEFORE_SEATS_MS });
  io.bind(engine);
  // The opening request is read by now, and would be kept as long as its connection.
  engine.on('connection', (connection: { request: unknown }) => {
    connection.request = null;
    seats.arrived(connection as LiveSocket['conn']);
  });
  io.use((_, next) => next(new LiveProblem('not_found', 'Connect to /chat, /console or /seller.')));

  const chat: ChatNamespace = io.of('/chat');
  const console: BoardNamespace = io.of('/console');
  const seller: BoardNamespace = io.of('/seller');
  for (const namespace of [chat, console, seller]) admit(namespace, seats, parts);

  const namespaces: LiveNamespace[] = [chat, console, seller];
  const joined = createJoined(namespaces);
  const onChatEvent = dispatcher({ ...chatEvents(parts, joined) }, parts, inFlight);
  chat.on('connection', (socket) => socket.onAny(onChatEvent));
  const viewers = createViewers(parts.feed, parts.wallClock);
  const onBoardEvent = dispatcher({ ...boardEvents(parts, viewers) }, parts, inFlight);
  for (const board of [console, seller]) {
    board.on('connection', (socket) => {
      socket.onAny(onBoardEvent);
      enterBoard(socket);
    });
  }

  const boards = [createBoardFeed(console, parts), createBoardFeed(seller, parts)];
  const tellMessage = (message: StoredMessage): void => {
    deliverMessage(namespaces, message, parts);
    joined.delivered(message.conversationId, message.change);
  };
  const whole = createWhole({ ...parts, tellMessage, chat, boards, joined });
  const tellChats = (conversationId: string): void => {
    for (const board of boards) board.chat(conversationId);
  };
  const tellBoards = (state: RequestState): void => {
    for (const board of boards) board.request(state);
  };
  const changed = createChanged(parts.store.requests, tellBoards, (error) =>
    parts.log.error({ err: error }, 'what another instance changed could not be read; it will be tried again'),
  );
  const unsubscribe = parts.feed.subscribe((change: Change) => {
    switch (change.type) {
      case 'message':
        tellMessage(change.message);
        if (change.message.body.kind === 'text') tellChats(change.message.conversationId);
        return;
      case 'read':
        tellChats(change.conversationId);
        return deliverRead(chat, change.conversationId, change.mark, parts);
      case 'typing':
        return deliverTyping(chat, change.conversationId, change.author, parts);
      case 'request':
        if (change.state) return tellBoards(change.state);
        if (boards.some((board) => board.isLookedAt(change.sellerId))) changed.add(change.requestId);
        return;
      case 'attention':
        for (const board of boards) board.attention(change.attention);
        return;
      case 'note':
        for (const board of boards) board.note(change.note);
        return;
      case 'viewing':
        return viewers.heard(change);
      case 'seats':
        return seats.heard(change);
      case 'missed':
        return whole.missed(change.since);
    }
  });

  const sweep = () => {
    sweepSessions(namespaces, parts.wallClock.now());
    seats.sweep();
    viewers.sweep();
  };
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  timer.unref();

  return {
    sweep,
    upgrade: (request, socket, head) => engine.handleUpgrade(request as EngineRequest, socket, head),
    async close() {
      const connections = () => namespaces.flatMap(({ sockets }) => [...sockets.values()].map(({ conn }) => conn));
      inFlight.close(connections());
      for (const end = performance.now() + CLOSE_WITHIN_MS; connections().length > 0 && performance.now() < end; ) {
        await sleep(CLOSE_EVERY_MS);
        inFlight.close(connections());
      }
      clearInterval(timer);
      unsubscribe();
      for (const part of [...boards, whole, changed]) part.stop();
      engine.close();
    },
  };
}
