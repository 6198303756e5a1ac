/**
 * Where tests keep their databases: in memory where there is room. SQLite waits for the disk at every commit, which is
 * half of the time of what writes much and tests nothing: a killed process loses nothing that it handed to the system.
 */
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

function hasRoom(folder) {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ENOUGH_BYTES;
}

/** A folder of this run's own, which is gone when the process ends; where TMPDIR is set, in that. */
export function quickFolder() {
  const parent = !process.env.TMPDIR && hasRoom(MEMORY) ? MEMORY : tmpdir();
  const folder = mkdtempSync(join(parent, 'parley-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return folder;
}
