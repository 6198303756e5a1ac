/** Waits for what happens by itself: asks again and again until it holds, and fails with its last words. */
import { vi } from 'vitest';

/** Generous, since it only costs time where something is wrong: a loaded machine is no failure. */
const WITHIN_MS = 15_000;
const EVERY_MS = 20;

/** Answers what `holds` answers once it neither throws nor rejects. */
export const eventually = <T>(holds: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(holds, { timeout: WITHIN_MS, interval: EVERY_MS });
