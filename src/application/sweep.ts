/**
 * The sweep wakes requests whose `wakeAt` has passed and sends them the clock's command.
 *
 * Any number of processes may sweep one database: the commit decides who was first, the others find nothing to do.
 * Between passes it sleeps until the earliest `wakeAt` it knows of, at most half a second, since another process may
 * have set an earlier one. A request that could not be woken stays due and is tried again half a second later; it delays no
 * other one.
 */
import type { Instant } from '../contract/primitives.ts';
import { PLATFORM } from '../domain/draft.ts';
import { CLOSED } from '../domain/request.ts';
import type { Commands } from './commands.ts';
import type { Erasing } from './erasing/erasing.ts';
import type { Clock } from './ports/clock.ts';
import type { Store } from './ports/store.ts';

export interface Sweep {
  /** Wakes everything due now; answers how many requests were woken. */
  run(): Promise<number>;
  /** A commit of this process wants to be woken at this time. */
  expect(at: Instant): void;
  start(): void;
  stop(): Promise<void>;
}

export interface SweepParts {
  store: Store;
  commands: Pick<Commands, 'execute'>;
  erasing: Pick<Erasing, 'onTime'>;
  clock: Clock;
  onError(error: unknown, context: { requestId?: string }): void;
}

const BATCH = 200;
const AT_ONCE = 32;
const LOOK_EVERY_MS = 500;
const MOST_HELD = 2_000;

export function createSweep({ store, commands, erasing, clock, onError }: SweepParts): Sweep {
  let timer: NodeJS.Timeout | null = null;
  let timerAt = Number.POSITIVE_INFINITY;
  let pass: Promise<number> | null = null;
  /** Those that could not be woken, and when they are tried again: in real time, however fast business time runs. */
  const held = new Map<string, number>();
  let stopped = true;

  async function wake(requestId: string): Promise<boolean> {
    const arrivedAt = new Date(clock.now()).toISOString();
    try {
      const outcome = await commands.execute(requestId, { type: 'PassTime' }, { actor: PLATFORM, arrivedAt });
      if (!outcome.ok || !CLOSED.has(outcome.state.status) || (await erasing.onTime(outcome.state))) return true;
    } catch (error) {
      onError(error, { requestId });
    }
    held.set(requestId, performance.now() + LOOK_EVERY_MS);
    return false;
  }

  async function wakeAll(ids: string[]): Promise<number> {
    let next = 0;
    let woken = 0;
    const worker = async () => {
      for (let id = ids[next++]; id !== undefined; id = ids[next++]) if (await wake(id)) woken += 1;
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, ids.length) }, worker));
    return woken;
  }

  /** `sparing`: those that are held are left out. */
  async function drain(sparing: boolean): Promise<number> {
    for (const [id, until] of held) if (!sparing || until <= performance.now()) held.delete(id);
    let total = 0;
    for (;;) {
      const limit = BATCH + held.size;
      const ids = await store.requests.due(clock.now(), limit);
      total += await wakeAll(ids.filter((id) => !held.has(id)));
      // A short page was all there is. Where very many cannot be woken, something else is wrong: the next pass sees.
      if (ids.length < limit || held.size > MOST_HELD) return total;
    }
  }

  /** One pass at a time: a second caller waits for the running one and then makes its own. */
  async function run(sparing = false): Promise<number> {
    while (pass) await pass.catch(() => 0);
    pass = drain(sparing);
    try {
      return await pass;
    } finally {
      pass = null;
    }
  }

  async function tick(): Promise<void> {
    // What is due by then is woken now or held; what falls due meanwhile is next.
    const after = clock.now();
    let next: number | null = null;
    try {
      await run(true);
      next = await store.requests.nextWake({ after, upTo: clock.now() + LOOK_EVERY_MS });
    } catch (error) {
      onError(error, {});
    }
    arm(next === null ? LOOK_EVERY_MS : next - clock.now());
  }

  function arm(delay: number): void {
    if (stopped) return;
    if (timer) clearTimeout(timer);
    const bounded = Math.max(1, Math.min(LOOK_EVERY_MS, delay));
    timerAt = clock.now() + bounded;
    timer = setTimeout(() => {
      timer = null;
      timerAt = Number.POSITIVE_INFINITY;
      void tick();
    }, bounded);
  }

  return {
    run: () => run(),
    expect(at) {
      const due = Date.parse(at);
      if (timer && due < timerAt) arm(due - clock.now());
    },
    start() {
      stopped = false;
      arm(0);
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      if (pass) await pass.catch(() => 0);
    },
  };
}
