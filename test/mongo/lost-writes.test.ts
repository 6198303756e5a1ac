/**
 * The connection to MongoDB breaks at each write: before it arrives, after it took effect, or so that it arrives late. Whoever
 * wrote learns the same as if nothing had happened, and the same stands in the end.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { openStore } from '../../src/storage/open.ts';
import { LOSSES, type Loss, type MongoProxy, startMongoProxy } from '../support/mongo-proxy.ts';
import { mongoStore, silent, type TestStore } from '../support/stores.ts';
import type { Written } from './written.ts';
import { WRITTEN_OWED } from './written-owed.ts';
import { WRITTEN_REQUESTS } from './written-requests.ts';

describe('a write whose answer was lost', () => {
  let opened: TestStore;
  let proxy: MongoProxy;
  let store: Store;
  let runs = 0;
  beforeAll(async () => {
    opened = await mongoStore();
    proxy = await startMongoProxy(opened.url);
    store = await openStore(`${proxy.through(opened.url)}?minHeartbeatFrequencyMS=10`, silent);
  });
  afterAll(async () => {
    await store?.close();
    await proxy?.close();
    await opened?.cleanup();
  });

  /** What the writer learns and what then stands, the run's own name taken out; and how many writes it took. */
  async function run({ before, write, after }: Written, number: number, loss: Loss) {
    runs += 1;
    const name = `run${runs}x`;
    const given = await before?.(opened.store, name);
    proxy.lose(number, loss);
    const answer = await write(store, name, given);
    const writes = proxy.writes;
    // What comes late does so before the next one: somebody else's.
    if (loss === 'late') await store.directory.putPolicy({ market: `late-${name}` } as never);
    await proxy.heal();
    const seen = JSON.stringify({ answer, after: await after(opened.store, name) });
    return { seen: JSON.parse(seen.replaceAll(name, 'NAME')), writes };
  }

  it.each([...WRITTEN_REQUESTS, ...WRITTEN_OWED])('$what', async (written) => {
    const { seen, writes } = await run(written, Number.POSITIVE_INFINITY, 'lost');
    expect(writes).toBeGreaterThan(0);
    for (const loss of LOSSES) {
      for (let number = 1; number <= writes; number += 1) {
        const { seen: then } = await run(written, number, loss);
        expect(then, `write ${number} of ${writes} ${loss}`).toEqual(seen);
      }
    }
  });
});
