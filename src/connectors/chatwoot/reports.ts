/** What agents are told of trouble with Chatwoot (`attention`): once when it begins, not at every try. */
import type { AlertRecord, AlertStore } from '../../application/alerts/ports.ts';
import type { Feed } from '../../application/feed.ts';
import type { Clock } from '../../application/ports.ts';
import { conversationIdOf, tapOf } from './names.ts';
import type { Posting } from './notes.ts';

export interface Reports {
  /** All of Chatwoot fares so now: `ok`, or what stands in the way. */
  account(code: 'ok' | 'token' | 'unreachable', detail: string): Promise<void>;
  /** One conversation has this problem. Noted in its record, so that it is told once. */
  conversation(record: AlertRecord, notes: Posting, code: string, detail: string): void;
  /** A message was given up. */
  givenUp(record: AlertRecord, detail: string): void;
}

/** What was known may have been changed by another process. */
const KNOWN_FOR_MS = 60_000;

export function createReports(parts: { owed: AlertStore; feed: Feed; clock: Clock; accountId: number }): Reports {
  const { owed, feed, clock, accountId } = parts;
  const id = `account:${accountId}`;
  let known: { code: string; readAt: number } | null = null;

  async function current(): Promise<string> {
    const now = clock.now();
    if (!known || now - known.readAt >= KNOWN_FOR_MS)
      known = { code: (await owed.status(id))?.code ?? 'ok', readAt: now };
    return known.code;
  }

  function tell(record: AlertRecord, code: string, detail: string): void {
    const at = new Date(clock.now()).toISOString();
    const tap = tapOf(record.id);
    const about = tap ? { requestId: tap.requestId } : {};
    const where = tap ? conversationIdOf(tap.place) : record.id;
    const attention = {
      code: `chatwoot_${code}`,
      at,
      sellerId: record.sellerId,
      ...about,
      detail: `${where}: ${detail}`,
    };
    feed.publish({ type: 'attention', attention });
  }

  return {
    async account(code, detail) {
      if ((await current()) === code) return;
      const at = new Date(clock.now()).toISOString();
      await owed.putStatus(id, { code, at, ...(detail ? { detail } : {}) });
      known = { code, readAt: clock.now() };
      if (code !== 'ok') feed.publish({ type: 'attention', attention: { code: `chatwoot_${code}`, at, detail } });
    },
    conversation(record, notes, code, detail) {
      if (notes.problem === code) return;
      notes.problem = code;
      tell(record, code, detail);
    },
    givenUp: (record, detail) => tell(record, 'refused', detail),
  };
}
