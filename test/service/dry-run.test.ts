/** A dry run says that it changes nothing, and does not: what is there stays as it is, byte by byte, and nothing is made. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import { STEPS } from '../../src/storage/sqlite/migrations.ts';
import { jsonLines } from '../support/import-scene.ts';
import { startCommand } from '../support/parley-command.ts';
import { input, shop } from '../support/world.ts';

const sellerLine = { kind: 'seller', seller: shop() };
const soon = new Date(Date.now() + 48 * 3_600_000).toISOString();
const LINES = jsonLines([sellerLine, input({ externalId: 'old-1', respondBy: soon })]);

describe('A dry run', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'parley-dry-'));
    await writeFile(join(home, 'in.ndjson'), LINES);
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const dryRun = (file: string) =>
    startCommand(['import', 'in.ndjson', '--dry-run'], { cwd: home, env: { DATABASE_URL: `sqlite:${file}` } }).ended;
  const whatIsThere = (folder: string) =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));

  it('makes neither a file nor a folder where there is no storage', async () => {
    const { code, stdout, stderr } = await dryRun(join(home, 'data', 'parley.db'));
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/migrated/u)]);
    expect(stdout).toMatch(/^Would import 1 seller, 1 opened request, in/u);
    expect(readdirSync(home)).toEqual(['in.ndjson']);
  });

  it('leaves an empty file empty', async () => {
    const file = join(home, 'parley.db');
    await writeFile(file, '');
    expect((await dryRun(file)).stdout).toMatch(/^Would import 1 seller, 1 opened request/u);
    expect(readFileSync(file)).toHaveLength(0);
  });

  it('reads a storage of this version and leaves every byte as it is', async () => {
    const file = join(home, 'parley.db');
    const store = await openStore(`sqlite:${file}`, { log: () => {} });
    await store.directory.putSeller(shop());
    await store.close();
    const before = whatIsThere(home);
    const { code, stdout } = await dryRun(file);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Would import 1 opened request, in/u)]);
    expect(stdout).toContain('1 seller');
    expect(whatIsThere(home)).toEqual(before);
  });

  it('reads one of an earlier version and does not bring it up to date', async () => {
    const file = join(home, 'parley.db');
    const old = new SqliteDatabase(file);
    for (const step of STEPS.slice(0, 6)) old.exec(step);
    old.pragma('user_version = 6');
    old.close();
    const before = whatIsThere(home);
    const { code, stdout } = await dryRun(file);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Would import 1 seller, 1 opened request, in/u)]);
    expect(whatIsThere(home)).toEqual(before);
  });

  it('cannot write by mistake', async () => {
    const file = join(home, 'parley.db');
    await (await openStore(`sqlite:${file}`, { log: () => {} })).close();
    const looked = await openStore(`sqlite:${file}`, { log: () => {}, unchanged: true });
    await expect(looked.directory.putSeller(shop())).rejects.toThrow();
    await looked.close();
  });
});
