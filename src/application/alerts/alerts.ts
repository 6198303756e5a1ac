/**
 * What has to happen to a seller's alerts when the seller changes, and how they fare. The deliverer does the telling;
 * here is only noted what it shall look at.
 */
import type { SlackAlerts } from '../../contract/seller.ts';
import { isSameJson } from '../../domain/same-json.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { oweLooks } from '../work/owing.ts';

export const DIGEST_PREFIX = 'digest:';
const digestId = (sellerId: string): string => `${DIGEST_PREFIX}${sellerId}`;

/** Requests that are told anew where alerts were moved: those that still want something of somebody. */
const OPEN_TABS = ['awaiting_action', 'to_ship', 'offer_sent'] as const;
const AT_ONCE = 100;
const MOST_PAGES = 50;
/** What changes where messages stand, how they read, or when there is another to be told. */
const READ_IN_MESSAGES = ['channel', 'team', 'locale', 'escalation'] as const;

export interface Alerts {
  /** The seller's alerts may have changed: schedules the digest, and tells open requests where they go now. */
  changed(sellerId: string, before: SlackAlerts | undefined, after: SlackAlerts | undefined): Promise<void>;
  /** `ok`, `not_connected`, or what stands in the way. */
  statusOf(sellerId: string, alerts: SlackAlerts): Promise<{ code: string; detail?: string }>;
}

/** `connected`: whether this service has a Slack to deliver to. */
export function createAlerts(store: Store, clock: Clock, connected: boolean): Alerts {
  const { alert } = store.work;

  /** At most the 5,000 soonest of each tab: a shop with more finds the rest in its lists. */
  async function tellOpenRequests(sellerId: string): Promise<void> {
    const now = clock.now();
    for (const tab of OPEN_TABS) {
      let cursor: string | null | undefined;
      for (let page = 0; page < MOST_PAGES && cursor !== null; page += 1) {
        const query = { filter: { sellerId, tab }, sort: 'deadline', limit: AT_ONCE, now } as const;
        const { items, nextCursor } = await store.requests.list({ ...query, ...(cursor ? { cursor } : {}) });
        const marks = items.map(({ id, version }) => ({ subject: id, sellerId, owed: version, dueAt: now }));
        await oweLooks(alert, marks, now);
        cursor = nextCursor;
      }
    }
  }

  return {
    async changed(sellerId, before, after) {
      if (!connected || !after) return;
      if (READ_IN_MESSAGES.some((key) => !isSameJson(before?.[key], after[key]))) await tellOpenRequests(sellerId);
      const now = clock.now();
      if (after.digestAt) await alert.owe([{ subject: digestId(sellerId), sellerId, owed: now, dueAt: now }]);
      await alert.wake({ sellerId }, now);
    },
    async statusOf(sellerId) {
      if (!connected) return { code: 'not_connected' };
      const status = await alert.status(sellerId);
      return status ? { code: status.code, ...(status.detail ? { detail: status.detail } : {}) } : { code: 'ok' };
    },
  };
}
