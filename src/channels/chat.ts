/**
 * The relay's way into conversations. A whole batch is one write, whatever number of requests and conversations it
 * spans; what storage knows already it leaves alone, so a batch told twice changes and announces nothing.
 */
import type { Feed } from '../application/feed.ts';
import { messagesFor } from '../application/notices.ts';
import type { Channel, ChatStore } from '../application/ports.ts';

/** Writes cards and notices for what the relay delivers, and tells the feed which messages are new or changed. */
export function createChatChannel({ store, feed }: { store: ChatStore; feed: Feed }): Channel {
  return {
    name: 'chat',
    async deliver(batch) {
      const writes = batch.flatMap(({ state, events }) => messagesFor(state, events));
      if (writes.length === 0) return;
      const changed = await store.write(writes);
      for (const message of changed) feed.publish({ type: 'message', message });
    },
  };
}
