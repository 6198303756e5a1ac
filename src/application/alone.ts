/**
 * Notices that other processes serve on the same storage. They beat by counting up records of their own, so nobody has to
 * agree about the time: who counts further is alive, and a record of who was killed stands still.
 */
import type { Clock } from './ports/clock.ts';
import type { InstanceStore } from './ports/store.ts';

export interface AloneParts {
  store: InstanceStore;
  /** Names this process. */
  owner: string;
  wallClock: Clock;
  /** Called when another one is first seen alive, and again after there was none for a while. */
  onOthers(count: number): void;
  onError(error: unknown): void;
}
export interface Alone {
  /** Beats and looks once. */
  look(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const EVERY_MS = 3_000;

export function createAlone({ store, owner, wallClock, onOthers, onError }: AloneParts): Alone {
  let before = new Map<string, number>();
  let told = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  async function look(): Promise<void> {
    const beats = await store.beat(owner, wallClock.now());
    const alive = [...beats].filter(([id, count]) => before.has(id) && before.get(id) !== count).length;
    before = beats;
    if (alive > 0 && !told) onOthers(alive);
    told = alive > 0;
  }

  function tick(): void {
    running = look()
      .catch(onError)
      .finally(() => {
        if (timer) timer = setTimeout(tick, EVERY_MS).unref();
      });
  }

  return {
    look,
    start() {
      timer = setTimeout(tick, 0);
    },
    async stop() {
      if (!timer) return;
      clearTimeout(timer);
      timer = undefined;
      await running;
      await store.leave(owner).catch(onError);
    },
  };
}
