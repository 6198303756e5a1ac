/**
 * A storage full of open requests. A thousand are stored as the service stores them; the others are copies of these, made
 * in the database itself, since so many openings would take longer than all that is measured.
 */
import Sqlite from 'better-sqlite3';
import mongoose from 'mongoose';
import type { Store } from '../src/application/ports/store.ts';
import type { RequestStatus } from '../src/contract/request.ts';
import type { RequestState } from '../src/domain/request.ts';
import { openStore } from '../src/storage/open.ts';
import { baht, HOUR, later, offer, opening, requestState, respondBy } from '../test/support/builders.ts';
import { inParallel } from './api.ts';
import { freshDatabase, type StorageName } from './storages.ts';

export const FEW = 1_000;
/** Stands in what differs between a request and its copies; as long as what replaces it. */
const COPY = 'copy000';
const SHOPS = 40;
const STATUSES: RequestStatus[] = ['awaiting_seller', 'negotiating', 'awaiting_shipment', 'settling'];
const TITLES = [
  'Ceramic bowl',
  'ชามเซรามิกสีฟ้า',
  'Wooden spoon, set of six',
  'เสื้อยืดผ้าฝ้าย',
  'Steel bottle 750 ml',
  'Reading lamp',
];
const NAMES = ['สมชาย ใจดี', 'Nina Haddad', 'อรทัย แสงทอง', 'Tom Baker', 'Siti Rahma'];

export interface Crowd {
  url: string;
  store: Store;
  /** Of the requests that were stored first. */
  ids: string[];
  remove(): Promise<void>;
}

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

/** One request of the thousand: over forty shops, six titles, five names, a month of deadlines, most of one market. */
function specimen(n: number): RequestState {
  const status = pick(STATUSES, n);
  const id = `req_${COPY}n${n}`;
  return requestState({
    id,
    status,
    offers: status === 'negotiating' ? [offer({ id: `ofr_${COPY}n${n}` })] : [],
    offersMade: status === 'negotiating' ? 1 : 0,
    deadline: respondBy(later((1 + (n % 700)) * HOUR)),
    openedAt: later(-(n % 2_000) * HOUR),
    updatedAt: later(-(n % 500) * HOUR),
    claimValue: baht(1_000 + n * 50),
    facts: {
      orderId: `order-${COPY}${n}`,
      sellerId: `shop-${n % SHOPS}`,
      buyerId: `buyer-${COPY}${n}`,
      buyerName: pick(NAMES, n),
      conversationId: `conv-${COPY}${n}`,
      reason: n % 3 === 0 ? 'not_received' : 'missing_items',
      items: [
        { sku: `SKU-${n % 300}`, title: pick(TITLES, n), quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) },
      ],
    },
  });
}

const numbered = (copy: number): string => `copy${String(copy).padStart(COPY.length - 4, '0')}`;

function multiplySqlite(url: string, copies: number): void {
  const db = new Sqlite(url.slice('sqlite:'.length));
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -400000');
  const columns = (table: string) => (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  const made = db.prepare<[type: string], { name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name = 'request' AND type = ?",
  );
  const [indexes, triggers] = [made.all('index'), made.all('trigger')];
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec('CREATE TEMP TABLE specimen AS SELECT * FROM request; CREATE TEMP TABLE specimen_term AS SELECT * FROM term');
  const copied = (table: string, from: string, differing: string[]) => {
    const names = columns(table);
    const values = names.map((name) => (differing.includes(name) ? `replace(${name}, '${COPY}', @copy)` : name));
    return db.prepare<{ copy: string }>(`INSERT INTO ${table} (${names}) SELECT ${values} FROM ${from}`);
  };
  const request = copied('request', 'specimen', ['id', 'state', 'buyer_id', 'conversation_id']);
  const term = copied('term', 'specimen_term', ['term', 'request_id']);
  db.transaction(() => {
    for (let copy = 1; copy < copies; copy++) {
      request.run({ copy: numbered(copy) });
      term.run({ copy: numbered(copy) });
    }
    db.prepare('UPDATE figure SET count = count * ?').run(copies);
  })();
  for (const { sql } of [...indexes, ...triggers]) db.exec(sql);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** The document as another request's: every text that names the copy names another one. */
function renamed(value: unknown, copy: string): unknown {
  if (typeof value === 'string') return value.replaceAll(COPY, copy);
  if (Array.isArray(value)) return value.map((one) => renamed(one, copy));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, copy)]));
}

async function multiplyMongo(url: string, copies: number): Promise<void> {
  const connection = await mongoose.createConnection(url).asPromise();
  const requests = connection.collection<{ _id: string }>('requests');
  const specimens = await requests.find().toArray();
  await inParallel(
    copies - 1,
    (n) => requests.insertMany(specimens.map((one) => renamed(one, numbered(n + 1)) as typeof one)),
    2,
  );
  await connection.close();
}

/** A fresh storage, open, that holds this many open requests, a multiple of a thousand. */
export async function crowdOf(storage: StorageName, total: number): Promise<Crowd> {
  const database = await freshDatabase(storage);
  const store = await openStore(database.url, { log: () => {} });
  const specimens = Array.from({ length: FEW }, (_, n) => specimen(n));
  await inParallel(FEW, (n) => store.requests.commit(opening(specimens[n] as RequestState)));
  await store.requests.ack(specimens.map(({ id }) => ({ id, seq: 1, owner: 'bench' })));
  await store.close();
  if (total > FEW) {
    if (storage === 'SQLite') multiplySqlite(database.url, total / FEW);
    else await multiplyMongo(database.url, total / FEW);
  }
  const opened = await openStore(database.url, { log: () => {} });
  return {
    url: database.url,
    store: opened,
    ids: specimens.map(({ id }) => id),
    async remove() {
      await opened.close();
      await database.remove();
    },
  };
}
