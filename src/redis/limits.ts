/** One limit of calls for all instances, counted in Redis. While Redis is not to be had each instance counts by itself. */
import { type ClientRateLimitInfo, MemoryStore, type Options, type Store } from 'express-rate-limit';
import { type RedisReply, RedisStore } from 'rate-limit-redis';
import type { Bus } from './bus.ts';

/** A caller never waits longer for being counted; those after the one who waited in vain do not wait at all for a while. */
const WITHIN_MS = 1_000;
const ALONE_FOR_MS = 3_000;

export function createSharedLimits(
  bus: Pick<Bus, 'call' | 'isUp'>,
  prefix: string,
  onError: (error: unknown) => void,
): Store {
  const alone = new MemoryStore();
  let options: Options | undefined;
  let aloneUntil = 0;
  /** It failed before, and has not counted since. */
  let failedBefore = false;
  let together: Promise<RedisStore> | null = null;

  async function made(): Promise<RedisStore> {
    const store = new RedisStore({
      prefix,
      sendCommand: async (...args) => (await bus.call(args, WITHIN_MS)) as RedisReply,
    });
    if (options) await store.init(options);
    return store;
  }

  /** The library loads its scripts when it begins, so it begins when Redis is there. */
  function shared(): Promise<RedisStore> {
    together ??= made().catch((error) => {
      together = null;
      throw error;
    });
    return together;
  }

  async function counted<T>(by: (store: Store) => Promise<T> | T): Promise<T> {
    if (!bus.isUp || performance.now() < aloneUntil) return by(alone);
    try {
      const done = await by(await shared());
      failedBefore = false;
      return done;
    } catch (error) {
      aloneUntil = performance.now() + ALONE_FOR_MS;
      // That Redis is lost is said by the bus, which takes a moment to be sure of it.
      if (bus.isUp && failedBefore) onError(error);
      failedBefore = bus.isUp;
      return by(alone);
    }
  }

  return {
    localKeys: false,
    init(given) {
      options = given;
      alone.init(given);
    },
    increment: (key): Promise<ClientRateLimitInfo> => counted((store) => store.increment(key)),
    decrement: (key) => counted((store) => store.decrement(key)),
    resetKey: (key) => counted((store) => store.resetKey(key)),
    shutdown: () => alone.shutdown(),
  };
}
