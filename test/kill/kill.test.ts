/**
 * A real server is killed with SIGKILL under load and started again at once, many times: a certain number of times in
 * each window of windows.ts, and at random moments between. Callers retry under their idempotency keys. Afterwards
 * everything that was acknowledged must be there exactly once, and everything that was owed must have been told exactly
 * once.
 *
 * The first life dies with a key claimed. Its callers wait until the claims have lapsed by themselves; for what later
 * lives had claimed, that minute is taken out of the storage (claims.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { freePort } from '../support/free-port.ts';
import { checkAll } from '../support/load/checks.ts';
import { type Claims, claimsIn, LAPSE_MS } from '../support/load/claims.ts';
import { Client, newTally } from '../support/load/client.ts';
import { type Database, databases } from '../support/load/databases.ts';
import { Load, newPlace } from '../support/load/load.ts';
import { declareShop, Play } from '../support/load/negotiations.ts';
import { type Onlooker, onlookerOf } from '../support/load/onlooker.ts';
import { type LastWords, type ServerProcess, startServer } from '../support/load/server.ts';
import { until } from '../support/load/until.ts';
import { randomOf } from '../support/random.ts';
import { dieIn, WINDOWS, type Window } from './windows.ts';

const KILLS_IN_EACH_WINDOW = 5;
const KILLS_AT_RANDOM = 10;
const SHORTEST_LIFE_MS = 20;
const LONGEST_LIFE_MS = 600;
const LATEST_CHANCE = 12;

/** How each life ends: in a window, or at a random moment (null). The first with a key claimed. */
const ENDS: readonly (Window | null)[] = Array.from({ length: KILLS_IN_EACH_WINDOW }, () => [
  ...WINDOWS,
  ...Array.from({ length: KILLS_AT_RANDOM / KILLS_IN_EACH_WINDOW }, () => null),
]).flat();

/** What one death left in the storage, seen while no process has it open. */
interface Remains {
  /** How many requests have events that nobody has told yet, whoever holds a lease. */
  owed: number;
  complaints: string[];
}

const owedIn = async (store: Store): Promise<number> => {
  const afterEveryLease = Date.now() + 3_600_000;
  return (await store.requests.owed(afterEveryLease, 1_000)).length;
};

const examine = (onlooker: Onlooker, claims: Claims, end: Window | null, words: LastWords | null): Promise<Remains> =>
  onlooker.look(async (store) => {
    const complaints = end && words ? await end.proof(words, store, claims) : [];
    const about = `${end?.name}, ${JSON.stringify(words)}`;
    return { owed: await owedIn(store), complaints: complaints.map((text) => `${about}: ${text}`) };
  });

/** A request whose seller stays silent: the platform must approve it, once, whatever is killed meanwhile. */
async function openSilent(client: Client, seconds: number): Promise<Play> {
  const shop = `silent-for-${seconds}`;
  await declareShop(client, shop, { respondBy: { value: seconds, unit: 'second' } });
  return Play.open(client, 'silent seller', newPlace(shop));
}

/** Several times what it takes beside two endless loops on two cores. */
const LIMIT_MS = 1_500_000;

let server: ServerProcess | undefined;
let database: Database | undefined;
let onlooker: Onlooker | undefined;

afterEach(async () => {
  await server?.kill();
  await onlooker?.close();
  await database?.remove();
  server = database = onlooker = undefined;
});

describe.each(databases())('Killed at any moment, on $name', ({ create }) => {
  it(
    'loses no acknowledged command, applies none twice, and tells what it owed',
    async () => {
      const random = randomOf('kill: when each life ends');
      database = await create();
      const { url } = database;
      const seen = onlookerOf(url);
      onlooker = seen;
      const claims = claimsIn(url);
      const port = await freePort();
      const start = (end: Window | null | undefined) => startServer(port, url, {}, Boolean(end));
      const baseUrls = [`http://127.0.0.1:${port}`];
      server = await start(ENDS[0]);

      const tally = newTally();
      let isUp = true;
      const options = { baseUrls, tally, isUp: () => isUp };
      const client = new Client(options);
      await declareShop(client);
      const silent = await Promise.all([2, 5, 10].map((seconds) => openSilent(client, seconds)));
      const load = new Load(options);
      const loading = load.run();

      const remains: Remains[] = [];
      const died = new Map<string, number>();
      let first: { commandId: string; claimedAt: number; at: number } | undefined;
      for (const [life, end] of ENDS.entries()) {
        let words: LastWords | null = null;
        if (end) words = await dieIn(end, server, 1 + Math.floor(random() * LATEST_CHANCE));
        else {
          await sleep(SHORTEST_LIFE_MS + random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS));
          await server.kill();
        }
        isUp = false;
        const name = end?.name ?? 'at random';
        died.set(name, (died.get(name) ?? 0) + 1);
        remains.push(await examine(seen, claims, end, words));
        if (first) await claims.lapse(first.at);
        else {
          const commandId = words?.commandId ?? '';
          first = { commandId, claimedAt: (await claims.of(commandId))?.claimedAt ?? Number.NaN, at: Date.now() };
        }
        server = await start(ENDS[life + 1]);
        isUp = true;
      }
      await Promise.all(silent.map((play) => play.untilTimeout()));
      await load.finish();
      await loading;
      const negotiations = [...load.negotiations, ...silent.map((play) => play.negotiation)];
      await until('nothing is owed after the last restart', async () => expect(await seen.look(owedIn)).toBe(0), 200);

      const { acknowledged, replayed, broken, inProgress } = tally;
      const owed = remains.map((left) => left.owed);
      console.log(
        `${ENDS.length} kills (${[...died].map(([name, count]) => `${count} ${name}`).join(', ')}), ` +
          `${negotiations.length} negotiations, ${acknowledged} answers (${replayed} replayed), ` +
          `${broken} broken calls, ${inProgress} times "in progress"; requests owed at the restarts: ${owed.join(' ')}`,
      );
      expect(remains.flatMap(({ complaints }) => complaints)).toEqual([]);
      for (const { name } of WINDOWS) expect(died.get(name), name).toBe(KILLS_IN_EACH_WINDOW);
      expect(load.errors).toEqual([]);
      expect(tally.failures).toEqual([]);
      expect(await checkAll(client, negotiations)).toEqual([]);
      const last = await claims.of(first?.commandId ?? '');
      expect(last, 'the answer of the first life').toMatchObject({ answered: true });
      expect((last?.claimedAt ?? 0) - (first?.claimedAt ?? 0), 'taken up before it lapsed').toBeGreaterThanOrEqual(
        LAPSE_MS,
      );
    },
    LIMIT_MS,
  );
});
