/**
 * MongoDB is cut off six times, for long and for moments in a row, while clients go on: nothing that was acknowledged is lost
 * or doubled, every call is answered, and the service serves again soon after. `npm run soak -- cuts` does the same for longer.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsScene, someCuts } from '../support/cuts-scene.ts';
import { mongoStore, type TestStore } from '../support/stores.ts';

const SERVES_AGAIN_WITHIN_MS = 5_000;
/** Beside it, so many times what the same calls take when nothing is cut: a busy machine takes longer for everything. */
const ALLOWED_USUAL = 3;
/** The gate has time for so many; a soak asks for more. */
const CUTS = Number(process.env.PARLEY_SOAK_CUTS ?? 6);

describe('a MongoDB that is cut off', () => {
  let opened: TestStore;
  let scene: Awaited<ReturnType<typeof cutsScene>>;
  beforeAll(async () => {
    opened = await mongoStore();
    scene = await cutsScene(opened);
  });
  afterAll(async () => {
    await scene?.close();
    await opened?.cleanup();
  });

  it.each(someCuts(CUTS))('$kind for $forMs ms, serves again soon', async (cutting) => {
    const { againMs, usuallyMs } = await scene.cut(cutting);
    expect(againMs).toBeLessThan(SERVES_AGAIN_WITHIN_MS + ALLOWED_USUAL * usuallyMs);
  });

  it('has lost nothing and doubled nothing', async () => {
    await scene.settle();
    expect(await scene.wrong()).toEqual([]);
  });
});
