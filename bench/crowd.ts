/**
 * 5. What is asked of a storage with a million open requests (200,000 on MongoDB) over the same with a thousand: every
 *    combination of list filters, searches, statistics, the board's first look, what is due, an answer. And how long a service
 *    on it is kept from everything else while all of that is asked at once (crowd-load.ts).
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { ListFilter, ListQuery } from '../src/application/ports/requests.ts';
import type { RequestSort } from '../src/contract/lists.ts';
import { HOUR, later, OPENED_AT, requestState } from '../test/support/builders.ts';
import { type Load, underLoad } from './crowd-load.ts';
import { type Crowd, crowdOf, FEW } from './crowd-seed.ts';
import { type Figure, median, percentile } from './figures.ts';
import type { StorageName } from './storages.ts';

const MANY: Record<StorageName, number> = { SQLite: 1_000_000, MongoDB: 200_000 };
const SORTS: RequestSort[] = ['deadline', '-updatedAt'];
const NOW = Date.parse(OPENED_AT);
const TIMES = 3;
const MOST_BLOCKED_MS = 50;

/** One condition of each kind; those of a market and a reason match nothing. */
const CONDITIONS: ListFilter[] = [
  { sellerId: 'shop-7' },
  { buyerId: 'buyer-copy0007' },
  { tab: 'awaiting_action' },
  { status: 'negotiating' },
  { waitingOn: 'seller' },
  { market: 'US' },
  { reason: 'damaged' },
  { due: '4h' },
  { openedFrom: later(-50 * HOUR), openedTo: later(-40 * HOUR) },
  { claimFrom: 40_000, claimTo: 45_000 },
  { assigned: { sides: ['agents'], to: ['agent-1'] } },
];

/** Found by an id, by few, by very many, by both, by nothing; in Thai; while it is being typed. */
const TYPED = [
  'order-copy0007',
  'SKU-299',
  'ceramic',
  'bowl ceramic',
  'c',
  'sku-1',
  'ceramic nina',
  'ชาม',
  'เซรามิก สมชาย',
  'nothing',
  'lamp SKU-5',
];

const queryOf = (filter: ListFilter, sort: RequestSort): ListQuery => ({ filter, sort, limit: 50, now: NOW });

/** Every combination of conditions. */
const combinations: ListFilter[] = Array.from({ length: 2 ** CONDITIONS.length }, (_, bits) =>
  Object.assign({}, ...CONDITIONS.filter((__, place) => bits & (1 << place))),
);

/** Median milliseconds of each question, asked a few times; the first time warms up and does not count. */
async function timesOf(questions: (() => Promise<unknown>)[], times = TIMES): Promise<number[]> {
  const found: number[] = [];
  for (const ask of questions) {
    const samples: number[] = [];
    for (let time = 0; time <= times; time++) {
      const from = performance.now();
      await ask();
      samples.push(performance.now() - from);
      // Others have their turn after each question, as in the service.
      await turn();
    }
    found.push(median(samples.slice(1)));
  }
  return found;
}

const listing = (store: Crowd['store'], filters: ListFilter[]) =>
  SORTS.flatMap((sort) => filters.map((filter) => () => store.requests.list(queryOf(filter, sort))));

/** What the questions took, in milliseconds, by the name of their figure. */
async function asked({ store, ids }: Crowd): Promise<Map<string, number[]>> {
  const { requests } = store;
  const figures = new Map<string, number[]>();
  figures.set('a page, any filters', await timesOf(listing(store, combinations)));
  figures.set(
    'a page, searched',
    await timesOf(
      listing(
        store,
        TYPED.map((q) => ({ q })),
      ),
    ),
  );
  figures.set(
    'a page, searched in a shop',
    await timesOf(
      listing(
        store,
        TYPED.map((q) => ({ q, sellerId: 'shop-7' })),
      ),
    ),
  );
  figures.set('statistics', await timesOf([() => requests.stats({ since: later(-90 * 24 * HOUR), now: NOW })], 9));
  const snapshot = () =>
    Promise.all([
      requests.list(queryOf({ tab: 'awaiting_action' }, 'deadline')),
      requests.list(queryOf({}, '-updatedAt')),
    ]);
  figures.set('the board’s first look', await timesOf([snapshot], 9));
  const due = NOW + HOUR;
  figures.set('what is due', await timesOf([() => requests.due(due, 200), () => requests.nextWake()], 9));
  let next = 0;
  const answer = async () => {
    const loaded = await requests.load(ids[next++] ?? '');
    if (!loaded) throw new Error('the crowd is too small');
    const state = requestState({
      ...loaded.state,
      status: 'settled',
      version: loaded.state.version + 1,
      deadline: null,
    });
    const result = await requests.commit({ state, events: [], expectedVersion: loaded.state.version, wakeAt: null });
    if (result !== 'committed') throw new Error(`not committed: ${JSON.stringify(result)}`);
  };
  figures.set('an answer is stored', await timesOf([answer], 99));
  return figures;
}

interface Measured {
  figures: Map<string, number[]>;
  load: Load;
}

async function measured(storage: StorageName, total: number): Promise<Measured> {
  const crowd = await crowdOf(storage, total);
  try {
    const figures = await asked(crowd);
    return { figures, load: await underLoad(crowd.url, OPENED_AT) };
  } finally {
    await crowd.remove();
  }
}

export async function measureCrowd(storage: StorageName): Promise<Figure[]> {
  const few = await measured(storage, FEW);
  const many = await measured(storage, MANY[storage]);
  const figure = (name: string, parley: number, bare: number | null, value?: number): Figure => ({
    measurement: 'crowd',
    storage,
    name,
    unit: 'ms',
    parley,
    bare,
    target: value === undefined ? null : { ratio: 'at most', value },
  });
  const rows = [...many.figures].flatMap(([name, times]) => {
    const before = few.figures.get(name) ?? [];
    const worst = times.length > 1 ? [figure(`${name}, slowest`, Math.max(...times), Math.max(...before))] : [];
    return [figure(`${name}, p50`, percentile(times, 0.5), percentile(before, 0.5), 1.3), ...worst];
  });
  return [
    ...rows,
    figure('a call of a mixed load, p50', percentile(many.load.took, 0.5), percentile(few.load.took, 0.5)),
    figure('a call of a mixed load, p99', percentile(many.load.took, 0.99), percentile(few.load.took, 0.99)),
    figure('longest block of the thread under it', many.load.block, null, MOST_BLOCKED_MS),
  ];
}
