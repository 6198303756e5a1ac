/**
 * Where files lie, apart from the records that know what they are: a folder, GridFS, or an object store. Nothing but whole
 * files by name is asked, so that each of them can be the place.
 */
export interface Files {
  /** Makes sure that files can be kept here. Throws an Error with one sentence where they cannot. */
  ready(): Promise<void>;
  /**
   * Keeps a file under a name of letters, digits, `_`, `-` and `.`; resolves once it is on disk. Readers see all of it or none,
   * and where the name is taken the new file replaces the old one. Rejects with StorageUnavailable where it cannot be written.
   */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** The whole file; null where there is none of that name. */
  get(name: string): Promise<Uint8Array | null>;
  /** Removes the files, those that are not there too. */
  remove(names: readonly string[]): Promise<void>;
}

const NAME = /^(?!\.)[\w.-]{1,120}$/u;

/** Throws an Error for what is no name of a file: it would be a place beside the files. */
export function requireFileName(name: string): void {
  if (!NAME.test(name)) throw new Error(`${JSON.stringify(name)} is no name of a file.`);
}
