/**
 * The worker keeps every alert told and every message true.
 *
 * Records that are due are taken under a lease and handed to the lane of their workspace. A lane works a few at a time
 * and holds a bounded number; what is over goes back to the storage for a moment. A workspace that answers 429, hangs
 * or has let us go is paused: its records go back until it may be tried again, and no other lane notices.
 *
 * Entered by `nudge` (something was owed or woken here), by the timer (owed elsewhere, or held until now) and by `run`;
 * a pass ends when nothing is due. Business time says what is due; leases are wall time.
 */
import type { AlertRecord, Clock, Seller, Store } from '../../../src/bot.ts';
import { LEASE_MS } from './job.ts';

export interface Worker {
  /** Works off everything that is due now and resolves when that is done. */
  run(): Promise<void>;
  /** Something may be due. */
  nudge(): void;
  start(): void;
  stop(): Promise<void>;
}

/** Where a record goes: the workspace, or null where that is not known or the seller wants no alerts. */
export interface Errand {
  record: AlertRecord;
  seller: Seller | undefined;
  lane: string;
  /** The workspace, where it is known: for waking the record when something changes there. */
  team: string | null;
  /** Until when the lane is paused; null where it is not. */
  pausedUntil: number | null;
}
/** What a record is held under: a name of its own for each taking, so that a lease that ran out is known as such. */
export type Held = Errand & { owner: string };

export interface WorkerParts {
  store: Store;
  clock: Clock;
  wallClock: Clock;
  owner: string;
  /** Says where a record goes. */
  route(record: AlertRecord, seller: Seller | undefined): Promise<Errand>;
  /** Works one record off and hands it back. */
  work(errand: Held): Promise<void>;
  onError(error: unknown, context: object): void;
}

const BATCH = 100;
const MOST_TAKEN = 400;
const LANE_WORKERS = 4;
const LANE_HOLDS = 40;
/** What a full lane gives back comes again after this, each further lane-full so much later again. */
const COME_AGAIN_MS = 1_000;
const LOOK_EVERY_MS = 500;

interface Lane {
  waiting: Held[];
  working: number;
}

export function createWorker(parts: WorkerParts): Worker {
  const { store, clock, wallClock, owner, onError } = parts;
  const lanes = new Map<string, Lane>();
  /** How many each lane gave back since it last had room: a long queue is spread over time, not rewritten each second. */
  const returned = new Map<string, number>();
  let taken = 0;
  let takings = 0;
  let taking: Promise<number> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | null = null;
  let stopped = true;
  const idle: (() => void)[] = [];

  async function giveBack({ record, team: known, owner: holder }: Held, dueAt: number): Promise<void> {
    const { id, owed, notes } = record;
    const team = record.team || (known ?? '');
    // More was owed meanwhile or not: it waits all the same, so it is handed back as due later, not at once.
    await store.alerts.finish({ id, team, owed, notes, dueAt }, holder, dueAt);
  }

  function settle(): void {
    taken -= 1;
    if (taken === 0) for (const done of idle.splice(0)) done();
    if (again && taken <= MOST_TAKEN - BATCH) nudge();
  }

  async function serve(name: string, lane: Lane): Promise<void> {
    lane.working += 1;
    for (let errand = lane.waiting.shift(); errand; errand = lane.waiting.shift()) {
      await parts.work(errand).catch((error) => onError(error, { requestId: errand?.record.id }));
      settle();
    }
    lane.working -= 1;
    if (lane.working === 0 && lane.waiting.length === 0) lanes.delete(name);
  }

  /** When a record that finds no place in its lane comes again; null where there is place. */
  function backAt(errand: Errand, lane: Lane): number | null {
    const isFull = lane.waiting.length >= LANE_HOLDS;
    if (errand.pausedUntil === null && !isFull) {
      if (lane.waiting.length === 0) returned.delete(errand.lane);
      return null;
    }
    const before = returned.get(errand.lane) ?? 0;
    returned.set(errand.lane, before + 1);
    const rounds = Math.floor(before / LANE_HOLDS) + (isFull ? 1 : 0);
    return (errand.pausedUntil ?? clock.now()) + rounds * COME_AGAIN_MS;
  }

  async function dispatch(errand: Held): Promise<void> {
    const lane = lanes.get(errand.lane) ?? { waiting: [], working: 0 };
    const later = backAt(errand, lane);
    if (later !== null) {
      await giveBack(errand, later).finally(settle);
      return;
    }
    lanes.set(errand.lane, lane);
    lane.waiting.push(errand);
    if (lane.working < LANE_WORKERS) void serve(errand.lane, lane);
  }

  /** Whom the records are for and where they go. Where that cannot be read, the leases run out and they are taken anew. */
  async function routed(records: AlertRecord[]): Promise<Errand[]> {
    try {
      const ids = [...new Set(records.map(({ sellerId }) => sellerId))];
      const sellers = new Map((await store.directory.sellers(ids)).map((seller) => [seller.id, seller]));
      return await Promise.all(records.map((record) => parts.route(record, sellers.get(record.sellerId))));
    } catch (error) {
      for (const _ of records) settle();
      throw error;
    }
  }

  /** Takes one batch; answers how many it took. */
  async function take(): Promise<number> {
    if (taken > MOST_TAKEN - BATCH) {
      again = true;
      return 0;
    }
    takings += 1;
    const holder = `${owner}/${takings}`;
    const lease = { owner: holder, until: wallClock.now() + LEASE_MS };
    const records = await store.alerts.take(clock.now(), lease, wallClock.now(), BATCH);
    taken += records.length;
    if (records.length === 0) return 0;
    for (const errand of await routed(records)) await dispatch({ ...errand, owner: holder });
    return records.length;
  }

  /** One taking at a time; whoever comes meanwhile has it looked once more. */
  async function takeAll(): Promise<number> {
    if (taking) {
      again = true;
      return taking;
    }
    taking = (async () => {
      let total = 0;
      do {
        again = false;
        for (let count = await take(); count > 0; count = await take()) total += count;
      } while (again && taken <= MOST_TAKEN - BATCH);
      return total;
    })();
    try {
      return await taking;
    } finally {
      taking = null;
    }
  }

  const isIdle = (): Promise<void> => (taken === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve)));

  function nudge(): void {
    if (stopped) return;
    void tick();
  }

  async function tick(): Promise<void> {
    try {
      await takeAll();
    } catch (error) {
      onError(error, { part: 'slack' });
    }
    arm();
  }

  function arm(): void {
    if (stopped) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void tick(), LOOK_EVERY_MS);
  }

  return {
    async run() {
      for (;;) {
        const count = await takeAll();
        await isIdle();
        if (count === 0 && !again) return;
      }
    },
    nudge,
    start() {
      stopped = false;
      void tick();
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      if (taking) await taking.catch(() => 0);
      for (const [name, lane] of lanes) {
        for (const errand of lane.waiting.splice(0)) {
          await giveBack(errand, clock.now()).catch((error) => onError(error, { lane: name }));
          settle();
        }
      }
      await isIdle();
    },
  };
}
