/**
 * Who may read the storage's files: their owner, and nobody else, since they hold names, addresses and what people wrote.
 * SQLite gives its log and index the rights of the file itself.
 */
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const OWNERS_FILE = 0o600;
const OWNERS_FOLDER = 0o700;
const BESIDE = ['', '-wal', '-shm', '-journal', '.lock', '.lock-journal'];

/** Makes the folder where there is none. One that holds nothing but this storage is for its owner alone. */
export function makePrivateFolder(path: string): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: OWNERS_FOLDER });
  if (readdirSync(folder).every((name) => name.startsWith(basename(path)))) allow(folder, OWNERS_FOLDER);
}

/** Makes an empty file where there is none, which SQLite fills. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', OWNERS_FILE));
  takeFromOthers(path);
}

/** Leaves what there is of a storage to its owner alone. */
export function takeFromOthers(path: string): void {
  for (const end of BESIDE) allow(path + end, OWNERS_FILE);
}

/** What belongs to another user is that user's to open up or to close; what is not there, or not any more, needs nothing. */
function allow(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOENT') throw error;
  }
}
