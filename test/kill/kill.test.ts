/**
 * A real server is killed with SIGKILL at random moments under load and started again at once, many times. Callers
 * retry under their idempotency keys. Afterwards everything that was acknowledged must be there exactly once, and
 * everything that was owed must have been told exactly once.
 *
 * The run proves something only if kills hit the window between a commit and its telling, so before each restart the
 * database is asked what is owed; if no restart ever finds any, the test fails.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import { checkAll } from './checks.ts';
import { Client, newTally } from './client.ts';
import { type Database, databases } from './databases.ts';
import { Load, newPlace } from './load.ts';
import { declareShop, Play } from './negotiations.ts';
import { freePort, type ServerProcess, startServer } from './server.ts';

const KILLS = 30;
const SHORTEST_LIFE_MS = 20;
const LONGEST_LIFE_MS = 600;

/** mulberry32: a run can be repeated with PARLEY_KILL_SEED, as far as a race can. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many requests have events that nobody has told yet, whoever holds a lease. */
async function owedIn(url: string): Promise<number> {
  const store = await openStore(url, { log: () => {} });
  try {
    const afterEveryLease = Date.now() + 3_600_000;
    return (await store.requests.owed(afterEveryLease, 1_000)).length;
  } finally {
    await store.close();
  }
}

async function untilNothingIsOwed(url: string): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  while ((await owedIn(url)) > 0) {
    if (Date.now() > giveUpAt) throw new Error('work is still owed 30 s after the last restart');
    await sleep(200);
  }
}

/** A request whose seller stays silent: the platform must approve it, once, whatever is killed meanwhile. */
async function openSilent(client: Client, seconds: number): Promise<Play> {
  const shop = `silent-for-${seconds}`;
  await declareShop(client, shop, { respondBy: { value: seconds, unit: 'second' } });
  return Play.open(client, 'silent seller', newPlace(shop));
}

let server: ServerProcess | undefined;
let database: Database | undefined;

afterEach(async () => {
  await server?.kill();
  await database?.remove();
  server = database = undefined;
});

describe.each(databases())('Killed at any moment, on $name', ({ create }) => {
  it('loses no acknowledged command, applies none twice, and tells what it owed', async () => {
    const seed = Number(process.env.PARLEY_KILL_SEED ?? Date.now() % 1_000_000);
    console.log(`PARLEY_KILL_SEED=${seed}`);
    const random = randomFrom(seed);
    database = await create();
    const port = await freePort();
    const baseUrls = [`http://127.0.0.1:${port}`];
    server = await startServer(port, database.url);

    const tally = newTally();
    const client = new Client({ baseUrls, tally });
    await declareShop(client);
    const silent = await Promise.all([2, 5, 10].map((seconds) => openSilent(client, seconds)));
    const load = new Load(baseUrls, tally);
    const loading = load.run();

    const owed: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(SHORTEST_LIFE_MS + random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS));
      await server.kill();
      owed.push(await owedIn(database.url));
      server = await startServer(port, database.url);
    }
    await Promise.all(silent.map((play) => play.untilTimeout()));
    await load.finish();
    await loading;
    const negotiations = [...load.negotiations, ...silent.map((play) => play.negotiation)];
    await untilNothingIsOwed(database.url);

    const { acknowledged, replayed, broken, inProgress } = tally;
    console.log(
      `${KILLS} kills, ${negotiations.length} negotiations, ${acknowledged} answers (${replayed} replayed), ` +
        `${broken} broken calls, ${inProgress} times "in progress"; requests owed at the restarts: ${owed.join(' ')}`,
    );
    expect(load.errors).toEqual([]);
    expect(tally.failures).toEqual([]);
    expect(await checkAll(new Client({ baseUrls, tally }), negotiations)).toEqual([]);
    expect(
      owed.some((count) => count > 0),
      'no kill hit the window between a commit and its telling',
    ).toBe(true);
  });
});
