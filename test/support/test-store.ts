/** What a test gets where it asks for a storage. */
import type { Store } from '../../src/application/ports/store.ts';

/** An open storage of a test's own. */
export interface TestStore {
  store: Store;
  /** Opens it again, as another process would. */
  url: string;
  /** Closes `store` and removes the data. Further stores opened from `url` are closed by whoever opened them. */
  cleanup(): Promise<void>;
}
export const silent = { log: () => {} };
