/** What a place for files must do, whichever it is. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Files } from '../../src/application/files.ts';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import { folderFiles } from '../../src/storage/files/folder.ts';
import { storeLegs } from '../support/stores.ts';

const bytesOf = (length: number, of = 7): Buffer => Buffer.alloc(length, of);

function filesContract(open: () => Promise<{ files: Files; cleanup(): Promise<void> }>): void {
  let at: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    at = await open();
    await at.files.ready();
  });
  afterEach(() => at.cleanup());
  const read = async (name: string) => {
    const bytes = await at.files.get(name);
    return bytes && Buffer.from(bytes);
  };

  it('keeps a file under its name', async () => {
    await at.files.put('att_A-1.full', Buffer.from('a photo'));
    expect(await read('att_A-1.full')).toEqual(Buffer.from('a photo'));
  });

  it('has nothing where nothing was put', async () => {
    expect(await read('att_1')).toBeNull();
  });

  it.each([0, 1, 255 * 1024, 255 * 1024 + 1, 3_000_000])('gives %i bytes back as they were', async (length) => {
    await at.files.put('att_1', bytesOf(length));
    expect((await read('att_1'))?.equals(bytesOf(length))).toBe(true);
  });

  it('what is put again replaces what was there, also by something shorter', async () => {
    await at.files.put('att_1', bytesOf(600_000, 1));
    await at.files.put('att_1', bytesOf(10, 2));
    expect(await read('att_1')).toEqual(bytesOf(10, 2));
  });

  it('of several that put one name at once, one is there whole', async () => {
    await Promise.all([1, 2, 3, 4].map((of) => at.files.put('att_1', bytesOf(400_000, of))));
    const bytes = await read('att_1');
    expect(bytes?.length).toBe(400_000);
    expect(new Set(bytes).size).toBe(1);
  });

  it('removes what is there, and minds nothing that is not', async () => {
    for (const name of ['att_1', 'att_1.thumb', 'att_2']) await at.files.put(name, bytesOf(300_000));
    await at.files.remove(['att_1', 'att_3']);
    await at.files.remove([]);
    expect(await read('att_1')).toBeNull();
    expect(await read('att_1.thumb')).toEqual(bytesOf(300_000));
    expect(await read('att_2')).toEqual(bytesOf(300_000));
  });

  it.each(['', '.', '..', '../up', 'a/b', '.hidden', 'a\0b', 'x'.repeat(200)])('refuses the name %j', async (name) => {
    await expect(at.files.put(name, bytesOf(1))).rejects.toThrow(/is no name of a file/u);
    await expect(at.files.get(name)).rejects.toThrow(/is no name of a file/u);
    await expect(at.files.remove([name])).rejects.toThrow(/is no name of a file/u);
  });
}

for (const leg of storeLegs()) {
  describe(`Files on ${leg.name}`, () => {
    filesContract(async () => {
      const { store, cleanup } = await leg.open();
      return { files: store.files, cleanup };
    });
  });
}

describe('Files in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const everything = () => readdir(folder, { recursive: true, withFileTypes: true });

  filesContract(async () => ({ files: folderFiles(join(folder, 'photos')), cleanup: async () => {} }));

  it('are for their owner alone', async () => {
    const files = folderFiles(join(folder, 'deep', 'photos'));
    await files.ready();
    await files.put('att_1', bytesOf(3));
    for (const entry of await everything()) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect(mode & 0o777, entry.name).toBe(entry.isDirectory() ? 0o700 : 0o600);
    }
  });

  it('leave nothing behind, neither half written nor removed', async () => {
    const files = folderFiles(folder);
    await Promise.all([1, 2, 3].map((of) => files.put('att_1', bytesOf(1_000, of))));
    expect((await everything()).filter((entry) => entry.isFile())).toHaveLength(1);
    await files.remove(['att_1']);
    expect((await everything()).filter((entry) => entry.isFile())).toEqual([]);
  });

  it('where the folder cannot be used, are unavailable, and say so before the start', async () => {
    const files = folderFiles('/dev/null/photos');
    await expect(files.ready()).rejects.toThrow(/names the folder \/dev\/null\/photos, which cannot be used/u);
    await expect(files.put('att_1', bytesOf(1))).rejects.toThrow(StorageUnavailable);
  });
});
