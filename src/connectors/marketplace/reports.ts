/** What agents are told of trouble with a marketplace (`attention`): once when it begins, not at every try. */
import { createStandings, type StandingsParts } from '../../application/work/standings.ts';
import type { Notes } from './notes.ts';
import type { Marketplace, Received } from './port.ts';

export interface Reports {
  /** All of the marketplace fares so now: `ok`, or what stands in the way. */
  account(marketplace: Marketplace, code: string, detail: string): Promise<void>;
  /** The marketplace itself warns of this. */
  warning(marketplace: Marketplace, warning: NonNullable<Received['warning']>): Promise<void>;
  /** One return has this problem. Noted in its record, so that it is told once. */
  return(
    job: { marketplace: Marketplace; returnId: string; notes: Notes },
    code: string,
    detail: string,
    requestId?: string,
  ): void;
}

export function createReports(parts: StandingsParts): Reports {
  const standings = createStandings(parts);
  const systemOf = ({ name }: Marketplace): string => name.replaceAll('-', '_');

  return {
    async account(marketplace, code, detail) {
      const isNews = await standings.set(marketplace.name, { code, detail });
      if (!isNews || code === 'ok') return;
      standings.tell(systemOf(marketplace), { code, detail }, { sellerId: marketplace.sellerId });
    },
    async warning({ name, sellerId }, { once, ...warning }) {
      const isNews = await standings.set(`${name}/${once}`, warning);
      if (isNews) standings.tell(name.replaceAll('-', '_'), warning, { sellerId });
    },
    return({ marketplace, returnId, notes }, code, detail, requestId) {
      if (notes.problem === code) return;
      notes.problem = code;
      const about = { sellerId: marketplace.sellerId, ...(requestId ? { requestId } : {}) };
      standings.tell(systemOf(marketplace), { code, detail: `${returnId}: ${detail}` }, about);
    },
  };
}
