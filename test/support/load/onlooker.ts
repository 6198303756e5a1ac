/** Looks into the database of servers that live and die, from the test's own process. */
import type { Store } from '../../../src/application/ports/store.ts';
import { openStore } from '../../../src/storage/open.ts';
import { silent } from '../stores.ts';

export interface Onlooker {
  look<T>(use: (store: Store) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A file is opened for each look: whoever has it open would keep the next server from mending what a death left. */
function atFile(url: string): Onlooker {
  return {
    async look(use) {
      const store = await openStore(url, silent);
      try {
        return await use(store);
      } finally {
        await store.close();
      }
    },
    close: async () => {},
  };
}

/** A server is one client more, which stays: connecting costs it more than most looks. */
function atServer(url: string): Onlooker {
  let opening: Promise<Store> | undefined;
  return {
    look: async (use) => {
      opening ??= openStore(url, silent);
      return use(await opening);
    },
    close: async () => void (await (await opening)?.close()),
  };
}

export const onlookerOf = (url: string): Onlooker => (url.startsWith('sqlite:') ? atFile(url) : atServer(url));
