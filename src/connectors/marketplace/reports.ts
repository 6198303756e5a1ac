/** What agents are told of trouble with a marketplace (`attention`): once when it begins, not at every try. */
import type { AlertStore } from '../../application/alerts/ports.ts';
import type { Feed } from '../../application/feed.ts';
import type { Clock } from '../../application/ports.ts';
import type { Notes } from './notes.ts';
import type { Marketplace } from './port.ts';

export interface Reports {
  /** All of the marketplace fares so now: `ok`, or what stands in the way. */
  account(marketplace: Marketplace, code: string, detail: string): Promise<void>;
  /** One return has this problem. Noted in its record, so that it is told once. */
  return(
    job: { marketplace: Marketplace; returnId: string; notes: Notes },
    code: string,
    detail: string,
    requestId?: string,
  ): void;
}

export function createReports(parts: { owed: AlertStore; feed: Feed; clock: Clock }): Reports {
  const { owed, feed, clock } = parts;
  const codeOf = ({ name }: Marketplace, code: string): string => `${name.replaceAll('-', '_')}_${code}`;
  const now = (): string => new Date(clock.now()).toISOString();

  return {
    async account(marketplace, code, detail) {
      const before = (await owed.status(marketplace.name))?.code ?? 'ok';
      if (before === code) return;
      const at = now();
      await owed.putStatus(marketplace.name, { code, at, ...(detail ? { detail } : {}) });
      if (code === 'ok') return;
      const { sellerId } = marketplace;
      feed.publish({ type: 'attention', attention: { code: codeOf(marketplace, code), at, sellerId, detail } });
    },
    return({ marketplace, returnId, notes }, code, detail, requestId) {
      if (notes.problem === code) return;
      notes.problem = code;
      const about = { sellerId: marketplace.sellerId, ...(requestId ? { requestId } : {}) };
      const attention = { code: codeOf(marketplace, code), at: now(), ...about, detail: `${returnId}: ${detail}` };
      feed.publish({ type: 'attention', attention });
    },
  };
}
