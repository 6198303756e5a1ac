/** Looking for somebody in everything that a storage keeps: tables, logs, indexes, files. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sqlitePath } from '../../src/storage/sqlite/store.ts';
import type { TestStore } from './test-store.ts';

const AROUND = 80;
const MOST = 5;

/** Where the word stands in all that is kept, with what is around it. In lower case, as searches keep words. */
export async function tracesOf({ url }: TestStore, word: string): Promise<string[]> {
  const text = url.startsWith('sqlite:')
    ? await bytesIn(dirname(sqlitePath(url)))
    : await (await import('./mongo-stores.ts')).mongoDump(url);
  const places = [...text.toLowerCase().matchAll(new RegExp(word, 'gu'))];
  return places.slice(0, MOST).map(({ index }) => text.slice(Math.max(0, index - AROUND), index + AROUND));
}

/** Whether these bytes, such as a part of a photo, stand anywhere in what is kept. */
export async function holdsBytes({ url }: TestStore, bytes: Uint8Array): Promise<boolean> {
  const looked = Buffer.from(bytes);
  if (!url.startsWith('sqlite:')) {
    // A file as it is dumped is base64 from its first byte on: a run of whole groups of three is found in it.
    const groups = looked.subarray(0, looked.length - (looked.length % 3)).toString('base64');
    return (await (await import('./mongo-stores.ts')).mongoDump(url)).includes(groups);
  }
  const files = await filesIn(dirname(sqlitePath(url)));
  return (await Promise.all(files.map((file) => readFile(file)))).some((kept) => kept.includes(looked));
}

async function bytesIn(folder: string): Promise<string> {
  const texts = await Promise.all(
    (await filesIn(folder)).map(async (file) => `${file}\n${await readFile(file, 'utf8')}`),
  );
  return texts.join('\n');
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
