import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAlone } from '../../src/application/alone.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { FakeClock } from '../support/world.ts';

for (const leg of storeLegs()) {
  describe(`Who serves on ${leg.name}`, () => {
    let on: TestStore;
    beforeEach(async () => {
      on = await leg.open();
    });
    afterEach(() => on.cleanup());

    const joined = (owner: string, seen: number[] = []) => {
      const store = on.store.instances;
      if (!store) throw new Error('this storage is one process’s alone');
      const parts = { store, owner, wallClock: new FakeClock(), onError: () => {} };
      return { seen, alone: createAlone({ ...parts, onOthers: (count) => void seen.push(count) }) };
    };

    if (leg.name === 'SQLite') {
      it('is one server, so nobody looks for others', () => expect(on.store.instances).toBeNull());
      return;
    }

    it('another one that beats is told of once', async () => {
      const [a, b] = [joined('a'), joined('b')];
      for (let round = 0; round < 3; round += 1) for (const { alone } of [a, b]) await alone.look();
      expect(a.seen).toEqual([1]);
      expect(b.seen).toEqual([1]);
    });

    it('one that was killed is none: its record stands still', async () => {
      const [killed, next] = [joined('killed'), joined('next')];
      for (let beats = 0; beats < 3; beats += 1) await killed.alone.look();
      for (let beats = 0; beats < 3; beats += 1) await next.alone.look();
      expect(next.seen).toEqual([]);
    });
  });
}
