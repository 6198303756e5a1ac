/**
 * Tells boards what stands in a conversation when somebody writes or reads there, or when the request on which it is shown
 * to wait becomes another: to a shop's staff as one, to each agent what is unread for them.
 */
import { createRequestChats } from '../application/request-chats.ts';
import { emitTo } from './deliver.ts';
import type { LiveParts } from './parts.ts';
import type { BoardNamespace, LiveSocket } from './session.ts';

/** Answers what to call with the id of a conversation in which something changed. */
export function createBoardChats(
  namespace: BoardNamespace,
  parts: LiveParts,
  lookingAt: (shop: string) => LiveSocket[],
): (conversationId: string) => void {
  const requestChats = createRequestChats(parts.store);
  /** What is still to be told, as it is by then. */
  const waiting = new Set<string>();
  let telling = false;

  async function tellOne(conversationId: string): Promise<void> {
    const conversation = await parts.store.chat.conversation(conversationId);
    const byReader = new Map<string, LiveSocket[]>();
    for (const socket of conversation ? lookingAt(conversation.sellerId) : []) {
      const { id } = socket.data.session.caller.person;
      byReader.set(id, [...(byReader.get(id) ?? []), socket]);
    }
    const groups = [...byReader.values()];
    const readers = groups.flatMap(([socket]) => socket?.data.session.caller.person ?? []);
    if (readers.length === 0) return;
    const { requestId, chats } = await requestChats.ofOne(conversationId, readers);
    if (requestId === null) return;
    for (const [n, sockets] of groups.entries()) {
      const chat = chats[n];
      if (chat) emitTo(namespace, sockets, 'chat', { conversationId, requestId, chat });
    }
  }

  async function tell(): Promise<void> {
    telling = true;
    for (const id of waiting) {
      waiting.delete(id);
      await tellOne(id).catch((error: unknown) =>
        parts.log.error({ err: error }, 'what stands in a chat could not be told to boards'),
      );
    }
    telling = false;
  }

  return (conversationId) => {
    if (namespace.sockets.size === 0) return;
    waiting.add(conversationId);
    if (!telling) void tell();
  };
}
