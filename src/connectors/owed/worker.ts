/**
 * Works off what is owed: takes the records that are due under a lease, a few at a time, and looks again when something
 * was owed here, when the timer says so (owed elsewhere, or due by now), or when asked to.
 *
 * Business time says what is due; leases are wall time.
 */
import type { AlertRecord, AlertStore } from '../../application/alerts/ports.ts';
import type { Clock } from '../../application/ports.ts';

export const LEASE_MS = 60_000;

export interface Worker {
  /** Works off everything that is due now and resolves when that is done. */
  run(): Promise<void>;
  /** Something may be due. */
  nudge(): void;
  start(): void;
  stop(): Promise<void>;
}

export interface WorkerParts {
  owed: AlertStore;
  clock: Clock;
  wallClock: Clock;
  /** Names this process in leases. */
  owner: string;
  /** Works one record off and hands it back. `owner` names the lease it is held under. */
  work(record: AlertRecord, owner: string): Promise<void>;
  onError(error: unknown, context: object): void;
}

const AT_ONCE = 4;
const LOOK_EVERY_MS = 500;

export function createWorker({ owed, clock, wallClock, owner, work, onError }: WorkerParts): Worker {
  let takings = 0;
  let passing: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | null = null;
  let stopped = true;
  /** Nothing more is taken, so that a stop waits for the calls under way only. */
  let ending = false;

  /** Answers how many it took. A lease is young when its work begins: no more is taken than is worked on at once. */
  async function takeSome(): Promise<number> {
    takings += 1;
    const holder = `${owner}/${takings}`;
    const lease = { owner: holder, until: wallClock.now() + LEASE_MS };
    const records = await owed.take(clock.now(), lease, wallClock.now(), AT_ONCE);
    await Promise.all(
      records.map((record) => work(record, holder).catch((error) => onError(error, { record: record.id }))),
    );
    return records.length;
  }

  async function pass(): Promise<void> {
    do {
      again = false;
      while (!ending && (await takeSome()) > 0);
    } while (again && !ending);
  }

  /** One pass at a time; whoever comes meanwhile has it look once more. */
  async function run(): Promise<void> {
    if (passing) {
      again = true;
      return passing;
    }
    passing = pass();
    try {
      await passing;
    } finally {
      passing = null;
    }
  }

  async function tick(): Promise<void> {
    if (timer) clearTimeout(timer);
    await run().catch((error) => onError(error, { part: 'chatwoot' }));
    if (stopped) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void tick(), LOOK_EVERY_MS);
  }

  return {
    run,
    nudge() {
      if (!stopped) void tick();
    },
    start() {
      stopped = false;
      void tick();
    },
    async stop() {
      stopped = true;
      ending = true;
      if (timer) clearTimeout(timer);
      await passing?.catch(() => undefined);
    },
  };
}
