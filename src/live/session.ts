/**
 * Who is on a socket. A session is what one token says, made once and shared by every socket that carries the token;
 * a socket itself keeps only a reference to it and the few numbers that are its own, because thousands of phones are
 * connected at once.
 */
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { Caller, Person } from '../application/access.ts';
import { LruCache } from '../application/lru.ts';
import { NAMESPACES, type NamespaceName, refusalFor } from '../application/reach.ts';
import { type VerifiedPerson, verifyToken } from '../application/tokens.ts';
import { type Reader, readerOf } from '../application/voice.ts';
import {
  type BoardClientEvents,
  type BoardServerEvents,
  type ChatClientEvents,
  type ChatServerEvents,
  ConnectAuth,
} from '../contract/live.ts';
import { parse } from './parse.ts';
import type { LiveParts } from './parts.ts';
import { LiveProblem } from './problems.ts';
import type { Seats } from './seats.ts';

export interface Session {
  caller: Caller & { person: Person };
  reader: Reader;
  /** Readers of one group see the same rendering of what is not their own. */
  group: string;
  /** Milliseconds on the wall's clock. */
  expiresAt: number;
}

export interface SocketData {
  session: Session;
  /** What the connection said of its reader; it outlives the tokens. */
  said: ConnectAuth;
  /** `auth:expired` was said. */
  expiryTold: boolean;
  /** The token bucket of the socket's rate limit. */
  tokens: number;
  refilledAt: number;
}

export type ChatNamespace = Namespace<ChatClientEvents, ChatServerEvents, DefaultEventsMap, SocketData>;
export type BoardNamespace = Namespace<BoardClientEvents, BoardServerEvents, DefaultEventsMap, SocketData>;
export type ChatSocket = Socket<ChatClientEvents, ChatServerEvents, DefaultEventsMap, SocketData>;
export type BoardSocket = Socket<BoardClientEvents, BoardServerEvents, DefaultEventsMap, SocketData>;
export type LiveNamespace = ChatNamespace | BoardNamespace;
export type LiveSocket = ChatSocket | BoardSocket;

const BURST = 40;
const PER_SECOND = 10;
/** How long after its token's end a socket may still renew it. */
const GRACE_MS = 60_000;

/** Verified tokens are remembered by `verifyToken`; as long as one is, its sockets share one session. */
const sessions = new WeakMap<VerifiedPerson, Session>();

function sessionOf(verified: VerifiedPerson, { page, ...said }: ConnectAuth): Session {
  const [first, then] = page ? [said, verified] : [verified, said];
  const { locale = then.locale, zone = then.zone } = first;
  // A session that the connection has a say in is its own.
  if (locale !== verified.locale || zone !== verified.zone) {
    return newSession({ ...verified, ...(locale ? { locale } : {}), ...(zone ? { zone } : {}) });
  }
  const session = sessions.get(verified) ?? newSession(verified);
  sessions.set(verified, session);
  return session;
}

function newSession({ expiresAt, ...person }: VerifiedPerson): Session {
  const caller = { kind: 'person', person } as const;
  const reader = readerOf(caller);
  const group = groupOf(`${person.role} ${reader.locale} ${reader.zone}`);
  return { caller, reader, group, expiresAt: Date.parse(expiresAt) };
}

/** Most readers are of a few groups: one text for each. */
const groups = new LruCache<string>(1_000);
function groupOf(name: string): string {
  const known = groups.get(name) ?? name;
  groups.set(name, known);
  return known;
}

/** The session of a token on a connection that said this. Throws `unauthenticated` or `token_expired`. */
async function openSession(token: unknown, said: ConnectAuth, parts: LiveParts): Promise<Session> {
  if (typeof token !== 'string') {
    throw new LiveProblem('unauthenticated', 'Connect with auth: { token }, a person token from your platform.');
  }
  const verified = await verifyToken(token, parts.secrets, parts.wallClock.now());
  if (verified === 'token_expired') {
    throw new LiveProblem('token_expired', 'The token has expired. Get a new one from your platform.');
  }
  if (verified === 'unauthenticated') throw new LiveProblem('unauthenticated', 'This is not a valid person token.');
  return sessionOf(verified, said);
}

/**
 * Lets in who carries a valid token that the table of `reach.ts` lets connect here. What the connection was opened with is forgotten at once:
 * the token and the headers are needed no more, and would be kept as long as the phone stays connected.
 */
export function admit(namespace: LiveNamespace, seats: Seats, parts: LiveParts): void {
  namespace.use((socket: LiveSocket, next: (error?: Error) => void) => {
    enter(socket.handshake.auth, parts)
      .then(({ session, said }) => {
        requireAccess(session, namespace.name);
        seats.take(socket, session.caller.person);
        socket.handshake.auth = {};
        socket.handshake.headers = {};
        socket.data = { session, said, expiryTold: false, tokens: BURST, refilledAt: parts.wallClock.now() };
        next();
      })
      .catch(next);
  });
}

/** Most connections say nothing: one object for all of them. */
const NOTHING: ConnectAuth = {};

async function enter(auth: Record<string, unknown>, parts: LiveParts) {
  const heard = parse(ConnectAuth, auth, 'auth');
  const said = heard.locale === undefined && heard.zone === undefined ? NOTHING : heard;
  return { said, session: await openSession(auth.token, said, parts) };
}

function requireAccess({ caller }: Session, namespace: string): void {
  const refusal = refusalFor(caller, NAMESPACES[namespace as NamespaceName]);
  if (refusal) throw new LiveProblem('forbidden', refusal);
}

export const isExpired = ({ data }: LiveSocket, wallNow: number): boolean => data.session.expiresAt <= wallNow;

/** Takes one call out of the socket's bucket; false where it is empty. */
export function takeCall(data: SocketData, wallNow: number): boolean {
  const refill = (Math.max(0, wallNow - data.refilledAt) / 1000) * PER_SECOND;
  data.tokens = Math.min(BURST, data.tokens + refill);
  data.refilledAt = wallNow;
  if (data.tokens < 1) return false;
  data.tokens -= 1;
  return true;
}

/**
 * `auth { token }`: goes on with a new token of the same role and id. Rooms are kept, so that nothing is missed, except
 * conversations that the new token does not cover. Throws `forbidden` for another person's token.
 */
export async function renew(socket: LiveSocket, token: string, parts: LiveParts): Promise<{ expiresAt: string }> {
  const session = await openSession(token, socket.data.said, parts);
  const { person } = session.caller;
  const before = socket.data.session.caller.person;
  if (person.role !== before.role || person.id !== before.id) {
    throw new LiveProblem('forbidden', `The new token must be for ${before.role} ${before.id}, as the connection is.`);
  }
  requireAccess(session, socket.nsp.name);
  socket.data.session = session;
  socket.data.expiryTold = false;
  if (person.conversationId) leaveOthers(socket, person.conversationId);
  return { expiresAt: new Date(session.expiresAt).toISOString() };
}

const PREFIX = 'conversation:';
/** The room of a conversation's readers; prefixed, as every socket has a room named by its own id. */
export const roomOf = (conversationId: string): string => PREFIX + conversationId;
/** The conversation whose readers' room this is; null for any other room. */
export const conversationOf = (room: string): string | null =>
  room.startsWith(PREFIX) ? room.slice(PREFIX.length) : null;

function leaveOthers(socket: LiveSocket, conversationId: string): void {
  for (const room of socket.rooms) {
    if (conversationOf(room) !== null && room !== roomOf(conversationId)) socket.leave(room);
  }
}

/** Tells sockets whose token ended, and disconnects those that did not renew within a minute. */
export function sweepSessions(namespaces: LiveNamespace[], wallNow: number): void {
  for (const namespace of namespaces) {
    for (const socket of namespace.sockets.values()) {
      if (!isExpired(socket, wallNow)) continue;
      if (!socket.data.expiryTold) {
        socket.data.expiryTold = true;
        socket.emit('auth:expired');
      }
      if (wallNow >= socket.data.session.expiresAt + GRACE_MS) socket.disconnect(true);
    }
  }
}
