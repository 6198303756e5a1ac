/** The storages to measure on: a fresh database each, thrown away afterwards. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';

export type StorageName = 'SQLite' | 'MongoDB';

export interface Database {
  storage: StorageName;
  url: string;
  remove(): Promise<void>;
}

const MONGO = process.env.PARLEY_TEST_MONGO_URL ?? 'mongodb://127.0.0.1:27017';

/** Makes a database that nobody else uses. */
export async function freshDatabase(storage: StorageName): Promise<Database> {
  if (storage === 'SQLite') {
    const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
    return {
      storage,
      url: `sqlite:${join(folder, 'parley.db')}`,
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const url = new URL(MONGO);
  url.pathname = `/parley_bench_${randomBytes(6).toString('hex')}`;
  return {
    storage,
    url: url.toString(),
    async remove() {
      const connection = await mongoose.createConnection(url.toString()).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** Whether a MongoDB server answers; the bench leaves it out where none does. */
export async function hasMongo(): Promise<boolean> {
  try {
    const connection = await mongoose.createConnection(MONGO, { serverSelectionTimeoutMS: 2_000 }).asPromise();
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
