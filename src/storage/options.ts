/** What a storage needs besides its URL. */
export interface StoreOptions {
  /** Told of what an operator may want to know, such as migrations. */
  log: (message: string, details?: object) => void;
}
