/** Moving in and out: nothing is lost, nothing is told twice, and running again is safe. On every storage. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { HOUR, later } from '../support/builders.ts';
import { eventually } from '../support/eventually.ts';
import {
  exported,
  imported,
  jsonLines,
  linesIn,
  lived,
  opening,
  parley,
  sellerLine,
  storages,
} from '../support/import-scene.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { accept, buyer } from '../support/story.ts';
import { FakeClock, integrator, shop } from '../support/world.ts';

describe.each(storeLegs())('On $name', (leg) => {
  let clock: FakeClock;
  const { fresh, cleanup } = storages(leg.open);
  beforeEach(() => {
    clock = new FakeClock();
  });
  afterEach(cleanup);

  describe('an export', () => {
    /** A Parley that has lived: read by all, changed by none. */
    let origin: TestStore;
    let home: Store;
    let ids: string[];
    let file: string;
    let now: string;
    beforeAll(async () => {
      origin = await leg.open();
      home = origin.store;
      const its = new FakeClock();
      ids = await lived(home, its);
      file = await exported(home);
      now = its.iso();
    });
    afterAll(() => origin.cleanup());
    beforeEach(() => clock.set(now));

    it('imported into an empty storage and exported again is the same, byte for byte', async () => {
      const away = await fresh();
      const statuses = linesIn(file).flatMap(({ request }) => (request ? [request.status] : []));
      expect(new Set(statuses).size).toBe(9);

      expect(await imported(away, clock, file, ['--allow-overdue'])).toMatchObject({ code: 0, refused: [] });
      expect(await exported(away)).toBe(file);
      for (const id of ids) {
        expect(await away.requests.load(id)).toEqual({ ...(await home.requests.load(id)), lease: null });
        expect(await away.requests.events(id, 0, 100)).toEqual(await home.requests.events(id, 0, 100));
      }
    });

    it('goes on where it is imported: deadlines pass there, offers are answered, lists and searches find it', async () => {
      const away = await fresh();
      const [, offered = ''] = ids;
      await imported(away, clock, file, ['--allow-overdue']);
      for (const filter of [{}, { status: 'settled' as const }, { q: 'TH2' }, { q: 'old-1' }]) {
        expect(await away.requests.count(filter, clock.now(), 100)).toBe(
          await home.requests.count(filter, clock.now(), 100),
        );
      }
      const query = { since: later(-HOUR), now: clock.now() };
      const stats = async (store: Store) => {
        const { offers, ...rest } = await store.requests.stats(query);
        return { ...rest, offers: offers.map((offer) => JSON.stringify(offer)).sort() };
      };
      expect(await stats(away)).toEqual(await stats(home));
      expect(await away.requests.nextWake()).toBe(await home.requests.nextWake());

      const there = parley(away, clock);
      const state = (await away.requests.load(offered))?.state;
      if (!state) throw new Error('the offered request is gone');
      const settling = await there.then(state, buyer, accept());
      expect(settling.status).toBe('settling');
      const { messages } = await away.chat.messages({
        conversationId: state.facts.conversationId,
        after: 0,
        limit: 100,
      });
      expect(messages.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(messages.map((_, n) => n + 1));
      clock.advance(90 * 24 * HOUR);
      expect(await there.sweep.run()).toBeGreaterThan(0);
      await there.relay.idle();
    });

    it('is told to nobody again, except what was still owed', async () => {
      const [own, away] = [await fresh(), await fresh()];
      clock = new FakeClock();
      await lived(own, clock);
      await imported(own, clock, jsonLines([opening(99)]));
      const untold = (await own.requests.findByExternalId('old-99'))?.id;
      const untoldFile = await exported(own);
      expect(linesIn(untoldFile).filter(({ told }) => told !== undefined)).toMatchObject([
        { request: { id: untold }, told: 0 },
      ]);

      await imported(away, clock, untoldFile, ['--allow-overdue']);
      expect(await exported(away)).toBe(untoldFile);
      const there = parley(away, clock);
      expect(await there.relay.recover()).toBe(1);
      await there.relay.idle();
      expect(there.heard.map(({ state }) => state.id)).toEqual([untold]);
    });

    it('of conversations that went on, or of none, still leaves every chat with its cards', async () => {
      const away = await fresh();
      const [, offered = ''] = ids;
      const withoutChats = linesIn(file).filter(({ kind }) => kind !== 'conversation');
      await imported(away, clock, jsonLines(withoutChats), ['--allow-overdue']);
      const state = (await home.requests.load(offered))?.state;
      const card = { id: `msg_${state?.offers[0]?.id.replace('_', '')}`, revision: expect.any(Number) };
      const written = await home.chat.message(card.id);
      expect(await away.chat.message(card.id)).toMatchObject({ body: written?.body, revision: written?.revision });
    });

    it('of some is those requests, and the conversations that tell of them', async () => {
      const all = linesIn(file);
      const some = linesIn(await exported(home, { statuses: new Set(['delivered', 'cancelled']) }));
      const requests = some.filter(({ kind }) => kind === 'request');
      expect(requests).toEqual(
        all.filter(({ request }) => request?.status === 'delivered' || request?.status === 'cancelled'),
      );
      const conversations = some.filter(({ kind }) => kind === 'conversation').map((line) => line.conversation.id);
      expect(conversations.sort()).toEqual(requests.map(({ request }) => request.conversationId).sort());
      expect(some.filter(({ kind }) => kind === 'seller')).toEqual(all.filter(({ kind }) => kind === 'seller'));

      const since = clock.iso();
      const recent = linesIn(await exported(home, { since })).filter(({ kind }) => kind === 'request');
      expect(recent).toEqual(all.filter(({ request }) => request && request.updatedAt >= since));
      expect(recent.length).toBeGreaterThan(0);
      expect(recent.length).toBeLessThan(all.filter(({ kind }) => kind === 'request').length);
    });

    it('imported twice is there already, also where it has gone on since', async () => {
      const away = await fresh();
      await imported(away, clock, file, ['--allow-overdue']);
      clock.advance(90 * 24 * HOUR);
      const there = parley(away, clock);
      await there.sweep.run();
      await there.relay.idle();
      const before = await exported(away);
      const again = await imported(away, clock, file);
      expect(again).toMatchObject({ code: 0, refused: [] });
      expect(again.summary).toMatch(
        /Imported nothing.*\nHere already: 1 policy, 2 sellers, 2 lists of saved replies, \d+ conversations, 1 photo, 12 requests, 2 notes\./u,
      );
      expect(await exported(away)).toBe(before);
    });

    it('never overwrites what is here otherwise, and says what that is', async () => {
      const away = await fresh();
      const lines = linesIn(file);
      await imported(away, clock, jsonLines(lines), ['--allow-overdue']);
      const before = await exported(away);
      const request = lines.find((line) => line.request?.externalId === 'old-1');
      const renamed = JSON.parse(JSON.stringify(request).replaceAll(request.request.id.slice(4), 'other'));
      const conversation = lines.find(({ kind }) => kind === 'conversation');
      const message = conversation.messages[0];
      const changed = [
        { kind: 'policy', policy: { ...lines[1].policy, maxOffers: 7 } },
        { kind: 'seller', seller: shop({ name: 'Another name' }) },
        { ...conversation, conversation: { ...conversation.conversation, buyerId: 'buyer-9' } },
        { ...conversation, messages: [{ ...message, id: 'msg_other' }] },
        renamed,
        laterRead(request),
      ];
      const { code, refused } = await imported(away, clock, jsonLines(changed), ['--allow-overdue']);
      expect(code).toBe(1);
      expect(refused.map(({ line, code: why }) => [line, why])).toEqual([
        [1, 'conflict'],
        [2, 'conflict'],
        [3, 'conversation_taken'],
        [4, 'conflict'],
        [5, 'external_id_mismatch'],
        [6, 'conflict'],
      ]);
      expect(await exported(away)).toBe(before);
    });

    it('tried in a dry run says what the import does, and a later format is not read at all', async () => {
      const away = await fresh();
      const dry = await imported(away, clock, file, ['--dry-run', '--allow-overdue']);
      expect(dry.code).toBe(0);
      expect(await exported(away)).toBe(`${JSON.stringify({ kind: 'parley', format: 2 })}\n`);
      const wet = await imported(away, clock, file, ['--allow-overdue']);
      const counted = (summary: string) => /import(?:ed)? (.*), in/iu.exec(summary)?.[1];
      expect(counted(dry.summary)).toBe(counted(wet.summary));
      const again = await imported(away, clock, file, ['--dry-run']);
      expect(again.summary).toMatch(/^Would import nothing/u);

      const next = file.replace('"format":2', '"format":3');
      const refused = await imported(await fresh(), clock, next);
      expect(refused.code).toBe(3);
      expect(refused.summary).toMatch(
        /^Stopped after line 0: The file is written in format 3; this Parley reads formats up to 2\./u,
      );
    });
  });

  describe('a request that got a new external id', () => {
    const moved = async () => {
      const home = await fresh();
      await home.directory.putSeller(shop());
      const { open, then } = parley(home, clock);
      const request = await open({ externalId: 'old' });
      await then(request, integrator, () => ({ type: 'UpdateRequest', patch: { externalId: 'new' } }));
      return { id: request.id, file: await exported(home) };
    };

    it('is found by both where it is imported, and by a dry run', async () => {
      const [away, { id, file }] = [await fresh(), await moved()];
      await imported(away, clock, file, ['--dry-run']);
      expect(await away.requests.findByExternalId('new')).toBeNull();
      expect(await imported(away, clock, file)).toMatchObject({ code: 0 });
      for (const name of ['old', 'new']) expect((await away.requests.findByExternalId(name))?.id).toBe(id);
      expect(await imported(away, clock, file)).toMatchObject({ code: 0 });
    });

    it('is refused where another one has or had either of them', async () => {
      const { file } = await moved();
      for (const name of ['old', 'new']) {
        const away = await fresh();
        await imported(away, clock, jsonLines([sellerLine, opening(1, { externalId: name })]));
        for (const args of [['--dry-run'], []]) {
          const { refused } = await imported(away, clock, file, args);
          expect(refused).toMatchObject([{ code: 'external_id_mismatch' }]);
        }
        expect(await away.requests.count({}, clock.now(), 10)).toBe(1);
      }
    });
  });

  describe('openings of another system', () => {
    const lines = () => [sellerLine, ...[1, 2, 3].map((n) => opening(n))];

    it('become requests that wait for their seller, and a running server tells of them', async () => {
      const store = await fresh();
      const { code, summary } = await imported(store, clock, jsonLines(lines()));
      expect(code).toBe(0);
      expect(summary).toMatch(/^Imported 1 seller, 3 opened requests, in \d+\.\d s\.\n$/u);
      const state = await store.requests.findByExternalId('old-2');
      expect(state).toMatchObject({ status: 'awaiting_seller', version: 1, openedAt: clock.iso() });
      const server = parley(store, clock);
      await server.relay.recover();
      await server.relay.idle();
      expect(server.heard.flatMap(({ events }) => events.map(({ type }) => type))).toEqual(
        Array(3).fill('request.opened'),
      );
    });

    it('sent again are the requests that are there, and another body under the same externalId is refused', async () => {
      const store = await fresh();
      const same = lines();
      await imported(store, clock, jsonLines(same));
      const before = await exported(store);
      const changed = { ...same[1], reason: 'damaged' };
      const { code, refused, summary } = await imported(store, clock, jsonLines([...same, changed]));
      expect(code).toBe(1);
      expect(refused).toMatchObject([{ line: 5, externalId: 'old-1', code: 'external_id_mismatch' }]);
      expect(summary).toContain('Here already: 1 seller, 3 opened requests.');
      expect(await exported(store)).toBe(before);
    });

    it('interrupted half way are finished by running again, none of them twice', async () => {
      const store = await fresh();
      const all = [sellerLine, ...Array.from({ length: 400 }, (_, n) => opening(n))];
      const interruption = new AbortController();
      async function* interrupted() {
        yield Buffer.from(jsonLines(all.slice(0, 201)));
        await eventually('a hundred lines are imported', async () =>
          expect(await store.requests.count({}, clock.now(), 1_000)).toBeGreaterThan(100),
        );
        interruption.abort();
        yield Buffer.from(jsonLines(all.slice(201)));
      }
      const first = await imported(store, clock, interrupted(), ['--concurrency', '8'], interruption.signal);
      expect(first.code).toBe(130);
      const reached = Number(/^Stopped after line (\d+): interrupted\./u.exec(first.summary)?.[1]);
      expect(reached).toBeGreaterThan(0);
      expect(reached).toBeLessThan(all.length);
      expect(await store.requests.count({}, clock.now(), 1_000)).toBe(reached - 1);

      expect(await imported(store, clock, jsonLines(all))).toMatchObject({ code: 0, refused: [] });
      expect(await store.requests.count({}, clock.now(), 1_000)).toBe(400);
    });
  });
});

/** The request as it would be had its first event happened differently. */
function laterRead(line: { request: { text: string }; events: { data: { text: string } }[] }) {
  const copy = structuredClone(line);
  copy.request.text = 'Something else';
  for (const event of copy.events.slice(0, 1)) event.data.text = 'Something else';
  return copy;
}
