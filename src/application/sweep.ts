/**
 * The sweep wakes requests whose `wakeAt` has passed and sends them the clock's command.
 *
 * Any number of processes may sweep one database: the commit decides who was first, the others find nothing to do.
 * Between passes it sleeps until the earliest `wakeAt` it knows of, at most half a second, since another process may
 * have set an earlier one.
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

export function createSweep({ store, commands, erasing, clock, onError }: SweepParts): Sweep {
  let timer: NodeJS.Timeout | null = null;
  let timerAt = Number.POSITIVE_INFINITY;
  let pass: Promise<number> | null = null;
  let stopped = true;

  async function wake(requestId: string): Promise<boolean> {
    const arrivedAt = new Date(clock.now()).toISOString();
    try {
      const outcome = await commands.execute(requestId, { type: 'PassTime' }, { actor: PLATFORM, arrivedAt });
      return !outcome.ok || !CLOSED.has(outcome.state.status) || (await erasing.onTime(outcome.state));
    } catch (error) {
      onError(error, { requestId });
      return false;
    }
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

  async function drain(): Promise<number> {
    let total = 0;
    for (;;) {
      const ids = await store.requests.due(clock.now(), BATCH);
      const woken = await wakeAll(ids);
      total += woken;
      // A short page was all there is; one in which nothing worked is left for the next pass.
      if (ids.length < BATCH || woken === 0) return total;
    }
  }

  /** One pass at a time: a second caller waits for the running one and then makes its own. */
  async function run(): Promise<number> {
    while (pass) await pass.catch(() => 0);
    pass = drain();
    try {
      return await pass;
    } finally {
      pass = null;
    }
  }

  async function tick(): Promise<void> {
    let next: number | null = null;
    let woken = 0;
    try {
      woken = await run();
      next = await store.requests.nextWake(clock.now() + LOOK_EVERY_MS);
    } catch (error) {
      onError(error, {});
    }
    const isLeft = woken === 0 && next !== null && next <= clock.now();
    arm(next === null || isLeft ? LOOK_EVERY_MS : next - clock.now());
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
    run,
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
