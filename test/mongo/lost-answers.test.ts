/**
 * MongoDB takes a write, and is gone before it answers: at each write of a story. The callers ask again under their keys when
 * it is back; then everything has happened, and happened once.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { openStore } from '../../src/storage/open.ts';
import { lostAnswersScene } from '../support/lost-answers-scene.ts';
import { type MongoProxy, startMongoProxy } from '../support/mongo-proxy.ts';
import { mongoStore, silent, type TestStore } from '../support/stores.ts';

describe('a MongoDB that is gone before it answers', () => {
  let opened: TestStore;
  let proxy: MongoProxy;
  let store: Store;
  let scene: Awaited<ReturnType<typeof lostAnswersScene>>;
  beforeAll(async () => {
    opened = await mongoStore();
    proxy = await startMongoProxy(opened.url);
    const quick = 'minHeartbeatFrequencyMS=10&serverSelectionTimeoutMS=300';
    store = await openStore(`${proxy.through(opened.url)}?${quick}`, silent);
    scene = await lostAnswersScene(store, opened.store, proxy);
  });
  afterAll(async () => {
    await scene?.close();
    await store?.close();
    await proxy?.close();
    await opened?.cleanup();
  });

  it('loses nothing and doubles nothing, whichever write it took last', { timeout: 600_000 }, async () => {
    proxy.lose(Number.POSITIVE_INFINITY, 'unanswered', true);
    const expected = await scene.story();
    const writes = proxy.writes;
    for (let number = 1; number <= writes; number += 1) {
      proxy.lose(number, 'unanswered', true);
      expect(await scene.story(), `gone after write ${number} of ${writes}`).toEqual(expected);
    }
  });
});
