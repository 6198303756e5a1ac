/** What agents are told of trouble with Chatwoot (`attention`): once when it begins, not at every try. */
import type { WorkRecord } from '../../application/work/ports.ts';
import { createStandings, type StandingsParts } from '../../application/work/standings.ts';
import { conversationIdOf, tapOf } from './names.ts';
import type { Posting } from './notes.ts';

export interface Reports {
  /** All of Chatwoot fares so now: `ok`, or what stands in the way. */
  account(code: string, detail: string): Promise<void>;
  /** One conversation has this problem. Noted in its record, so that it is told once. */
  conversation(record: WorkRecord, notes: Posting, code: string, detail: string): void;
  /** A message was given up. */
  givenUp(record: WorkRecord, detail: string): void;
}

export function createReports({ accountId, ...parts }: StandingsParts & { accountId: number }): Reports {
  const standings = createStandings(parts);

  function tell({ subject, sellerId }: WorkRecord, code: string, detail: string): void {
    const tap = tapOf(subject);
    const about = tap ? { requestId: tap.requestId } : {};
    const where = tap ? conversationIdOf(tap.place) : subject;
    standings.tell('chatwoot', { code, detail: `${where}: ${detail}` }, { sellerId, ...about });
  }

  return {
    async account(code, detail) {
      const isNews = await standings.set(`account:${accountId}`, { code, detail });
      if (isNews && code !== 'ok') standings.tell('chatwoot', { code, detail });
    },
    conversation(record, notes, code, detail) {
      if (notes.problem === code) return;
      notes.problem = code;
      tell(record, code, detail);
    },
    givenUp: (record, detail) => tell(record, 'refused', detail),
  };
}
