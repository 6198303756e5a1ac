/**
 * The relay's way into conversations. A whole batch is one write, whatever number of requests and conversations it
 * spans; what storage knows already it leaves alone, so a batch told twice changes and announces nothing.
 */
import { withPhotos } from '../application/attachments/in-notices.ts';
import type { Feed } from '../application/feed.ts';
import { messagesFor } from '../application/notices.ts';
import type { Channel } from '../application/ports/channel.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Store } from '../application/ports/store.ts';
import { rememberedShopNames } from '../application/shop-names.ts';

/** Writes cards and notices for what the relay delivers, and tells the feed which messages are new or changed. */
export function createChatChannel(parts: {
  store: Pick<Store, 'chat' | 'directory' | 'attachments'>;
  feed: Feed;
  wallClock: Clock;
}): Channel {
  const { store, feed, wallClock } = parts;
  const namesOf = rememberedShopNames(store.directory, wallClock);
  return {
    name: 'chat',
    async deliver(batch) {
      const names = await namesOf(batch.map(({ state }) => state));
      const writes = batch.flatMap(({ state, events }) => messagesFor(state, events, names.get(state.facts.sellerId)));
      if (writes.length === 0) return;
      const changed = await store.chat.write(await withPhotos(writes, store.attachments));
      for (const message of changed) feed.publish({ type: 'message', message });
    },
  };
}
