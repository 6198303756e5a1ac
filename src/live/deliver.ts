/**
 * From the feed to sockets. What is rendered for its reader is rendered once for each group of readers that see the
 * same (role, language, zone), and encoded once for the group. Plain emits: no acknowledgement, not volatile. A socket
 * whose token has ended gets nothing, whether or not the sweep has told it yet.
 */
import { isAuthor, renderMessage, showsPhotos, viewAuthor, viewMark } from '../application/rendering.ts';
import type { MessageAuthor, StoredMessage, StoredReadMark } from '../application/transcript.ts';
import type { BoardServerEvents, ChatServerEvents } from '../contract/live.ts';
import type { LiveParts } from './parts.ts';
import { isExpired, type LiveNamespace, type LiveSocket, roomOf } from './session.ts';

/** The sockets of a room, those with an expired token left out. */
export function socketsIn(namespace: LiveNamespace, room: string, wallNow: number): LiveSocket[] {
  const ids = namespace.adapter.rooms.get(room);
  if (!ids) return [];
  const sockets: LiveSocket[] = [];
  for (const id of ids) {
    const socket = namespace.sockets.get(id);
    if (socket && !isExpired(socket, wallNow)) sockets.push(socket);
  }
  return sockets;
}

type ServerEvents = ChatServerEvents & BoardServerEvents;

/** Emits to the sockets; the packet is encoded once. */
export function emitTo<E extends keyof ServerEvents>(
  namespace: LiveNamespace,
  sockets: LiveSocket[],
  event: E,
  ...payload: Parameters<ServerEvents[E]>
): void {
  const [first, ...rest] = sockets;
  if (!first) return;
  const target = rest.length === 0 ? first : namespace.to(sockets.map(({ id }) => id));
  // The union of both namespaces' sockets has no common signature, though each takes this event.
  (target as { emit(event: string, ...payload: unknown[]): unknown }).emit(event, ...payload);
}

/** A new or changed message to everyone who joined or watches its conversation. */
export function deliverMessage(namespaces: LiveNamespace[], message: StoredMessage, parts: LiveParts): void {
  for (const namespace of namespaces) {
    const sockets = socketsIn(namespace, roomOf(message.conversationId), parts.wallClock.now());
    // Most cards go to the one phone of their buyer.
    for (const group of sockets.length > 1 ? grouped(sockets, message).values() : [sockets]) {
      const [first] = group;
      if (!first) continue;
      const view = renderMessage(message, first.data.session.reader, parts.clock.now(), parts.links);
      emitTo(namespace, group, 'message', { message: view });
    }
  }
}

/** Readers who see the same: the author alone sees the message's `clientId`, and links to photos are each reader's own. */
function grouped(sockets: LiveSocket[], message: StoredMessage): Map<string, LiveSocket[]> {
  const { author, clientId } = message;
  const groups = new Map<string, LiveSocket[]>();
  if (showsPhotos(message)) return new Map(sockets.map((socket) => [socket.id, [socket]]));
  for (const socket of sockets) {
    const { group, caller } = socket.data.session;
    const key = clientId !== undefined && isAuthor(author, caller.person) ? `${group} author` : group;
    const members = groups.get(key);
    if (members) members.push(socket);
    else groups.set(key, [socket]);
  }
  return groups;
}

/** That somebody types, to the others in the conversation. */
export function deliverTyping(
  namespace: LiveNamespace,
  conversationId: string,
  author: MessageAuthor,
  parts: LiveParts,
): void {
  for (const socket of socketsIn(namespace, roomOf(conversationId), parts.wallClock.now())) {
    const { person } = socket.data.session.caller;
    if (isAuthor(author, person)) continue;
    emitTo(namespace, [socket], 'typing', { conversationId, author: viewAuthor(author, person.role) });
  }
}

/** That somebody read up to a message, to the others in the conversation. */
export function deliverRead(
  namespace: LiveNamespace,
  conversationId: string,
  mark: StoredReadMark,
  parts: LiveParts,
): void {
  for (const socket of socketsIn(namespace, roomOf(conversationId), parts.wallClock.now())) {
    const { person } = socket.data.session.caller;
    if (mark.role === person.role && mark.id === person.id) continue;
    emitTo(namespace, [socket], 'read', { conversationId, ...viewMark(mark, person.role) });
  }
}
