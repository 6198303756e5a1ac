/**
 * How each seller's alerts fare: kept for the seller and the agents to see, and announced when it changes. Reads the
 * storage once for a seller and remembers, so that a delivery that works costs nothing here.
 */
import { type AlertStore, type Clock, type Feed, LruCache } from '../../../src/bot.ts';

const REMEMBERED = 10_000;
/** What was known may have been changed by another process. */
const KNOWN_FOR_MS = 60_000;

export interface Statuses {
  /** The seller's alerts fare so now. Announces it (`attention`) where that is news and needs an operator. */
  set(sellerId: string, code: string, detail: string, requestId?: string): Promise<void>;
}

export function createStatuses(store: AlertStore, feed: Feed, clock: Clock): Statuses {
  const known = new LruCache<{ code: string; readAt: number }>(REMEMBERED);

  async function current(sellerId: string): Promise<string> {
    const remembered = known.get(sellerId);
    const now = clock.now();
    if (remembered && now - remembered.readAt < KNOWN_FOR_MS) return remembered.code;
    const code = (await store.status(sellerId))?.code ?? 'ok';
    known.set(sellerId, { code, readAt: now });
    return code;
  }

  return {
    async set(sellerId, code, detail, requestId) {
      if ((await current(sellerId)) === code) return;
      const at = new Date(clock.now()).toISOString();
      await store.putStatus(sellerId, { code, at, ...(detail ? { detail } : {}) });
      known.set(sellerId, { code, readAt: clock.now() });
      const about = requestId?.startsWith('req_') ? { requestId } : {};
      feed.publish({ type: 'attention', attention: { code: `slack_${code}`, at, sellerId, ...about, detail } });
    },
  };
}
