/** What a storage brings to the contract suite. */
import { afterEach, beforeEach } from 'vitest';
import type { OffersQuery, OpenedQuery, OpeningsQuery } from '../../src/application/ports/figures.ts';
import type { ListQuery } from '../../src/application/ports/requests.ts';
import type { Store } from '../../src/application/ports/store.ts';
import type { WorkStore } from '../../src/application/work/ports.ts';
import { openStore } from '../../src/storage/open.ts';
import { silent, type TestStore } from '../support/stores.ts';
import type { WebhookQuestion } from '../support/webhook-questions.ts';

/** A question whose plan matters. */
export type Question =
  | { list: ListQuery; search?: 'narrow' | 'wide' }
  | { due: number }
  | { owed: number }
  | { opened: OpenedQuery }
  | { offers: OffersQuery }
  | { openings: OpeningsQuery }
  | 'nextWake'
  /** Which alerts to take at this time, of one lane or of all. */
  | { work: number; lane: string | null }
  | { wake: Parameters<WorkStore['wake']>[0] }
  /** Which codes expired by this time. */
  | { expired: number }
  | { links: { team: string; user: string } }
  | { members: { sellerId: string; userId: string } }
  | { webhooks: WebhookQuestion };

/** What a storage that has looked makes of the question's search. */
export const searchIn = ({ list, search }: { list: ListQuery; search?: 'narrow' | 'wide' }) =>
  search ? { words: [list.filter.q ?? ''], narrow: search === 'narrow' } : null;

/** How the storage answers a question. */
export interface Plan {
  /** It reads a whole table or collection. */
  scansAll: boolean;
  /** It sorts what it read. */
  sorts: boolean;
  /** How many rows or documents it read, where the storage tells. */
  examined: number | null;
  detail: string;
}

export interface StoreFixture extends TestStore {
  explain(question: Question): Promise<Plan[]>;
  /** False for a server that sorts even what an index has in order. */
  readsInOrder: boolean;
}
export type Factory = () => Promise<StoreFixture>;

/** A fresh storage for every test of the surrounding `describe`, and further instances on the same data. */
export function freshStores(factory: Factory) {
  let fixture: StoreFixture;
  let others: Store[] = [];
  beforeEach(async () => {
    fixture = await factory();
  });
  afterEach(async () => {
    for (const other of others) await other.close();
    others = [];
    await fixture.cleanup();
  });
  return {
    get store(): Store {
      return fixture.store;
    },
    get fixture(): StoreFixture {
      return fixture;
    },
    /** Another instance on the same data, as another process would open it. */
    async another(): Promise<Store> {
      const other = await openStore(fixture.url, silent);
      others.push(other);
      return other;
    },
  };
}
