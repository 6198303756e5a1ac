/** What a storage needs besides its URL. */
export interface StoreOptions {
  /** Told of what an operator may want to know, such as migrations. */
  log: (message: string, details?: object) => void;
  /** It is only looked at: nothing is made, brought up to date or written. */
  unchanged?: boolean;
  /** A `FILES_URL`: where files lie, where that is not beside the SQLite file or in MongoDB. */
  files?: string | null;
  /** It is opened by the server, as opposed to a tool that runs beside it. Of a SQLite file only one server can have it. */
  forServer?: boolean;
}
