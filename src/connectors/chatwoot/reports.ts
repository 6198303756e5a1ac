/** What agents are told of trouble with Chatwoot (`attention`): once when it begins, not at every try. */
import type { WorkRecord } from '../../application/work/ports.ts';
import { createStandings, type StandingsParts } from '../../application/work/standings.ts';
import { conversationIdOf, tapOf } from './names.ts';
import type { Posting } from './notes.ts';

const NO_WEBHOOKS = 'webhooks_missing';
/** One that is lost is made up for; it is told when looks keep finding what none had told. */
const MISSED: readonly string[] = ['ok', 'missed_once', 'missed_twice', NO_WEBHOOKS];
const UNTOLD =
  'webhooks do not arrive, what buyers write is found ten minutes late: see its address, its secret, and that Chatwoot may call it';

export interface Reports {
  /** All of Chatwoot fares so now: `ok`, or what stands in the way. */
  account(code: string, detail: string): Promise<void>;
  /** A webhook arrived, or a look found what one should have told. */
  webhooks(news: 'arrived' | 'missed'): Promise<void>;
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
    async webhooks(news) {
      const of = `webhooks:${accountId}`;
      const at = MISSED.indexOf(await standings.code(of));
      const code = MISSED[news === 'arrived' ? 0 : Math.min(at + 1, MISSED.length - 1)] ?? 'ok';
      const isNews = await standings.set(of, { code, detail: '' });
      if (isNews && code === NO_WEBHOOKS) standings.tell('chatwoot', { code, detail: UNTOLD });
    },
    conversation(record, notes, code, detail) {
      if (notes.problem === code) return;
      notes.problem = code;
      tell(record, code, detail);
    },
    givenUp: (record, detail) => tell(record, 'refused', detail),
  };
}
