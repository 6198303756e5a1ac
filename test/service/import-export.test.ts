/** Moving in and out: nothing is lost, nothing is told twice, and running again is safe. On every storage. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports.ts';
import { HOUR, later } from '../support/builders.ts';
import { eventually } from '../support/eventually.ts';
import { exported, imported, jsonLines, lived, parley } from '../support/import-scene.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { accept, buyer } from '../support/story.ts';
import { FakeClock, input, shop } from '../support/world.ts';

const sellerLine = { kind: 'seller', seller: shop() };
/** A line of another system. */
const opening = (n: number, changes = {}) => ({ ...input({ externalId: `old-${n}` }), ...changes });
const linesIn = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe.each(storeLegs())('On $name', (leg) => {
  let clock: FakeClock;
  let opened: TestStore[];
  const fresh = async (): Promise<Store> => {
    const one = await leg.open();
    opened.push(one);
    return one.store;
  };
  beforeEach(() => {
    clock = new FakeClock();
    opened = [];
  });
  afterEach(async () => {
    for (const one of opened) await one.cleanup();
  });

  describe('an export', () => {
    it('imported into an empty storage and exported again is the same, byte for byte', async () => {
      const [home, away] = [await fresh(), await fresh()];
      const ids = await lived(home, clock);
      const file = await exported(home);
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
      const [home, away] = [await fresh(), await fresh()];
      const [, offered = ''] = await lived(home, clock);
      await imported(away, clock, await exported(home), ['--allow-overdue']);
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
      const [home, away] = [await fresh(), await fresh()];
      await lived(home, clock);
      await imported(home, clock, jsonLines([opening(99)]));
      const untold = (await home.requests.findByExternalId('old-99'))?.id;
      const file = await exported(home);
      expect(linesIn(file).filter(({ told }) => told !== undefined)).toMatchObject([
        { request: { id: untold }, told: 0 },
      ]);

      await imported(away, clock, file, ['--allow-overdue']);
      expect(await exported(away)).toBe(file);
      const there = parley(away, clock);
      expect(await there.relay.recover()).toBe(1);
      await there.relay.idle();
      expect(there.heard.map(({ state }) => state.id)).toEqual([untold]);
    });

    it('of conversations that went on, or of none, still leaves every chat with its cards', async () => {
      const [home, away] = [await fresh(), await fresh()];
      const [, offered = ''] = await lived(home, clock);
      const withoutChats = linesIn(await exported(home)).filter(({ kind }) => kind !== 'conversation');
      await imported(away, clock, jsonLines(withoutChats), ['--allow-overdue']);
      const state = (await home.requests.load(offered))?.state;
      const card = { id: `msg_${state?.offers[0]?.id.replace('_', '')}`, revision: expect.any(Number) };
      const written = await home.chat.message(card.id);
      expect(await away.chat.message(card.id)).toMatchObject({ body: written?.body, revision: written?.revision });
    });

    it('of some is those requests, and the conversations that tell of them', async () => {
      const home = await fresh();
      await lived(home, clock);
      const all = linesIn(await exported(home));
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
      const [home, away] = [await fresh(), await fresh()];
      await lived(home, clock);
      const file = await exported(home);
      await imported(away, clock, file, ['--allow-overdue']);
      clock.advance(90 * 24 * HOUR);
      const there = parley(away, clock);
      await there.sweep.run();
      await there.relay.idle();
      const before = await exported(away);
      const again = await imported(away, clock, file);
      expect(again).toMatchObject({ code: 0, refused: [] });
      expect(again.summary).toMatch(
        /Imported nothing.*\nHere already: 1 policy, 2 sellers, \d+ conversations, 12 requests\./u,
      );
      expect(await exported(away)).toBe(before);
    });

    it('never overwrites what is here otherwise, and says what that is', async () => {
      const [home, away] = [await fresh(), await fresh()];
      await lived(home, clock);
      const file = linesIn(await exported(home));
      await imported(away, clock, jsonLines(file), ['--allow-overdue']);
      const before = await exported(away);
      const request = file.find((line) => line.request?.externalId === 'old-1');
      const renamed = JSON.parse(JSON.stringify(request).replaceAll(request.request.id.slice(4), 'other'));
      const conversation = file.find(({ kind }) => kind === 'conversation');
      const message = conversation.messages[0];
      const changed = [
        { kind: 'policy', policy: { ...file[1].policy, maxOffers: 7 } },
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

    it('whose answer was due already are refused, and taken where that is wished', async () => {
      const store = await fresh();
      const old = opening(1, { openedAt: later(-30 * 24 * HOUR) });
      const timely = opening(2, { openedAt: later(-30 * 24 * HOUR), respondBy: later(HOUR) });
      const text = jsonLines([sellerLine, old, timely]);
      const first = await imported(store, clock, text);
      expect(first.code).toBe(1);
      expect(first.refused).toMatchObject([{ line: 2, externalId: 'old-1', code: 'deadline_passed' }]);
      expect(first.refused[0]?.message).toMatch(/the platform would approve the request at once/);
      expect(first.summary).toContain('--allow-overdue');
      expect(await store.requests.findByExternalId('old-1')).toBeNull();
      expect(await store.requests.findByExternalId('old-2')).toMatchObject({ openedAt: later(-30 * 24 * HOUR) });

      const wished = await imported(store, clock, text, ['--allow-overdue']);
      expect(wished.code).toBe(0);
      expect(wished.summary).toContain('Overdue: 1 of the requests; the platform acts on them at once.');
      const server = parley(store, clock);
      await server.sweep.run();
      await server.relay.idle();
      expect(await store.requests.findByExternalId('old-1')).toMatchObject({ status: 'awaiting_shipment' });
      expect((await imported(store, clock, text)).code).toBe(0);
    });

    it('are taken and refused line by line, each with its reason', async () => {
      const store = await fresh();
      const bytes = Buffer.concat([
        Buffer.from(`\uFEFF${JSON.stringify(sellerLine)}\r\n`),
        Buffer.from(`${JSON.stringify(opening(1))}\r\n\r\n`),
        Buffer.from('{"orderId": \n'),
        Buffer.from(jsonLines([{ ...opening(5), externalId: undefined }])),
        Buffer.from(jsonLines([opening(6, { price: 3 })])),
        Buffer.from(jsonLines([opening(7, { sellerId: 'shop-9' })])),
        Buffer.from(jsonLines([opening(8, { paid: { amount: 1, currency: 'VND' } })])),
        Buffer.from([0x22, 0xe9, 0x22, 0x0a]),
        Buffer.from(jsonLines([{ kind: 'webhook', url: 'https://shop.example' }, [], null, 7])),
        Buffer.from(jsonLines([opening(14, { text: 'x'.repeat(1_100_000) })])),
        Buffer.from(`${'z'.repeat(17 * 1024 * 1024)}\n`),
        Buffer.from(JSON.stringify(opening(16))),
      ]);
      const { code, refused, summary } = await imported(store, clock, bytes);
      expect(code).toBe(1);
      expect(refused.toSorted((a, b) => a.line - b.line).map(({ line, code: why }) => [line, why])).toEqual([
        [4, 'not_json'],
        [5, 'invalid_body'],
        [6, 'invalid_body'],
        [7, 'unknown_seller'],
        [8, 'currency_mismatch'],
        [9, 'not_utf8'],
        [10, 'invalid_body'],
        [11, 'invalid_body'],
        [12, 'invalid_body'],
        [13, 'invalid_body'],
        [14, 'payload_too_large'],
        [15, 'payload_too_large'],
      ]);
      const said = (line: number) => refused.find((one) => one.line === line)?.message;
      expect(said(5)).toMatch(/^The line is not valid: externalId is required/u);
      expect(said(6)).toMatch(/price is not a known field/u);
      expect(refused.find(({ line }) => line === 6)?.externalId).toBe('old-6');
      expect(summary).toMatch(/Imported 1 seller, 2 opened requests/u);
      expect(summary).toMatch(/Refused 12: invalid_body 6, payload_too_large 2, /u);
      expect(await store.requests.count({}, clock.now(), 100)).toBe(2);
    });

    it('with a member that would vanish on the way are refused, as the API refuses them', async () => {
      const store = await fresh();
      const line = (n: number) => JSON.stringify(opening(n, { metadata: { ticket: '7' } }));
      const text = [
        JSON.stringify(sellerLine),
        line(1).replace('"ticket"', '"__proto__"'),
        line(2).replace('"ticket"', '"\\u005f_proto__"'),
        line(3).replace('"7"', '"__proto__"'),
      ].join('\n');
      const { refused } = await imported(store, clock, text);
      expect(refused.map((each) => [each.line, each.code])).toEqual([
        [2, 'not_json'],
        [3, 'not_json'],
      ]);
      expect(refused[0]?.message).toContain('__proto__');
      expect(await store.requests.findByExternalId('old-3')).toMatchObject({
        facts: { metadata: { ticket: '__proto__' } },
      });
    });

    it('with a time that is none are refused, and the lines after them taken', async () => {
      const store = await fresh();
      const text = jsonLines([sellerLine, opening(1, { openedAt: 'yesterday' }), opening(2)]);
      const { refused } = await imported(store, clock, text);
      expect(refused).toMatchObject([{ line: 2, externalId: 'old-1', code: 'invalid_body' }]);
      expect(await store.requests.findByExternalId('old-2')).not.toBeNull();
    });

    it('tried in a dry run change nothing, and give what the import then gives', async () => {
      const store = await fresh();
      await imported(store, clock, jsonLines([sellerLine, opening(1)]));
      const before = await exported(store);
      const text = jsonLines([
        { kind: 'seller', seller: shop({ id: 'shop-2' }) },
        opening(2, { sellerId: 'shop-2', conversationId: 'conv-x' }),
        opening(2, { sellerId: 'shop-2', reason: 'damaged' }),
        opening(3, { conversationId: 'conv-x' }),
        opening(1, { reason: 'damaged' }),
        opening(4, { sellerId: 'shop-9' }),
      ]);
      const [dry, real] = [await imported(store, clock, text, ['--dry-run']), await exported(store)];
      expect(real).toBe(before);
      expect(dry.summary).toMatch(/^Would import 1 seller, 1 opened request, in/u);
      const wet = await imported(store, clock, text);
      const sorted = (refused: typeof dry.refused) => refused.toSorted((a, b) => a.line - b.line);
      expect(sorted(dry.refused)).toEqual(sorted(wet.refused));
      expect(sorted(dry.refused).map(({ line, code }) => [line, code])).toEqual([
        [3, 'external_id_mismatch'],
        [4, 'conversation_taken'],
        [5, 'external_id_mismatch'],
        [6, 'unknown_seller'],
      ]);
    });

    it('interrupted half way are finished by running again, none of them twice', async () => {
      const store = await fresh();
      const all = [sellerLine, ...Array.from({ length: 400 }, (_, n) => opening(n))];
      const interruption = new AbortController();
      async function* interrupted() {
        yield Buffer.from(jsonLines(all.slice(0, 201)));
        await eventually(async () => expect(await store.requests.count({}, clock.now(), 1_000)).toBeGreaterThan(100));
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

  it('a dry run of an export says what the import does, and a later format is not read at all', async () => {
    const [home, away] = [await fresh(), await fresh()];
    await lived(home, clock);
    const file = await exported(home);
    const dry = await imported(away, clock, file, ['--dry-run', '--allow-overdue']);
    expect(dry.code).toBe(0);
    expect(await exported(away)).toBe(`${JSON.stringify({ kind: 'parley', format: 1 })}\n`);
    const wet = await imported(away, clock, file, ['--allow-overdue']);
    const counted = (summary: string) => /import(?:ed)? (.*), in/iu.exec(summary)?.[1];
    expect(counted(dry.summary)).toBe(counted(wet.summary));
    const again = await imported(away, clock, file, ['--dry-run']);
    expect(again.summary).toMatch(/^Would import nothing/u);

    const next = file.replace('"format":1', '"format":2');
    const refused = await imported(await fresh(), clock, next);
    expect(refused.code).toBe(3);
    expect(refused.summary).toMatch(
      /^Stopped after line 0: The file is written in format 2; this Parley reads format 1\./u,
    );
  });

  it('a report holds every refused line as JSON, readable by its owner alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-report-'));
    try {
      const report = join(folder, 'refused.ndjson');
      const text = jsonLines([sellerLine, opening(1, { items: [] }), opening(2, { sellerId: 'shop-9' })]);
      const { code, refused } = await imported(await fresh(), clock, text, ['--report', report]);
      expect([code, refused]).toEqual([1, []]);
      const lines = linesIn(await readFile(report, 'utf8'));
      expect(lines.toSorted((a, b) => a.line - b.line)).toEqual([
        {
          line: 2,
          kind: 'opening',
          externalId: 'old-1',
          code: 'invalid_body',
          message: 'The line is not valid: items must have at least 1 entry.',
          errors: [{ path: 'items', message: 'must have at least 1 entry' }],
        },
        {
          line: 3,
          kind: 'opening',
          externalId: 'old-2',
          code: 'unknown_seller',
          message: expect.stringMatching(/shop-9/u),
        },
      ]);
      expect((await stat(report)).mode & 0o777).toBe(0o600);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** The request as it would be had its first event happened differently. */
function laterRead(line: { request: { text: string }; events: { data: { text: string } }[] }) {
  const copy = structuredClone(line);
  copy.request.text = 'Something else';
  for (const event of copy.events.slice(0, 1)) event.data.text = 'Something else';
  return copy;
}
