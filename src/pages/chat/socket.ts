/** The chat's connection over Socket.IO. */
import { io, type Socket } from 'socket.io-client';
import type { ChatClientEvents, ChatServerEvents, Failure } from '../../contract/live.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ChatConnection, Connect, OfferAnswer, Reply } from './connection.ts';

const ANSWER_WITHIN_MS = 8_000;
const AGAIN_AFTER_MS = 1_500;

/** Refusals of the handshake that pass by themselves. */
const PASSING: readonly string[] = ['rate_limited', 'unavailable', 'internal'];

type ChatSocket = Socket<ChatServerEvents, ChatClientEvents>;
type Volatile = ReturnType<ChatSocket['timeout']>;

/** A refusal at the handshake carries a problem; a network that is down does not, and is tried again. */
const problemOf = (error: Error & { data?: unknown }): Problem | undefined =>
  typeof error.data === 'object' && error.data !== null && 'code' in error.data ? (error.data as Problem) : undefined;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A volatile packet is dropped while another is being written; waits for that moment to pass, not for a network. */
async function ready(socket: ChatSocket): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    if (!socket.connected || !navigator.onLine) return false;
    if (socket.io.engine.transport.writable) return true;
    await pause(10);
  }
  return false;
}

/**
 * One call with its acknowledgement. Volatile, so that the library never keeps it for a later connection: an answer
 * tapped in a tunnel must not fire at the other end of it.
 */
async function call<T extends object>(
  socket: ChatSocket,
  emit: (socket: Volatile) => Promise<({ ok: true } & T) | Failure>,
): Promise<Reply<T>> {
  if (!(await ready(socket))) return { outcome: 'offline' };
  try {
    const answer = await emit(socket.volatile.timeout(ANSWER_WITHIN_MS));
    return answer.ok ? { outcome: 'done', value: answer } : { outcome: 'refused', problem: answer.problem };
  } catch {
    return { outcome: 'unknown' };
  }
}

function answerWith(socket: Volatile, answer: OfferAnswer): Promise<{ ok: true } | Failure> {
  const { requestId, offerId } = answer;
  switch (answer.action) {
    case 'accept':
      return socket.emitWithAck('offer:accept', { requestId, offerId });
    case 'reject':
      return socket.emitWithAck('offer:reject', { requestId, offerId, ...(answer.text ? { text: answer.text } : {}) });
    case 'counter':
      return socket.emitWithAck('offer:counter', {
        requestId,
        offerId,
        amount: answer.amount,
        ...(answer.note ? { note: answer.note } : {}),
      });
  }
}

/** Connects to `/chat` of the server at `url` (an origin; empty for the page's own). Throws nothing. */
export const connectSocket: Connect = ({ url, token, conversation }, events): ChatConnection => {
  let current = token;
  const socket: ChatSocket = io(`${url}/chat`, {
    transports: ['websocket'],
    auth: (give) => give({ token: current }),
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    forceNew: true,
  });
  const conversationId = conversation;
  let again: ReturnType<typeof setTimeout> | undefined;
  const wake = (): void => {
    if (!socket.connected) socket.disconnect().connect();
  };
  /** The library gives up where the server itself hung up or refused: a server that restarts does both. */
  const tryAgain = (): void => {
    events.disconnected();
    if (socket.active) return;
    clearTimeout(again);
    again = setTimeout(() => socket.connect(), AGAIN_AFTER_MS);
  };
  window.addEventListener('online', wake);

  socket.on('connect', () => events.connected());
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') tryAgain();
    else events.disconnected();
  });
  socket.on('connect_error', (error) => {
    const problem = problemOf(error);
    if (problem && !PASSING.includes(problem.code)) events.refused(problem);
    else tryAgain();
  });
  socket.on('auth:expired', () => events.expired());
  socket.on('message', ({ message }) => events.message(message));
  socket.on('typing', ({ author }) => events.typing(author));
  socket.on('read', ({ role, id, seq }) => events.read({ role, id, seq }));

  return {
    get online() {
      return socket.connected && navigator.onLine;
    },
    join: (from = undefined) => call(socket, (to) => to.emitWithAck('join', { conversationId, ...from })),
    send: (text, clientId) => call(socket, (to) => to.emitWithAck('message', { conversationId, text, clientId })),
    answer: (answer) => call(socket, (to) => answerWith(to, answer)),
    typing() {
      if (socket.connected) socket.volatile.emit('typing', { conversationId });
    },
    read(seq) {
      if (socket.connected) socket.volatile.emit('read', { conversationId, seq });
    },
    renew(renewed) {
      current = renewed;
      if (!socket.connected) {
        socket.connect();
        return;
      }
      socket.volatile.emit('auth', { token: renewed }, (answer) => {
        if (answer.ok) events.connected();
        else events.refused(answer.problem);
      });
    },
    close() {
      window.removeEventListener('online', wake);
      clearTimeout(again);
      socket.disconnect();
    },
  };
};
