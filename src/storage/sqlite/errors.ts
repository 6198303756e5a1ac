/** SQLite's errors as callers know them. */
import { StorageUnavailable } from '../../application/ports/store.ts';

const UNAVAILABLE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|READONLY|CORRUPT|NOTADB|NOMEM|PROTOCOL)/u;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether another process holds the file's write lock: worth trying again. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/u.test(codeOf(error));

/** StorageUnavailable for a full disk, a broken or locked file; any other error as it is. */
export function translated(error: unknown): unknown {
  const code = codeOf(error);
  if (!UNAVAILABLE.test(code)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StorageUnavailable(`SQLite cannot be used at the moment: ${message} (${code}).`, { cause: error });
}

/** Runs a read, which SQLite answers at once, as the promise the ports ask for. */
export async function read<T>(query: () => T): Promise<T> {
  try {
    return query();
  } catch (error) {
    throw translated(error);
  }
}
