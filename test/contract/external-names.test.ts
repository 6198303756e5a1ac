/** Opening and correcting under external ids, from two processes with a store each, and where one dies between name and request. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/application/commands.ts';
import type { RequestStore } from '../../src/application/ports/requests.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { replay } from '../../src/domain/evolve.ts';
import { openStore } from '../../src/storage/open.ts';
import { silent, storeLegs, type TestStore } from '../support/stores.ts';
import { act, FakeClock, input, integrator, opened, shop, type World, world } from '../support/world.ts';

const stateOf = (outcome: Outcome) => {
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
  return outcome.state;
};

for (const leg of storeLegs()) {
  describe(`External ids on ${leg.name}`, () => {
    const clock = new FakeClock();
    let on: TestStore;
    let other: Store;
    let worlds: World[];
    const process = (store: Store, changes: Partial<RequestStore> = {}): World => {
      const made = world({ ...store, requests: { ...store.requests, ...changes } }, clock, `process-${worlds.length}`);
      worlds.push(made);
      return made;
    };
    beforeEach(async () => {
      worlds = [];
      on = await leg.open();
      other = await openStore(on.url, silent);
      await on.store.directory.putSeller(shop());
    });
    afterEach(async () => {
      for (const { relay } of worlds) await relay.stop();
      await other.close();
      await on.cleanup();
    });
    const envelope = () => ({ actor: integrator, arrivedAt: clock.iso() });
    const rename = ({ commands }: World, id: string, externalId: string, more: object = {}) =>
      commands.execute(id, { type: 'UpdateRequest', patch: { externalId } }, { ...envelope(), ...more });
    const count = () => on.store.requests.count({}, clock.now(), 1_000);

    it('of forty openings from two stores, four under each name, one makes the request and all are told of it', async () => {
      const bodies = Array.from({ length: 10 }, (_, n) => input({ externalId: `ext-${n}` }));
      const [first, second] = [process(on.store), process(other)];
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, async (_, n) => {
          const outcome = await (n % 4 < 2 ? first : second).commands.open(bodies[n % 10] as never, envelope());
          return { name: `ext-${n % 10}`, id: stateOf(outcome).id, created: outcome.ok && outcome.created };
        }),
      );
      expect(outcomes.filter(({ created }) => created)).toHaveLength(10);
      expect(new Set(outcomes.map(({ name, id }) => `${name} ${id}`)).size).toBe(10);
      expect(await count()).toBe(10);
    });

    it('of two bodies under one name at once, one opens a request and the other is refused', async () => {
      const [first, second] = [process(on.store), process(other)];
      for (let round = 0; round < 5; round += 1) {
        const externalId = `two-${round}`;
        const outcomes = await Promise.all(
          [first, second].map(({ commands }) => commands.open(input({ externalId }), envelope())),
        );
        expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
        expect(outcomes).toContainEqual({
          ok: false,
          refusal: expect.objectContaining({ code: 'external_id_mismatch' }),
        });
      }
      expect(await count()).toBe(5);
    });

    const dying = () => process(on.store, { commit: () => Promise.reject(new Error('it died')) });

    it('an opening that died between name and request is completed by the next one, whose key and body may differ', async () => {
      const externalId = 'ext-1';
      await expect(
        dying().commands.open(input({ externalId }), { ...envelope(), commandId: 'dead' }),
      ).rejects.toThrow();
      expect(await on.store.requests.findByExternalId(externalId)).toBeNull();
      const body = input({ externalId });
      const state = stateOf(await process(other).commands.open(body, { ...envelope(), commandId: 'next' }));
      expect(state).toMatchObject({ id: expect.any(String), facts: { externalId, orderId: body.orderId } });
      expect((await on.store.requests.findByExternalId(externalId))?.id).toBe(state.id);
      const events = await on.store.requests.events(state.id, 0, 10);
      expect(replay(events)).toEqual(state);
      expect(events[0]?.requestId).toBe(state.id);
      expect(await count()).toBe(1);
    });

    it('a retry under its own key says that it made the request, under whichever id that stands', async () => {
      const body = input({ externalId: 'ext-1' });
      await expect(dying().commands.open(body, { ...envelope(), commandId: 'dead' })).rejects.toThrow();
      const second = process(other);
      const mine = { ...envelope(), commandId: 'mine' };
      const state = stateOf(await second.commands.open(body, mine));
      expect(await second.commands.open(body, { ...mine, retried: true })).toMatchObject({ ok: true, created: true });
      const late = { ...envelope(), commandId: 'dead', retried: true };
      expect(await second.commands.open(body, late)).toMatchObject({
        ok: true,
        created: false,
        state: { id: state.id },
      });
      const changed = await second.commands.open({ ...body, orderId: 'another' }, late);
      expect(changed).toMatchObject({ ok: false, refusal: { code: 'external_id_mismatch' } });
    });

    it('a refused opening gives no name away', async () => {
      const first = process(on.store);
      expect(await first.commands.open(input({ externalId: 'ext-1', market: 'VN' }), envelope())).toMatchObject({
        ok: false,
      });
      const state = await opened(on.store, first, clock);
      expect(await rename(first, state.id, 'ext-1')).toMatchObject({ ok: true, created: true });
    });

    it('a return that got a new id: either id answers the request that exists', async () => {
      const [first, second] = [process(on.store), process(other)];
      const body = input({ externalId: 'old' });
      const { id } = stateOf(await first.commands.open(body, envelope()));
      expect(await rename(first, id, 'new')).toMatchObject({
        ok: true,
        state: { version: 2, facts: { externalId: 'new' } },
      });
      expect(await rename(second, id, 'new')).toMatchObject({ ok: true, created: false, state: { version: 2 } });
      for (const externalId of ['old', 'new']) {
        const again = await second.commands.open({ ...body, externalId }, envelope());
        expect(again).toMatchObject({ ok: true, created: false, state: { id } });
        const stranger = await second.commands.open({ ...input(), externalId }, envelope());
        expect(stranger).toMatchObject({ ok: false, refusal: { code: 'external_id_mismatch' } });
      }
      expect(await rename(second, id, 'old')).toMatchObject({
        ok: true,
        state: { version: 3, facts: { externalId: 'old' } },
      });
      expect(replay(await on.store.requests.events(id, 0, 10)).facts.externalId).toBe('old');
    });

    it('a name that another request has, or had, is refused, and changes nothing', async () => {
      const first = process(on.store);
      const { id } = stateOf(await first.commands.open(input({ externalId: 'hers' }), envelope()));
      await rename(first, id, 'hers-now');
      const mine = await opened(on.store, first, clock, { externalId: 'mine' });
      for (const externalId of ['hers', 'hers-now']) {
        const refused = await rename(first, mine.id, externalId);
        expect(refused).toMatchObject({ ok: false, refusal: { code: 'external_id_mismatch' } });
      }
      expect((await on.store.requests.load(mine.id))?.state).toEqual(mine);
      await expect(rename(first, mine.id, 'free', { ifVersion: 7 })).resolves.toMatchObject({ ok: false });
      expect(await on.store.requests.findByExternalId('free')).toBeNull();
    });

    it('one name that two requests and an opening want at once goes to exactly one', async () => {
      const [first, second] = [process(on.store), process(other)];
      for (let round = 0; round < 5; round += 1) {
        const externalId = `wanted-${round}`;
        const [a, b] = [await opened(on.store, first, clock), await opened(on.store, second, clock)];
        const outcomes = await Promise.all([
          rename(first, a.id, externalId),
          rename(second, b.id, externalId),
          second.commands.open(input({ externalId }), envelope()),
        ]);
        expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
        const bearers = await on.store.requests.list({ filter: { q: externalId }, sort: 'deadline', limit: 9, now: 0 });
        expect(bearers.items).toHaveLength(1);
        expect((await other.requests.findByExternalId(externalId))?.id).toBe(bearers.items[0]?.id);
      }
    });

    it('a correction that died between name and commit is completed by the next one', async () => {
      const state = await opened(on.store, process(on.store), clock, { externalId: 'old' });
      await expect(rename(dying(), state.id, 'new')).rejects.toThrow();
      expect((await other.requests.findByExternalId('new'))?.version).toBe(1);
      expect(await rename(process(other), state.id, 'new')).toMatchObject({ ok: true, state: { version: 2 } });
      await act(process(other), clock, state, integrator, { type: 'UpdateRequest', patch: { metadata: { a: 'b' } } });
      expect((await other.requests.findByExternalId('old'))?.facts.externalId).toBe('new');
    });
  });
}
