/** Webhooks to test a storage with. */

import type { Store } from '../../src/application/ports/store.ts';
import { deliveryTo } from '../../src/application/webhooks/endpoints.ts';
import type { DeliveryOutcome, Endpoint, Line, Message } from '../../src/application/webhooks/ports.ts';
import { later } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';

export const NOW = 1_900_000_000_000;

export const endpoint = (changes: Partial<Endpoint> = {}): Endpoint => ({
  id: 'whk_1',
  revision: 1,
  url: 'https://shop.example/parley',
  events: null,
  description: null,
  secrets: [{ sealed: 'v1.abc', until: null }],
  createdAt: later(0),
  disabled: null,
  failingSince: null,
  replay: null,
  deletedAt: null,
  ...changes,
});

/** The message of event `seq` of a request; events are a second apart. */
export const message = (seq: number, requestId = 'req_1', changes: Partial<Message> = {}): Message => ({
  eventId: `evt_${requestId.slice(4)}-${seq}`,
  requestId,
  seq,
  type: seq === 1 ? 'request.opened' : 'request.updated',
  at: later(seq * 1_000),
  body: `{"seq":${seq}}`,
  ...changes,
});
export const delivery = (seq: number, requestId = 'req_1', endpointId = 'whk_1') =>
  deliveryTo(endpointId, message(seq, requestId));

/** What an attempt that went well, or failed until `nextAttemptAt`, writes. */
export const outcome = (
  of: { id: string; revision: number },
  changes: Partial<DeliveryOutcome> = {},
): DeliveryOutcome => ({
  id: of.id,
  revision: of.revision,
  status: 'delivered',
  failures: 0,
  nextAttemptAt: null,
  attempts: [{ at: later(0), status: 200, durationMs: 12, response: 'สวัสดี $set', error: null }],
  ...changes,
});

export const seqsOf = (all: { seq: number }[]) => all.map(({ seq }) => seq);

interface Taking {
  now?: number;
  until?: number;
  limit?: number;
  endpointId?: string;
}

/** A fresh storage for every test, asked for webhooks in few words. */
export function webhookStores(factory: Factory) {
  const at = freshStores(factory);
  const webhooks = () => at.store.webhooks;
  let takings = 0;
  function take({ now = NOW, until = now + 100, limit = 10, endpointId = 'whk_1' }: Taking = {}): Promise<Line[]> {
    takings += 1;
    return webhooks().take(endpointId, now, { owner: `taker-${takings}`, until }, limit);
  }
  return {
    get webhooks() {
      return webhooks();
    },
    get fixture() {
      return at.fixture;
    },
    /** Owes these events of a request to an endpoint. */
    async owe(seqs: number[], requestId = 'req_1', { now = NOW, endpointId = 'whk_1' } = {}) {
      const messages = seqs.map((seq) => message(seq, requestId));
      const deliveries = seqs.map((seq) => delivery(seq, requestId, endpointId));
      await webhooks().owe(messages, deliveries, now);
    },
    take,
    /** Takes the one line that is due. */
    async takeOne(options?: Taking): Promise<Line> {
      const lines = await take(options);
      const [line] = lines;
      if (!line || lines.length > 1) throw new Error(`${lines.length} lines are due`);
      return line;
    },
    pending: async (requestId = 'req_1', limit = 10) =>
      seqsOf(await webhooks().pending({ endpointId: 'whk_1', requestId }, limit)),
    /** The alternating instance of two, for races. */
    async two(): Promise<(n: number) => Store['webhooks']> {
      const other = await at.another();
      return (n) => (n % 2 === 0 ? at.store : other).webhooks;
    },
  };
}
