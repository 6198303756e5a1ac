/**
 * What stands in a request's conversation, for the shop and the agents: what is unread, who wrote last, who waits.
 *
 * It is made from the messages and read marks when it is asked for, and stands in no request: no version changes with it.
 */
import type { ChatState } from '../contract/request.ts';
import type { RequestState } from '../domain/request.ts';
import type { Person } from './access.ts';
import type { ChatStore, ChatTail } from './ports/chat.ts';
import type { RequestStore } from './ports/requests.ts';
import type { StoredReadMark } from './transcript.ts';

type Reader = Pick<Person, 'role' | 'id'>;
export interface RequestChatParts {
  requests: Pick<RequestStore, 'newestOpen'>;
  chat: Pick<ChatStore, 'tails' | 'readsOf'>;
}
export interface RequestChats {
  /** By the ids of the conversations that have one. */
  of(conversationIds: string[], reader: Reader): Promise<Map<string, ChatState>>;
  /** The same for several readers of one conversation, and the request on which it is shown to wait; null where none is open. */
  ofOne(conversationId: string, readers: Reader[]): Promise<{ requestId: string | null; chats: ChatState[] }>;
}

export function createRequestChats({ requests, chat }: RequestChatParts): RequestChats {
  async function read(conversationIds: string[]) {
    const [tails, marks] = await Promise.all([chat.tails(conversationIds), chat.readsOf(conversationIds)]);
    return (id: string, reader: Reader): ChatState => chatOf(tails.get(id), marks.get(id) ?? [], reader);
  }

  return {
    async of(conversationIds, reader) {
      const ids = [...new Set(conversationIds)];
      if (ids.length === 0) return new Map();
      const chatFor = await read(ids);
      return new Map(ids.map((id) => [id, chatFor(id, reader)]));
    },
    async ofOne(conversationId, readers) {
      const [chatFor, newest] = await Promise.all([read([conversationId]), requests.newestOpen([conversationId])]);
      return {
        requestId: newest.get(conversationId) ?? null,
        chats: readers.map((reader) => chatFor(conversationId, reader)),
      };
    },
  };
}

/** The conversation waits on its newest open request alone. */
export const chatOn = (state: RequestState, chat: ChatState, newestOpen: Map<string, string>): ChatState =>
  newestOpen.get(state.facts.conversationId) === state.id ? chat : { ...chat, waitingForReply: false };

function chatOf(tail: ChatTail | undefined, marks: StoredReadMark[], { role, id }: Reader): ChatState {
  if (!tail) return { unread: 0, lastAt: null, lastFrom: null, lastText: null, waitingForReply: false };
  const { last, texts } = tail;
  // The shop's staff read as one, agents each for themselves.
  const readUpTo = marks.find((mark) => mark.role === role && mark.id === id)?.seq ?? 0;
  return {
    unread: texts.filter(({ seq, by }) => seq > readUpTo && by !== role).length,
    lastAt: last.at,
    lastFrom: last.by,
    lastText: last.text,
    waitingForReply: last.by === 'buyer',
  };
}
