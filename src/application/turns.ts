/** A few at a time, and a bounded number waiting: for what takes memory or a processor as long as it runs. */
import { StorageUnavailable } from './ports/store.ts';

export interface Turns {
  /** Resolves when it is its turn, with what ends the turn. Rejects with StorageUnavailable where too many wait. */
  take(): Promise<() => void>;
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createTurns(atOnce: number, mostWaiting: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;

  const end = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  /** Ends the turn, however often it is called. */
  const once = (): (() => void) => {
    let ended = false;
    return () => {
      if (!ended) end();
      ended = true;
    };
  };

  async function take(): Promise<() => void> {
    if (running < atOnce) {
      running += 1;
      return once();
    }
    if (waiting.length >= mostWaiting) throw new StorageUnavailable('Too many wait for their turn.');
    await new Promise<void>((resolve) => waiting.push(resolve));
    return once();
  }

  return {
    take,
    async run(work) {
      const done = await take();
      try {
        return await work();
      } finally {
        done();
      }
    },
  };
}
