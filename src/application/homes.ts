/**
 * Where the people of a conversation are at home, for readers whose token does not say. Every card and every notice says
 * so of its request, and a conversation begins with one; what its first request said holds for good.
 */
import { LruCache } from './lru.ts';
import type { ChatStore } from './ports/chat.ts';
import type { Home, StoredMessage } from './transcript.ts';

const REMEMBERED = 10_000;
/** People may write before the first notice is told. */
const FIRST_MESSAGES = 20;

const homeIn = ({ body }: StoredMessage): Home | undefined => {
  if (body.kind === 'text') return undefined;
  return body.kind === 'card' ? body.card.home : body.notice.home;
};

/** Answers the home of a conversation; undefined where nothing of a request was told there yet. */
export function createHomes(store: Pick<ChatStore, 'messages'>): (conversationId: string) => Promise<Home | undefined> {
  const homes = new LruCache<Home>(REMEMBERED);
  return async (conversationId) => {
    const known = homes.get(conversationId);
    if (known) return known;
    const { messages } = await store.messages({ conversationId, before: FIRST_MESSAGES + 1, limit: FIRST_MESSAGES });
    const home = messages.map(homeIn).find((each) => each !== undefined);
    if (home) homes.set(conversationId, home);
    return home;
  };
}
