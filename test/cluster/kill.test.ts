/**
 * Random instances are killed with SIGKILL under load while callers go on with another one. Afterwards everything that was
 * acknowledged is there once, and everything owed was told once: every history, card and message is checked.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { checkAll } from '../support/load/checks.ts';
import { claimsIn } from '../support/load/claims.ts';
import { Client, newTally } from '../support/load/client.ts';
import { Load } from '../support/load/load.ts';
import { declareShop } from '../support/load/negotiations.ts';
import { randomOf } from '../support/random.ts';
import { type Cluster, startCluster } from './cluster.ts';

/** The gate has time for so many; a soak asks for more. */
const KILLS = Number(process.env.PARLEY_SOAK_KILLS ?? 20);
const LONGEST_LIFE_MS = 800;
/** Enough that some are under way at each kill. */
const NEGOTIATIONS_A_KILL = 10;
const LIMIT_MS = 600_000 + KILLS * 60_000;

describe('Three instances, killed at random', () => {
  let cluster: Cluster | undefined;
  afterEach(() => cluster?.close());

  it(
    'lose no acknowledged command, apply none twice, and tell what they owed',
    async () => {
      cluster = await startCluster();
      const random = randomOf('cluster: who dies when');
      const tally = newTally();
      const options = { baseUrls: cluster.urls, tally };
      const client = new Client(options);
      await declareShop(client);
      const load = new Load(options);
      load.allow(NEGOTIATIONS_A_KILL);
      const startedAt = Date.now();
      const loading = load.run();
      const claims = claimsIn(cluster.databaseUrl);
      for (let kills = 0; kills < KILLS; kills += 1) {
        await sleep(random() * LONGEST_LIFE_MS);
        await cluster.kill(Math.floor(random() * cluster.urls.length));
        // What the dead one had claimed would lapse after a minute.
        await claims.lapse(startedAt);
        load.allow(NEGOTIATIONS_A_KILL);
      }
      await load.finish();
      await loading;
      const { acknowledged, replayed, broken, inProgress } = tally;
      console.log(
        `${KILLS} kills, ${load.negotiations.length} negotiations, ${acknowledged} answers (${replayed} replayed), ` +
          `${broken} broken calls, ${inProgress} times "in progress"`,
      );
      await cluster.settled();
      expect(load.errors).toEqual([]);
      expect(tally.failures).toEqual([]);
      expect(await checkAll(client, load.negotiations)).toEqual([]);
    },
    LIMIT_MS,
  );
});
