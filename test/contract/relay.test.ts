import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../support/builders.ts';
import { eventually } from '../support/eventually.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { type TwoProcesses, twoProcesses } from '../support/two-processes.ts';
import { act, agent, FakeClock, opened, seller, type World, world } from '../support/world.ts';

const HALF = { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } } as const;
const LEASE_MS = 10_000;

for (const leg of storeLegs()) {
  describe(`The relay on ${leg.name}`, () => {
    let { on, clock, first, second, end } = {} as TwoProcesses;
    beforeEach(async () => {
      ({ on, clock, first, second, end } = await twoProcesses(leg.open));
    });
    afterEach(() => end());

    const owed = () => on.store.requests.owed(clock.now() + 2 * LEASE_MS, 100);

    it('tells what was committed at once, in order, and owes nothing after', async () => {
      const state = await opened(on.store, first, clock);
      await act(first, clock, state, seller, HALF);
      await first.relay.idle();
      expect(first.listener.typesOf(state.id)).toEqual(['request.opened', 'offer.proposed']);
      expect(await owed()).toEqual([]);
    });

    it('what a crashed process left is told by another one when its lease has run out', async () => {
      first.listener.failing = () => true;
      const state = await opened(on.store, first, clock);
      await first.relay.idle();
      expect(await second.relay.recover()).toBe(0);
      clock.advance(LEASE_MS);
      expect(await second.relay.recover()).toBe(1);
      await second.relay.idle();
      expect(second.listener.typesOf(state.id)).toEqual(['request.opened']);
      expect(await owed()).toEqual([]);
    });

    it('an event never overtakes an earlier one that failed', async () => {
      first.listener.failing = () => true;
      const state = await opened(on.store, first, clock);
      await first.relay.idle();
      first.listener.failing = () => false;
      await act(first, clock, state, seller, HALF);
      await first.relay.idle();
      clock.advance(LEASE_MS);
      await first.relay.recover();
      await first.relay.idle();
      expect(first.listener.typesOf(state.id)).toEqual(['request.opened', 'offer.proposed']);
    });

    it('who commits and then reads waits for what was just committed, and not for other conversations', async () => {
      const state = await opened(on.store, first, clock);
      let letGo = () => {};
      first.listener.held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await act(first, clock, state, seller, HALF);
      await first.relay.settled('another-conversation', 5_000);
      await first.relay.settled(state.facts.conversationId, 20);
      expect(first.listener.typesOf(state.id)).not.toContain('offer.proposed');
      const settled = first.relay.settled(state.facts.conversationId, 5_000);
      letGo();
      await settled;
      expect(first.listener.typesOf(state.id)).toContain('offer.proposed');
    });

    it('a request that cannot be told stops only itself', async () => {
      const good = await opened(on.store, first, clock);
      const bad = await opened(on.store, first, clock);
      await first.relay.idle();
      first.listener.failing = (batch) => batch.some(({ state }) => state.id === bad.id);
      await Promise.all([act(first, clock, bad, seller, HALF), act(first, clock, good, seller, HALF)]);
      await first.relay.idle();
      expect(first.listener.typesOf(good.id)).toEqual(['request.opened', 'offer.proposed']);
      expect(first.listener.typesOf(bad.id)).toEqual(['request.opened']);
      expect(await owed()).toEqual([bad.id]);
    });

    it('two processes that commit in turn tell every event, each request in order', async () => {
      const states = [];
      for (let n = 0; n < 5; n += 1) states.push(await opened(on.store, n % 2 ? first : second, clock));
      await Promise.all(states.map((state, n) => act(n % 2 ? second : first, clock, state, seller, HALF)));
      await Promise.all([first.relay.idle(), second.relay.idle()]);
      clock.advance(LEASE_MS);
      await first.relay.recover();
      await second.relay.recover();
      await Promise.all([first.relay.idle(), second.relay.idle()]);
      expect(await owed()).toEqual([]);
      for (const state of states) {
        const told = [...first.listener.typesOf(state.id), ...second.listener.typesOf(state.id)];
        expect(new Set(told)).toEqual(new Set(['request.opened', 'offer.proposed']));
      }
    });
  });

  describe(`The relay of several processes on ${leg.name}`, () => {
    let on: TestStore;
    let clock: FakeClock;
    let first: World;
    let letGo: () => void;

    beforeEach(async () => {
      on = await leg.open();
      clock = new FakeClock();
      first = world(on.store, clock, 'process-1');
      letGo = () => {};
    });
    afterEach(async () => {
      letGo();
      await first.relay.stop();
      await on.cleanup();
    });

    const hold = () => {
      first.listener.held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
    };
    const owed = () => on.store.requests.owed(clock.now() + 2 * LEASE_MS, 100);

    it('who tells goes on with what others committed meanwhile: no timer, no recovery', async () => {
      const second = world(on.store, clock, 'process-2');
      hold();
      const state = await opened(on.store, first, clock);
      await act(second, clock, state, seller, HALF);
      await second.relay.idle();
      expect(second.listener.told).toEqual([]);
      letGo();
      await first.relay.idle();
      expect(first.listener.typesOf(state.id)).toEqual(['request.opened', 'offer.proposed']);
      expect(await owed()).toEqual([]);
      await second.relay.stop();
    });

    it('nobody waits for an acknowledgement, and what is told beside one is told once', async () => {
      let acknowledge = () => {};
      const held = new Promise<void>((resolve) => {
        acknowledge = resolve;
      });
      const ack: typeof on.store.requests.ack = async (told) => {
        await held;
        return on.store.requests.ack(told);
      };
      const slow = world({ ...on.store, requests: { ...on.store.requests, ack } }, clock, 'process-2');
      const state = await opened(on.store, slow, clock);
      await slow.relay.settled(state.facts.conversationId, 5_000);
      await act(slow, clock, state, seller, HALF);
      const other = await opened(on.store, slow, clock);
      await slow.relay.settled(other.facts.conversationId, 5_000);
      expect(slow.listener.typesOf(state.id)).toEqual(['request.opened', 'offer.proposed']);
      expect(slow.listener.typesOf(other.id)).toEqual(['request.opened']);
      acknowledge();
      await slow.relay.idle();
      expect(slow.listener.told).toHaveLength(3);
      expect(await owed()).toEqual([]);
      await slow.relay.stop();
    });

    it('an acknowledgement that fails is made up for once its lease has run out', async () => {
      let fails = true;
      const ack: typeof on.store.requests.ack = (told) =>
        fails ? Promise.reject(new Error('the network is gone')) : on.store.requests.ack(told);
      const cut = world({ ...on.store, requests: { ...on.store.requests, ack } }, clock, 'process-2');
      const state = await opened(on.store, cut, clock);
      await cut.relay.idle();
      expect(cut.errors).toHaveLength(1);
      expect(await owed()).toEqual([state.id]);
      fails = false;
      clock.advance(LEASE_MS);
      await cut.relay.recover();
      await cut.relay.idle();
      expect(await owed()).toEqual([]);
      await cut.relay.stop();
    });

    it('a commit that was decided while another told, and made when it had, is told at once', async () => {
      let committing = () => {};
      const arrived = new Promise<void>((resolve) => {
        committing = resolve;
      });
      let commitNow = () => {};
      const permitted = new Promise<void>((resolve) => {
        commitNow = resolve;
      });
      const late = {
        ...on.store,
        requests: {
          ...on.store.requests,
          commit: async (change: Parameters<typeof on.store.requests.commit>[0]) => {
            committing();
            await permitted;
            return on.store.requests.commit(change);
          },
        },
      };
      const second = world(late, clock, 'process-2');
      hold();
      const state = await opened(on.store, first, clock);
      const offered = act(second, clock, state, seller, HALF);
      await arrived;
      letGo();
      await first.relay.idle();
      commitNow();
      await offered;
      await second.relay.idle();
      expect(second.listener.typesOf(state.id)).toEqual(['offer.proposed']);
      expect(await owed()).toEqual([]);
      await second.relay.stop();
    });

    it('many commits of three processes at once are all told, in order, without a timer', async () => {
      const worlds = [first, world(on.store, clock, 'process-2'), world(on.store, clock, 'process-3')];
      const states = [];
      for (let n = 0; n < 12; n += 1) states.push(await opened(on.store, worlds[n % 3] as World, clock));
      await Promise.all(
        states.flatMap((state, n) =>
          [1, 2].map((step) =>
            act(worlds[(n + step) % 3] as World, clock, state, step === 1 ? seller : agent, {
              type: 'ExtendDeadline',
              seconds: 60,
              text: `step ${step}`,
            }),
          ),
        ),
      );
      await eventually('nothing is owed', async () => {
        await Promise.all(worlds.map(({ relay }) => relay.idle()));
        expect(await owed()).toEqual([]);
      });
      for (const { id } of states) {
        const told = worlds.flatMap(({ listener }) => listener.told).filter(({ requestId }) => requestId === id);
        const stored = await on.store.requests.events(id, 0, 100);
        expect(new Set(told.map(({ seq }) => seq))).toEqual(new Set(stored.map(({ seq }) => seq)));
      }
      await Promise.all(worlds.map(({ relay }) => relay.stop()));
    });
  });

  describe(`The sweep on ${leg.name}`, () => {
    let { on, clock, first, second, end } = {} as TwoProcesses;
    beforeEach(async () => {
      ({ on, clock, first, second, end } = await twoProcesses(leg.open));
    });
    afterEach(() => end());

    const typesOf = async (id: string) => (await on.store.requests.events(id, 0, 100)).map((event) => event.type);

    it('wakes nothing before its time, and everything due at it', async () => {
      const state = await opened(on.store, first, clock);
      clock.advance(24 * HOUR - 1);
      await first.sweep.run();
      expect(await typesOf(state.id)).not.toContain('request.approved');
      clock.advance(1);
      await first.sweep.run();
      expect((await typesOf(state.id)).at(-1)).toBe('request.approved');
    });

    it('two processes sweeping at once act once on each deadline', async () => {
      const states = [];
      for (let n = 0; n < 30; n += 1) states.push(await opened(on.store, first, clock));
      clock.advance(24 * HOUR);
      await Promise.all([first.sweep.run(), second.sweep.run(), first.sweep.run()]);
      for (const { id } of states) {
        expect((await typesOf(id)).filter((type) => type === 'request.approved')).toHaveLength(1);
      }
      expect(await on.store.requests.due(clock.now(), 10)).toEqual([]);
      expect([...first.errors, ...second.errors]).toEqual([]);
    });

    it('rule 12: a reminder is told once, and only the latest one after an outage', async () => {
      const state = await opened(on.store, first, clock);
      clock.advance(21 * HOUR);
      await first.sweep.run();
      await second.sweep.run();
      expect(await typesOf(state.id)).toEqual(['request.opened', 'reminder.due']);
      clock.advance(2.5 * HOUR);
      await first.sweep.run();
      const events = await on.store.requests.events(state.id, 0, 100);
      expect(events.slice(1)).toMatchObject([{ data: { leadSeconds: 14400 } }, { data: { leadSeconds: 3600 } }]);
    });
  });
}
