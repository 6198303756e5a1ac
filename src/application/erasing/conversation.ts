/** Erasing a conversation: its photos, and what its messages say. */
import type { Feed } from '../feed.ts';
import { createHomes } from '../homes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Home } from '../transcript.ts';
import { erasedMessage } from './messages.ts';

/** Answers how many photos and messages held something that is gone now; what was erased before is left as it is. */
type ConversationErasing = (conversationId: string) => Promise<{ messages: number; attachments: number }>;

const PAGE = 100;

/** `clearAway` removes photos that were given up, some at a time, and answers how many. */
export function createConversationErasing(parts: {
  store: Pick<Store, 'chat' | 'attachments'>;
  feed: Feed;
  clock: Clock;
  clearAway(): Promise<number>;
}): ConversationErasing {
  const { store, feed, clock, clearAway } = parts;
  const homeOf = createHomes(store.chat);

  /** As an edit of each, so that whoever reads along sees it change. */
  async function eraseMessages(conversationId: string, home: Home | undefined): Promise<number> {
    let count = 0;
    for (let before: number | undefined = Number.MAX_SAFE_INTEGER; before !== undefined; ) {
      const { messages, hasMore } = await store.chat.messages({ conversationId, before, limit: PAGE });
      const at = new Date(clock.now()).toISOString();
      const writes = messages.flatMap((message) => erasedMessage(message, at, home) ?? []);
      for (const message of await store.chat.write(writes)) feed.publish({ type: 'message', message });
      count += writes.length;
      before = hasMore ? messages[0]?.seq : undefined;
    }
    return count;
  }

  async function eraseAttachments(conversationId: string): Promise<number> {
    const count = await store.attachments.giveUpConversation(conversationId);
    while ((await clearAway()) > 0);
    return count;
  }

  return async (conversationId) => {
    const home = await homeOf(conversationId);
    const attachments = await eraseAttachments(conversationId);
    return { attachments, messages: await eraseMessages(conversationId, home) };
  };
}
