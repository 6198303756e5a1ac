/** Moving in from another system: each line is taken or refused with its reason, and told so. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, later } from '../support/builders.ts';
import {
  exported,
  imported,
  jsonLines,
  linesIn,
  opening,
  parley,
  sellerLine,
  storages,
} from '../support/import-scene.ts';
import { sqliteStore } from '../support/stores.ts';
import { FakeClock, shop } from '../support/world.ts';

describe('Moving in', () => {
  let clock: FakeClock;
  const { fresh, cleanup } = storages(sqliteStore);
  beforeEach(() => {
    clock = new FakeClock();
  });
  afterEach(cleanup);

  describe('openings of another system', () => {
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
        Buffer.from(`${'z'.repeat(33 * 1024 * 1024)}\n`),
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
