/** The storage's files are for their owner alone, however they came to be (SPEC.md section 7). */
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backUpStorage, restoreStorage } from '../../src/storage/backup.ts';
import { openSqliteStore } from '../../src/storage/sqlite/store.ts';
import { startCommand } from '../support/parley-command.ts';
import { shop } from '../support/world.ts';

let home: string;
let umask: number;
beforeEach(async () => {
  umask = process.umask(0);
  home = await mkdtemp(join(tmpdir(), 'parley-rights-'));
});
afterEach(async () => {
  process.umask(umask);
  await rm(home, { recursive: true, force: true });
});

const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const rightsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, rights(join(folder, name))]));
const open = (path: string) => openSqliteStore(path, { log: () => {}, forServer: true });

it('a new storage: its folder, its file, its log, its index and its lock', async () => {
  const folder = join(home, 'deep', 'data');
  const store = await open(join(folder, 'parley.db'));
  await store.directory.putSeller(shop());
  expect([rights(join(home, 'deep')), rights(folder)]).toEqual(['700', '700']);
  const files = ['parley.db', 'parley.db-shm', 'parley.db-wal', 'parley.db.lock', 'parley.db.lock-journal'];
  expect(rightsIn(folder)).toEqual(Object.fromEntries(files.map((name) => [name, '600'])));
  await store.close();
});

it('one that an earlier version left open to everybody, and whose server was killed', async () => {
  const folder = join(home, 'data');
  await mkdir(folder, { mode: 0o755 });
  const first = await open(join(folder, 'parley.db'));
  await first.directory.putSeller(shop());
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
  chmodSync(folder, 0o755);
  const second = await openSqliteStore(join(folder, 'parley.db'), { log: () => {}, forServer: false });
  expect(rights(folder)).toBe('700');
  expect(new Set(Object.values(rightsIn(folder)))).toEqual(new Set(['600']));
  await second.close();
  await first.close();
});

it('a folder that holds other things as well stays as it is', async () => {
  const folder = join(home, 'shared');
  await mkdir(folder, { mode: 0o755 });
  writeFileSync(join(folder, 'notes.txt'), '', { mode: 0o644 });
  const store = await open(join(folder, 'parley.db'));
  await store.close();
  expect([rights(folder), rights(join(folder, 'notes.txt'))]).toEqual(['755', '644']);
  expect(rights(join(folder, 'parley.db'))).toBe('600');
});

it('backups, what a restore puts in place and what it puts aside, exports and reports', async () => {
  const file = join(home, 'data', 'parley.db');
  const store = await open(file);
  await store.directory.putSeller(shop());
  await store.close();
  chmodSync(file, 0o644);
  const backup = join(home, 'backup.db');
  const place = { databaseUrl: `sqlite:${file}`, filesUrl: null };
  await backUpStorage(place, backup);
  const { aside } = await restoreStorage(place, backup, new Date());
  const around = { cwd: home, env: { DATABASE_URL: `sqlite:${file}` } };
  writeFileSync(join(home, 'in.ndjson'), '7\n');
  await startCommand(['import', 'in.ndjson', '--report', 'report.ndjson'], around).ended;
  await startCommand(['export', '--out', 'out.ndjson'], around).ended;
  const made = [file, aside ?? '', backup, join(home, 'out.ndjson'), join(home, 'report.ndjson')];
  expect(made.map(rights)).toEqual(made.map(() => '600'));
});
