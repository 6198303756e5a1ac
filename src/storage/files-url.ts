/** What a `FILES_URL` names. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const isFolderUrl = (url: string | null | undefined): url is string => url?.startsWith('file:') ?? false;

/** The folder of a `file:` URL: `file:./data/files`, `file:/srv/parley`, `file:///srv/parley`. */
export const folderOf = (url: string): string => url.slice('file:'.length).replace(/^\/\/(?=\/)/u, '');

/** Where files lie unless it is said: beside the SQLite file, under a name that begins with its own. */
export const filesBeside = (sqliteFile: string): string => `${sqliteFile}-files`;

/** For a database in memory: files go with it when it is closed. */
export const scratchFolder = (): string => join(tmpdir(), `parley-files-${randomUUID()}`);
