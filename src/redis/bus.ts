/**
 * Texts between instances over one channel of Redis, and whether that works right now.
 *
 * Why it exists: a connection that looks open proves nothing (Redis may be stalled), so the bus believes only in what
 * comes back: it sends itself a beat every second and is `up` while they arrive.
 *
 * - Entry: `start` connects; nobody waits for it.
 * - Down: a connection ended, or no beat of ours came back for three seconds. What is sent is dropped, and said to be.
 *   Both connections are made anew, every second, until a beat comes back.
 * - What it trades: nothing is kept for later, so memory is bounded however long Redis is away. Receivers notice what
 *   is missing by its number (feed.ts) and read it from storage.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@redis/client';

export interface BusParts {
  /** `redis://…` or `rediss://…`. */
  url: string;
  channel: string;
  /** What is sent every second; has to be one that `hear` recognizes as ours. */
  beat(): string;
  /** A text of any instance, our own ones included. True where it is a beat of ours. */
  hear(text: string): boolean;
  /** `cause` says why, for the operator. */
  onDown(cause: string): void;
  /** `since`: milliseconds, wall time, up to which everything was heard. `wasLost`: `onDown` was called before. */
  onUp(since: number, wasLost: boolean): void;
  /** Milliseconds, wall time. */
  now(): number;
}

export interface Bus {
  start(): void;
  readonly isUp: boolean;
  /** Sends, or drops what cannot be sent now. */
  send(text: string): void;
  /** Any other command. Rejects within `withinMs`, or at once while Redis is not to be had. */
  call(args: string[], withinMs: number): Promise<unknown>;
  close(): Promise<void>;
}

const BEAT_EVERY_MS = 1_000;
const SILENT_FOR_MS = 3_000;
const CONNECT_WITHIN_MS = 2_000;
const CLOSE_WITHIN_MS = 200;
/** Commands that wait for an answer; what is more is dropped. */
const MOST_WAITING = 2_000;

type Client = ReturnType<typeof connection>;

const connection = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MOST_WAITING,
    disableClientInfo: true,
    socket: { connectTimeout: CONNECT_WITHIN_MS, reconnectStrategy: false },
  });

export function createBus({ url, channel, beat, hear, onDown, onUp, now }: BusParts): Bus {
  let clients: { publisher: Client; subscriber: Client } | null = null;
  let isUp = false;
  let isLost = false;
  /** When we last knew that everything reaches us, on the wall. */
  let provenAt = now();
  /** When the connections were made or a beat came back, and when we last looked; on a clock that only rises. */
  let aliveAt = 0;
  let lookedAt = 0;
  let timer: NodeJS.Timeout | undefined;

  /** What ends by our own hand says so while it ends: by then it is no longer ours. */
  function drop(): void {
    const dropped = Object.values(clients ?? {});
    clients = null;
    for (const client of dropped) if (client.isOpen) client.destroy();
  }

  function lose(cause: string): void {
    drop();
    isUp = false;
    if (isLost) return;
    isLost = true;
    onDown(cause);
  }

  function listen(text: string): void {
    if (!hear(text)) return;
    const since = provenAt;
    provenAt = now();
    aliveAt = performance.now();
    if (isUp) return;
    const wasLost = isLost;
    isUp = true;
    isLost = false;
    onUp(since, wasLost);
  }

  async function make(): Promise<void> {
    aliveAt = performance.now();
    const made = { publisher: connection(url), subscriber: connection(url) };
    clients = made;
    const unless = (replaced: boolean, why: string) => (replaced ? undefined : lose(why));
    for (const client of Object.values(made)) {
      client.on('error', (error: Error) => unless(clients !== made, error.message || error.name));
      client.on('end', () => unless(clients !== made, 'the connection was closed'));
    }
    try {
      await Promise.all([made.publisher.connect(), made.subscriber.connect()]);
      await made.subscriber.subscribe(channel, (text) => (clients === made ? listen(text) : undefined));
      if (clients === made) send(beat());
    } catch (error) {
      unless(clients !== made, error instanceof Error ? error.message : String(error));
    }
  }

  function send(text: string): void {
    clients?.publisher.publish(channel, text).catch(() => {});
  }

  /** A process that was kept from its work for long has not read yet what came back, and judges the next time. */
  function tick(): void {
    const at = performance.now();
    const wasKept = at - lookedAt > 2 * BEAT_EVERY_MS;
    lookedAt = at;
    if (clients && !wasKept && at - aliveAt > SILENT_FOR_MS) lose('it does not answer');
    if (clients) send(beat());
    else void make();
  }

  function call(args: string[], withinMs: number): Promise<unknown> {
    const publisher = clients?.publisher;
    if (!isUp || !publisher) return Promise.reject(new Error('Redis is not to be had'));
    let timeout: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timeout = setTimeout(() => reject(new Error(`Redis gave no answer within ${withinMs} ms`)), withinMs);
    });
    return Promise.race([publisher.sendCommand(args), late]).finally(() => clearTimeout(timeout));
  }

  return {
    start() {
      tick();
      timer = setInterval(tick, BEAT_EVERY_MS);
      timer.unref();
    },
    get isUp() {
      return isUp;
    },
    send,
    call,
    async close() {
      clearInterval(timer);
      isUp = false;
      const { publisher } = clients ?? {};
      for (const client of Object.values(clients ?? {})) client.removeAllListeners('end');
      // What was sent last is still on its way.
      if (publisher?.isReady) await Promise.race([publisher.close(), sleep(CLOSE_WITHIN_MS)]).catch(() => {});
      drop();
    },
  };
}
