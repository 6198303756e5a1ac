/**
 * The live entry: Socket.IO with three namespaces (SPEC.md section 5).
 *
 * - In: a socket's event goes through `dispatch.ts` to its handler (`chat.ts`, `board.ts`), which checks what the
 *   person may see and ends in the same commands and conversations as HTTP.
 * - Out: the feed says what changed, on whatever instance; `deliver.ts` and the boards render it for who is connected
 *   here. Where it says that something was missed, `whole.ts` reads it from storage.
 *   Delivery is lossy on purpose: clients catch up from storage with `join { after }`, so nothing is kept per socket.
 * - Memory: a connected phone costs hardly more than a bare connection. Handlers are shared, sessions interned, one
 *   timer looks after every token's end, and the opening request is dropped once it was read.
 */
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Change } from '../application/feed.ts';
import type { RequestState } from '../domain/request.ts';
import { boardEvents, createBoardFeed, enterBoard } from './board.ts';
import { createChanged } from './changed.ts';
import { chatEvents } from './chat.ts';
import { deliverMessage, deliverRead, deliverTyping } from './deliver.ts';
import { dispatcher, type InFlight } from './dispatch.ts';
import { createJoined } from './joined.ts';
import type { LiveParts } from './parts.ts';
import { LiveProblem } from './problems.ts';
import { admit, type BoardNamespace, type ChatNamespace, type LiveNamespace, sweepSessions } from './session.ts';
import { createWhole } from './whole.ts';

export interface Live {
  /** Tells and disconnects expired sockets now; a timer does so every second. */
  sweep(): void;
  /**
   * Refuses new events, waits for those in flight, then closes every connection so that clients connect again. The HTTP
   * server stays open: it is its owner's to close.
   */
  close(): Promise<void>;
}

const SWEEP_EVERY_MS = 1000;
const LARGEST_MESSAGE = 64 * 1024;
const CONNECT_WITHIN_MS = 10_000;

/** Serves Socket.IO on the HTTP server, which need not listen yet. */
export function createLive(httpServer: HttpServer, parts: LiveParts): Live {
  const inFlight: InFlight = { closing: false, calls: new Set() };
  const io = new Server(httpServer, {
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: LARGEST_MESSAGE,
    perMessageDeflate: false,
    serveClient: false,
    connectTimeout: CONNECT_WITHIN_MS,
    cors: { origin: parts.corsOrigins },
    allowRequest: (_, answer) => answer(null, !inFlight.closing),
  });
  // The opening request is read by now, and would be kept as long as its connection.
  io.engine.on('connection', (connection: { request: unknown }) => {
    connection.request = null;
  });
  io.use((_, next) => next(new LiveProblem('not_found', 'Connect to /chat, /console or /seller.')));

  const chat: ChatNamespace = io.of('/chat');
  const console: BoardNamespace = io.of('/console');
  const seller: BoardNamespace = io.of('/seller');
  admit(chat, ['buyer', 'seller', 'agent'], parts);
  admit(console, ['agent'], parts);
  admit(seller, ['seller'], parts);

  const namespaces: LiveNamespace[] = [chat, console, seller];
  const joined = createJoined(namespaces);
  const onChatEvent = dispatcher({ ...chatEvents(parts, joined) }, parts, inFlight);
  chat.on('connection', (socket) => socket.onAny(onChatEvent));
  const onBoardEvent = dispatcher({ ...boardEvents(parts) }, parts, inFlight);
  for (const board of [console, seller]) {
    board.on('connection', (socket) => {
      socket.onAny(onBoardEvent);
      enterBoard(socket);
    });
  }

  const boards = [createBoardFeed(console, parts), createBoardFeed(seller, parts)];
  const whole = createWhole({ ...parts, namespaces, chat, boards, joined });
  const tellBoards = (state: RequestState): void => {
    for (const board of boards) board.request(state);
  };
  const changed = createChanged(parts.store.requests, tellBoards, (error) =>
    parts.log.error({ err: error }, 'what another instance changed could not be read; it will be tried again'),
  );
  const unsubscribe = parts.feed.subscribe((change: Change) => {
    switch (change.type) {
      case 'message':
        deliverMessage(namespaces, change.message, parts);
        return joined.delivered(change.message.conversationId, change.message.change);
      case 'read':
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
      case 'missed':
        return whole.missed(change.since);
    }
  });

  const sweep = () => sweepSessions(namespaces, parts.wallClock.now());
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  timer.unref();

  return {
    sweep,
    async close() {
      inFlight.closing = true;
      await Promise.all(inFlight.calls);
      clearInterval(timer);
      unsubscribe();
      for (const part of [...boards, whole, changed]) part.stop();
      io.engine.close();
    },
  };
}
