/** The real client on a running service, its received events kept in the order they came. */
import { io, type Socket } from 'socket.io-client';
import { issueToken } from '../../src/application/tokens.ts';
import type { MessageView } from '../../src/contract/chat.ts';
import type {
  BoardClientEvents,
  BoardServerEvents,
  ChatClientEvents,
  ChatServerEvents,
} from '../../src/contract/live.ts';
import type { Problem } from '../../src/contract/problem.ts';
import type { TokenBody } from '../../src/contract/tokens.ts';
import { Heard } from './heard.ts';
import { SECRET } from './service.ts';

export type ChatClient = Socket<ChatServerEvents, ChatClientEvents>;
export type BoardClient = Socket<BoardServerEvents, BoardClientEvents>;

/** A token as `POST /v1/tokens` makes it, for an hour of the wall's clock unless told otherwise. */
export async function tokenFor(
  body: Partial<TokenBody> & Pick<TokenBody, 'role' | 'id'>,
  wallNow: number = Date.now(),
): Promise<string> {
  const full: TokenBody = { ttlSeconds: 3600, zone: 'Asia/Bangkok', locale: 'en', ...body };
  return (await issueToken(full, [SECRET], wallNow)).token;
}

/** A client that is not connected yet. Reconnecting is the test's to ask for. */
export const clientOf = (url: string, namespace: string, auth: object): Socket =>
  io(url + namespace, { auth, transports: ['websocket'], autoConnect: false, reconnection: false, forceNew: true });

/** Connects, or rejects with the problem of `connect_error`. */
export function connected<S extends Pick<Socket, 'connect'>>(socket: S): Promise<S> {
  const events = socket as unknown as Socket;
  return new Promise((resolve, reject) => {
    events.once('connect', () => resolve(socket));
    events.once('connect_error', (error: Error & { data?: Problem }) => reject(error.data ?? error));
    socket.connect();
  });
}

/**
 * Connects as a page does: a connection that broke on its way is tried again, a refusal is not. Rejects with the problem
 * of the refusal; `onBroken` hears why a try went no further.
 */
export function connectedAtLast<S extends Socket>(socket: S, onBroken: (reason: string) => void): Promise<S> {
  socket.io.reconnection(true);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.on('connect_error', (error: Error & { data?: Problem; description?: { message?: string } }) => {
      if (error.data) reject(error.data);
      else onBroken([error.message, error.description?.message].filter(Boolean).join(': '));
    });
    socket.connect();
  });
}

export interface Phone {
  socket: ChatClient;
  /** Every `message`. */
  got: Heard<MessageView>;
  typing: Heard<Parameters<ChatServerEvents['typing']>[0]>;
  reads: Heard<Parameters<ChatServerEvents['read']>[0]>;
  /** Resolves when all that the server sent before is there: it answers in order. */
  caughtUp(): Promise<unknown>;
}

/** A connected `/chat` client. */
export async function phone(url: string, token: string): Promise<Phone> {
  const socket: ChatClient = clientOf(url, '/chat', { token });
  const phone: Phone = {
    socket,
    got: new Heard(),
    typing: new Heard(),
    reads: new Heard(),
    caughtUp: () => socket.emitWithAck('typing', { conversationId: 'conv-none' }),
  };
  socket.on('message', ({ message }) => phone.got.add(message));
  socket.on('typing', (typing) => phone.typing.add(typing));
  socket.on('read', (read) => phone.reads.add(read));
  await connected(socket);
  return phone;
}

type Answered<T> = { ok: true } & T;
/** Unwraps an acknowledgement that must have succeeded. */
export function okay<T>(answer: Answered<T> | { ok: false; problem: Problem }): Answered<T> {
  if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.detail}`);
  return answer;
}
/** Unwraps an acknowledgement that must have failed. */
export function problemIn(answer: { ok: true } | { ok: false; problem: Problem }): Problem {
  if (answer.ok) throw new Error('it went well, though it must not');
  return answer.problem;
}
