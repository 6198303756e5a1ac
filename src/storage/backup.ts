/**
 * Copies of a whole storage, and putting one in its place. Only SQLite's are made here: MongoDB brings its own tools, which
 * take what lies in GridFS along.
 *
 * The photos of a backup lie beside it, under the name where a storage that opens the copy looks for them: they are copied
 * before the backup gets its name, and put in their place before the backup is, so that a cut leaves none without its photos.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { pictureFiles } from '../application/attachments/files.ts';
import type { Files } from '../application/files.ts';
import { filesBeside, folderOf } from './files-url.ts';
import type { BackedUp } from './sqlite/backup.ts';
import type { Restored } from './sqlite/restore.ts';

/** Where a storage is, as its URLs say. */
export interface Place {
  databaseUrl: string;
  /** A `file:` URL; null: beside the database. */
  filesUrl: string | null;
}

/** The file of a `sqlite:` URL. Throws an Error that says what to use instead where the URL is MongoDB's. */
async function fileOf({ databaseUrl, filesUrl }: Place, tool: string): Promise<string> {
  if (!databaseUrl.startsWith('sqlite:')) {
    const beside = filesUrl?.startsWith('file:') ? `, and copy the folder of FILES_URL, ${folderOf(filesUrl)}` : '';
    throw new Error(
      `DATABASE_URL names MongoDB, which is backed up and restored by its own tools: use ${tool}${beside}.`,
    );
  }
  const { MEMORY, sqlitePath } = await import('./sqlite/store.ts');
  const path = sqlitePath(databaseUrl);
  if (path === MEMORY) throw new Error('DATABASE_URL names a storage in memory: there is no file.');
  return path;
}

const photosOf = ({ filesUrl }: Place, file: string): string => (filesUrl ? folderOf(filesUrl) : filesBeside(file));

/**
 * Writes the storage as it stands to a new file, also beside a running server, and its photos to a folder beside that. Throws
 * an Error with one sentence where that cannot be done; then neither has its name.
 */
export async function backUpStorage(place: Place, to: string): Promise<BackedUp & { photos: number }> {
  const file = await fileOf(place, 'mongodump');
  const { backUpSqlite } = await import('./sqlite/backup.ts');
  const folder = filesBeside(to);
  const partial = `${folder}.part`;
  const written = [partial];
  let photos = 0;
  try {
    const backedUp = await backUpSqlite(file, to, async (ids) => {
      if (existsSync(folder)) throw new Error(`${folder} is there already and is not written over.`);
      rmSync(partial, { recursive: true, force: true });
      photos = await copyPhotos(ids, photosOf(place, file), partial);
      if (!existsSync(partial)) return;
      renameSync(partial, folder);
      written.push(folder);
    });
    return { ...backedUp, photos };
  } catch (error) {
    for (const left of written.filter((path) => existsSync(path))) rmSync(left, { recursive: true });
    throw error;
  }
}

/**
 * Puts a backup in the storage's place and what was there aside. Throws an Error with one sentence where that cannot be
 * done, such as beside a running server; then what was there stays. `at` names what is put aside. Photos are added to
 * those that are there, which what was put aside still needs.
 */
export async function restoreStorage(place: Place, from: string, at: Date): Promise<Restored & { photos: number }> {
  const file = await fileOf(place, 'mongorestore');
  const { restoreSqlite } = await import('./sqlite/restore.ts');
  let photos = 0;
  const restored = await restoreSqlite(file, from, at, async (ids) => {
    photos = await copyPhotos(ids, filesBeside(from), photosOf(place, file));
  });
  return { ...restored, photos };
}

/** One file after the other; one that was erased meanwhile, or is there already, is left. Answers how many photos there were. */
async function copyPhotos(ids: Iterable<string>, from: string, to: string): Promise<number> {
  const { folderFiles } = await import('./files/folder.ts');
  const [source, target] = [folderFiles(from), folderFiles(to)];
  let count = 0;
  for (const id of ids) {
    const copied = await Promise.all(pictureFiles(id).map((name) => copyFile(name, source, target)));
    if (copied.every(Boolean)) count += 1;
  }
  return count;
}

/** Whether there is such a file. */
async function copyFile(name: string, source: Files, target: Files): Promise<boolean> {
  const bytes = await source.get(name);
  if (bytes && !(await target.get(name))) await target.put(name, bytes);
  return bytes !== null;
}
