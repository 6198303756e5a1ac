/** `backup` and `restore` as an operator runs them: beside a server that writes, and where something stands in the way. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { backUpStorage, restoreStorage } from '../../src/storage/backup.ts';
import { openStore } from '../../src/storage/open.ts';
import { opening, requestState } from '../support/builders.ts';
import { startCommand } from '../support/parley-command.ts';
import { silent } from '../support/stores.ts';

describe('A storage on SQLite', () => {
  let folder: string;
  let store: Store | null;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-backup-'));
    store = null;
  });
  afterEach(async () => {
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const DATABASE_URL = 'sqlite:data/parley.db';
  const at = (name: string) => join(folder, name);
  const place = () => ({ databaseUrl: `sqlite:${at('data/parley.db')}`, filesUrl: null });
  const backUp = (to: string) => backUpStorage(place(), at(to));
  const restore = (from: string) => restoreStorage(place(), at(from), new Date(AT));
  const AT = '2026-11-23T02:30:00.000Z';
  const ASIDE = 'parley.db.before-20261123T023000Z';
  const parley = (args: string[], env = { DATABASE_URL }) => startCommand(args, { cwd: folder, env }).ended;
  const files = async () => (await readdir(at('data'))).sort();

  async function given(ids: string[], forServer = false): Promise<void> {
    store = await openStore(`sqlite:${at('data/parley.db')}`, { ...silent, forServer });
    for (const id of ids) await store.requests.commit(opening(requestState({ id, facts: { externalId: id } })));
    if (!forServer) await closed();
  }
  async function closed(): Promise<void> {
    await store?.close();
    store = null;
  }
  /** The ids of what a file holds, and that no event is missing. */
  async function idsIn(name: string): Promise<string[]> {
    const opened = await openStore(`sqlite:${at(name)}`, silent);
    const { items } = await opened.requests.list({ filter: {}, sort: '-updatedAt', limit: 10_000, now: 0 });
    for (const { id, version } of items) expect(await opened.requests.events(id, 0, 99)).toHaveLength(version);
    await opened.close();
    return items.map(({ id }) => id).sort();
  }

  it('is backed up beside a server that writes, and comes back with all that was there before', async () => {
    await given(['req_1', 'req_2'], true);
    const backup = startCommand(['backup', 'copy.db'], { cwd: folder, env: { DATABASE_URL } });
    let isRunning = true;
    backup.ended.finally(() => {
      isRunning = false;
    });
    let last = 2;
    for (; isRunning; last += 1) await store?.requests.commit(opening(requestState({ id: `req_${last + 1}` })));
    const { code, stderr } = await backup.ended;
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^Backed up \d+ requests to copy\.db, \d+\.\d MB\.\n$/u)]);
    expect(last).toBeGreaterThan(2);
    expect((await stat(at('copy.db'))).mode & 0o777).toBe(0o600);
    await closed();

    const restored = await parley(['restore', 'copy.db'], { DATABASE_URL: 'sqlite:elsewhere/parley.db' });
    expect([restored.code, restored.stderr]).toEqual([
      0,
      expect.stringMatching(
        /^Checking copy\.db\.\nRestored \d+ requests from copy\.db\. There was nothing before\.\n$/u,
      ),
    ]);
    const there = await idsIn('elsewhere/parley.db');
    expect(there).toEqual(expect.arrayContaining(['req_1', 'req_2']));
    expect(await idsIn('data/parley.db')).toEqual(expect.arrayContaining(there));
  });

  it('gets its backup back in one file, and what was there is put aside', async () => {
    await given(['req_1']);
    expect(await backUp('copy.db')).toMatchObject({ requests: 1 });
    await given(['req_2']);
    expect(await restore('copy.db')).toEqual({ requests: 1, photos: 0, aside: at(`data/${ASIDE}`) });
    expect(await files()).toEqual(['parley.db', ASIDE, 'parley.db.lock']);
    expect(await idsIn('data/parley.db')).toEqual(['req_1']);
    expect(await idsIn(`data/${ASIDE}`)).toEqual(['req_1', 'req_2']);
    // Twice in a second: nothing that was put aside is written over.
    await rm(at(`data/${ASIDE}-wal`), { force: true });
    await expect(restore('copy.db')).rejects.toThrow(/EEXIST/u);
    expect(await idsIn(`data/${ASIDE}`)).toEqual(['req_1', 'req_2']);
  });

  it('brings its photos along, those that somebody sent, and they are added to what is there', async () => {
    await given(['req_1']);
    const photo = (id: string, usedAt: string | null) => ({
      ...{ id, conversationId: 'conv-1', at: AT, usedAt, by: { role: 'buyer' as const, id: 'buyer-1' } },
      ...{ contentType: 'image/webp' as const, width: 1, height: 1, bytes: 4 },
    });
    const opened = async () => openStore(`sqlite:${at('data/parley.db')}`, silent);
    const before = await opened();
    for (const [id, usedAt] of [
      ['att_said', AT],
      ['att_unused', null],
      ['att_gone', AT],
    ] as const) {
      await before.attachments.add(photo(id, usedAt));
      for (const size of ['full', 'thumb']) await before.files.put(`${id}.${size}`, Buffer.from(`${id} ${size}`));
    }
    await before.files.remove(['att_gone.full', 'att_gone.thumb']);
    await before.close();
    expect(await backUp('copy.db')).toMatchObject({ requests: 1, photos: 1 });
    await expect(backUp('copy.db')).rejects.toThrow(/copy\.db is there already/u);

    await rm(at('data/parley.db-files'), { recursive: true });
    const later = await opened();
    await later.files.put('att_later.full', Buffer.from('since'));
    await later.close();
    expect(await restore('copy.db')).toMatchObject({ requests: 1, photos: 1 });
    const after = await opened();
    const words = async (name: string) => (await after.files.get(name))?.toString() ?? null;
    expect(await words('att_said.full')).toBe('att_said full');
    expect(await words('att_said.thumb')).toBe('att_said thumb');
    expect(await words('att_unused.full')).toBeNull();
    expect(await words('att_later.full')).toBe('since');
    await after.close();

    // A folder of that name is somebody's: nothing is mixed into it, and no half of a backup is left.
    await mkdir(at('other.db-files'));
    await expect(backUp('other.db')).rejects.toThrow(/other\.db-files is there already/u);
    expect((await readdir(folder)).sort()).toEqual(['copy.db', 'copy.db-files', 'data', 'other.db-files']);
  });

  it.each(['parley.db', 'nothing'])(
    'is restored where what is there is broken, and keeps the pieces: %s',
    async (there) => {
      await given(['req_1']);
      await backUp('copy.db');
      if (there === 'nothing') await rm(at('data/parley.db'));
      else await writeFile(at('data/parley.db'), 'broken '.repeat(1_000));
      await writeFile(at('data/parley.db-wal'), 'a log of the broken one');
      expect(await restore('copy.db')).toMatchObject({ requests: 1 });
      const pieces = there === 'nothing' ? [`${ASIDE}-wal`] : [ASIDE, `${ASIDE}-wal`];
      expect(await files()).toEqual(['parley.db', ...pieces, 'parley.db.lock']);
      expect(await readFile(at(`data/${ASIDE}-wal`), 'utf8')).toBe('a log of the broken one');
      expect(await idsIn('data/parley.db')).toEqual(['req_1']);
    },
  );

  it('is not replaced beside a server, nor beside a program that has it open', async () => {
    await given(['req_1'], true);
    await backUp('copy.db');
    await store?.requests.commit(opening(requestState({ id: 'req_2' })));
    const beside = await parley(['restore', 'copy.db']);
    expect([beside.code, beside.stderr]).toEqual([
      3,
      'Checking copy.db.\nparley: another Parley server is using data/parley.db. Stop it first.\n',
    ]);
    await closed();

    const exporting = await openStore(`sqlite:${at('data/parley.db')}`, silent);
    await expect(restore('copy.db')).rejects.toThrow(
      /^Another program is using .*parley\.db\. Let it finish first\.$/u,
    );
    await exporting.close();
    expect(await files()).toEqual(['parley.db', 'parley.db.lock']);
    expect(await idsIn('data/parley.db')).toEqual(['req_1', 'req_2']);
  });

  it('stays as it is where the backup is not one', async () => {
    await given(['req_1']);
    await backUp('copy.db');
    await writeFile(at('text.db'), 'This is a text and no database. '.repeat(100));
    new SqliteDatabase(at('other.db')).exec('CREATE TABLE request (id TEXT)').close();
    await copyFile(at('copy.db'), at('later.db'));
    const later = new SqliteDatabase(at('later.db'));
    later.pragma('user_version = 999');
    later.close();
    const half = await readFile(at('copy.db'));
    await writeFile(at('half.db'), half.subarray(0, half.length / 2));
    for (const [from, sentence] of [
      ['none.db', /none\.db cannot be read: unable to open database file\.$/u],
      ['data', /data cannot be read: .*\.$/u],
      ['text.db', /text\.db is damaged or no SQLite file: file is not a database\.$/u],
      ['other.db', /other\.db is a SQLite file, but not of Parley\.$/u],
      ['later.db', /later\.db is of version 999, but this Parley knows versions up to/u],
      ['half.db', /half\.db is damaged or no SQLite file: /u],
      ['data/parley.db', /data\/parley\.db is the storage itself\.$/u],
    ] as const) {
      await expect(restore(from), from).rejects.toThrow(sentence);
    }
    expect(await files()).toEqual(['parley.db', 'parley.db.lock']);
    expect(await idsIn('data/parley.db')).toEqual(['req_1']);
  });

  it('is not copied over anything, and leaves no half of a copy', async () => {
    await given(['req_1']);
    await writeFile(at('there.db'), 'mine');
    for (const [to, sentence] of [
      ['there.db', /^There is no backup: .*there\.db is there already and is not written over\.$/u],
      ['data/parley.db', /is there already/u],
      ['data', /data is there already/u],
      ['no/such/folder/copy.db', /^There is no backup: .*copy\.db\.part cannot be written: ENOENT/u],
      ['there.db/copy.db', /^There is no backup: .*copy\.db\.part cannot be written: ENOTDIR/u],
    ] as const) {
      await expect(backUp(to), to).rejects.toThrow(sentence);
    }
    expect(await readFile(at('there.db'), 'utf8')).toBe('mine');
    expect((await readdir(folder)).sort()).toEqual(['data', 'there.db']);
  });

  it('leaves no half of a copy where the disk is full', async () => {
    await given(['req_1']);
    await backUp('copy.db');
    const onFullDisk = (args: string[]) =>
      startCommand(args, { cwd: folder, env: { DATABASE_URL }, mostKilobytes: 100 }).ended;
    const backup = await onFullDisk(['backup', 'another.db']);
    expect([backup.code, backup.stderr]).toEqual([
      3,
      expect.stringMatching(/^parley: There is no backup: another\.db\.part cannot be written: .*\.\n$/u),
    ]);
    const restored = await onFullDisk(['restore', 'copy.db']);
    expect([restored.code, restored.stderr]).toEqual([
      3,
      expect.stringMatching(/parley\.db\.restoring cannot be written: .*\.\n$/u),
    ]);
    expect((await readdir(folder)).sort()).toEqual(['copy.db', 'data']);
    expect(await files()).toEqual(['parley.db', 'parley.db.lock']);
    expect(await idsIn('data/parley.db')).toEqual(['req_1']);
  });

  it('is named where there is none, or where it is MongoDB', async () => {
    const none = await parley(['backup', 'copy.db']);
    expect([none.code, none.stderr]).toEqual([
      2,
      'parley: DATABASE_URL names no storage: there is no file data/parley.db\n',
    ]);
    const mongo = await parley(['backup', 'copy.db'], { DATABASE_URL: 'mongodb://127.0.0.1:1/parley' });
    expect([mongo.code, mongo.stderr]).toEqual([
      3,
      'parley: DATABASE_URL names MongoDB, which is backed up and restored by its own tools: use mongodump.\n',
    ]);
    const mongoPlace = { databaseUrl: 'mongodb://127.0.0.1:1/parley', filesUrl: 'file:/srv/photos' };
    await expect(restoreStorage(mongoPlace, 'copy.db', new Date())).rejects.toThrow(
      /mongorestore, and copy the folder of FILES_URL, \/srv\/photos\.$/u,
    );
  });
});
