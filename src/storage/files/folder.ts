/**
 * Files in a folder, for one server or for several that share it. A file is written beside its place and takes it when it is on
 * disk; one that a crash left half written is replaced by the next attempt and goes with the file. All is its owner's alone.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Files, requireFileName } from '../../application/files.ts';
import { StorageUnavailable } from '../../application/ports/store.ts';

const OWNERS_FILE = 0o600;
const OWNERS_FOLDER = 0o700;

export function folderFiles(root: string): Files {
  /** Spread over 256 folders: some file systems are slow with many names in one. */
  const placeOf = (name: string): string => {
    requireFileName(name);
    return join(root, createHash('sha256').update(name).digest('hex').slice(0, 2), name);
  };

  return {
    async ready() {
      try {
        await mkdir(root, { recursive: true, mode: OWNERS_FOLDER });
        await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
      } catch (error) {
        throw new Error(`names the folder ${root}, which cannot be used: ${reasonOf(error)}`, { cause: error });
      }
    },
    async put(name, bytes) {
      const place = placeOf(name);
      await unavailable(write(place, bytes));
    },
    async get(name) {
      const place = placeOf(name);
      return unavailable(readFile(place).catch(nothingThere));
    },
    async remove(names) {
      for (const place of names.map(placeOf)) await unavailable(removeWithRests(place));
    },
  };
}

const restsOf = (place: string): string => `${place}.part-`;

async function write(place: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(place);
  await mkdir(folder, { recursive: true, mode: OWNERS_FOLDER });
  const partial = restsOf(place) + randomUUID();
  try {
    const file = await open(partial, 'wx', OWNERS_FILE);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, place);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}

/** Makes a new name last through a power cut, on systems that can be asked to. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function removeWithRests(place: string): Promise<void> {
  const folder = dirname(place);
  const beside = (await readdir(folder).catch(nothingThere)) ?? [];
  const rests = beside.map((name) => join(folder, name)).filter((path) => path.startsWith(restsOf(place)));
  for (const path of [place, ...rests]) await rm(path, { force: true });
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const unavailable = <T>(doing: Promise<T>): Promise<T> =>
  doing.catch((error: unknown) => {
    throw new StorageUnavailable(`The folder of the files cannot be used: ${reasonOf(error)}`, { cause: error });
  });
