/**
 * The real server is killed with SIGKILL while it delivers webhooks: when a delivery has arrived and is not answered yet,
 * right after the answer, and at any moment while requests change. Afterwards every endpoint has every event at least
 * once, those of a request in order, and none that did not happen.
 *
 * Requests are opened with an external id and corrected with the same body until there is an answer, so no call waits
 * for a claim to lapse. What happened is what the storage says.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import type { RequestEvent } from '../../src/domain/request.ts';
import { openStore } from '../../src/storage/open.ts';
import { freePort } from '../support/free-port.ts';
import { type Database, databases } from '../support/load/databases.ts';
import { API_KEY, type ServerProcess, startServer } from '../support/load/server.ts';
import { until } from '../support/load/until.ts';
import { checkTold, missing, type Told } from '../support/load/webhook-checks.ts';
import { randomOf } from '../support/random.ts';
import { silent } from '../support/stores.ts';
import { Receiver } from '../support/webhook-receiver.ts';
import { input, shop } from '../support/world.ts';

const KILLS = 9;
const REQUESTS_AT_ONCE = 6;
const CHANGES_EACH = 5;
const ENV = { WEBHOOK_ALLOW_PRIVATE: '1' };

type Moment = 'before the answer' | 'after the answer' | 'any moment';
const MOMENTS: Moment[] = ['before the answer', 'after the answer', 'any moment'];

/** Several times what it takes beside two endless loops on two cores. */
const LIMIT_MS = 1_500_000;

let server: ServerProcess | undefined;
let database: Database | undefined;
let store: Store | undefined;
let receivers: Receiver[] = [];

afterEach(async () => {
  await server?.kill();
  for (const receiver of receivers) await receiver.close();
  await store?.close();
  await database?.remove();
  server = database = store = undefined;
  receivers = [];
});

/** Calls until there is an answer; throws where it is a refusal. */
async function call<T>(base: string, method: string, path: string, body: object): Promise<T> {
  for (;;) {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (response?.ok && answer) return answer as T;
    if (response && response.status < 500) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    await sleep(20);
  }
}

/** Opens requests and changes them, some at a time, until told to stop; answers their ids. */
function keepBusy(base: string) {
  const ids: string[] = [];
  let stopped = false;
  const work = async (worker: number): Promise<void> => {
    for (let round = 0; !stopped; round += 1) {
      const opening = { ...input(), externalId: `kill-${worker}-${round}` };
      const { id } = await call<{ id: string }>(base, 'POST', '/v1/requests', opening);
      ids.push(id);
      for (let n = 0; n < CHANGES_EACH; n += 1) {
        await call(base, 'PATCH', `/v1/requests/${id}`, { metadata: { n: String(n) } });
      }
      await sleep(50);
    }
  };
  const working = Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, (_, worker) => work(worker)));
  return async (): Promise<string[]> => {
    stopped = true;
    await working;
    return ids;
  };
}

/** Resolves when the moment has come, some deliveries from now: then the process is to die. */
async function momentOf(what: Moment, receiver: Receiver, random: () => number): Promise<void> {
  if (what === 'any moment') return sleep(random() * 600);
  let left = Math.floor(random() * 20);
  await new Promise<void>((come) => {
    receiver.answer = () => (response) => {
      left -= 1;
      if (left >= 0) return void response.writeHead(204).end();
      receiver.answer = () => 204;
      if (what === 'before the answer') come();
      else response.writeHead(204).end(come);
    };
  });
}

async function historiesOf(ids: string[], from: Store): Promise<Map<string, RequestEvent[]>> {
  const histories = await Promise.all(ids.map(async (id) => [id, await from.requests.events(id, 0, 100)] as const));
  return new Map(histories);
}

describe.each(databases())('Killed while delivering webhooks, on $name', ({ create }) => {
  it(
    'every endpoint gets every event at least once, in order, and none that did not happen',
    async () => {
      database = await create();
      const { url } = database;
      const chance = randomOf('webhooks: when the process dies');
      const flakiness = randomOf('webhooks: which delivery fails');
      const port = await freePort();
      const base = `http://127.0.0.1:${port}`;
      server = await startServer(port, url, ENV);
      store = await openStore(url, silent);
      await store.directory.putSeller(shop());

      const [all, some, flaky] = await Promise.all([Receiver.start(), Receiver.start(), Receiver.start()]);
      receivers = [all, some, flaky];
      // Once for each event at most: a second failure would wait five minutes.
      flaky.answer = ({ headers }) => {
        const isFirst = flaky.ids.filter((id) => id === headers['webhook-id']).length === 1;
        return isFirst && flakiness() < 0.1 ? 500 : 204;
      };
      const told: Told[] = [
        { name: 'all', received: all.received, wanted: null },
        { name: 'some', received: some.received, wanted: ['request.opened'] },
        { name: 'flaky', received: flaky.received, wanted: null },
      ];
      const urls = [all.url, some.url, flaky.url];
      for (const [index, { wanted }] of told.entries()) {
        await call(base, 'POST', '/v1/webhooks', { url: urls[index], events: wanted });
      }

      const startedAt = performance.now();
      const stop = keepBusy(base);
      for (let kills = 0; kills < KILLS; kills += 1) {
        await momentOf(MOMENTS[kills % MOMENTS.length] ?? 'any moment', all, chance);
        await server.kill();
        server = await startServer(port, url, ENV);
      }
      const ids = await stop();
      const histories = await historiesOf(ids, store);
      flaky.answer = () => 204;
      // A killed process's lines wait for 20 seconds, a failed delivery for 6 more.
      const lacking = () => told.map((one) => `${one.name} lacks ${missing(one, histories)}`);
      const none = told.map(({ name }) => `${name} lacks 0`);
      await until('every event arrives', () => expect(lacking()).toEqual(none), 100);

      const events = [...histories.values()].reduce((sum, history) => sum + history.length, 0);
      const arrivals = told.map(({ name, received }) => `${received.length} at ${name}`).join(', ');
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      console.log(`${KILLS} kills, ${ids.length} requests, ${events} events; ${arrivals}; ${seconds} s`);
      expect(events).toBeGreaterThan(ids.length * 2);
      expect(told.flatMap((one) => checkTold(one, histories))).toEqual([]);
    },
    LIMIT_MS,
  );
});
