/**
 * The relay tells the channels what was committed: at least once, in `seq` order per request.
 *
 * Why it exists: a commit must not wait for a chat, a webhook or Slack, and none of them may miss it. The outbox is a
 * mark (`told`) in the request's own record: every event after it is owed, so owing costs no write of its own.
 *
 * Two ways in:
 * - just committed here: the commit took the lease in the same write and its events are in memory. They are delivered
 *   at once, without reading. Entered by `committed`; left by `ack`, which moves the mark and frees the lease.
 * - committed here while another process told the request: that one reads, when it acknowledges, that more is owed and
 *   goes on; had it finished just before, the lease is free and this one reads and tells. Neither waits for a timer.
 * - left behind (a crash, a failed channel): found in storage by `recover`, leased, read, delivered the same way.
 *
 * One batch is delivered at a time, everything that gathered meanwhile is the next one: under load many requests share
 * a write, an idle service delivers at once. Nobody waits for an acknowledgement: the next batch is delivered beside it, and
 * what was told meanwhile is acknowledged together. What it trades: a channel that is slow delays the others, so channels hand
 * slow work to records of their own. A batch that fails is tried request by request, so that one bad request stops
 * only itself; it is tried again when its lease has run out.
 */

import type { Lease } from './lease.ts';
import { LruCache } from './lru.ts';
import type { Channel } from './ports/channel.ts';
import type { Clock } from './ports/clock.ts';
import type { Commit, LoadedRequest, Owed, Told } from './ports/requests.ts';
import type { Store } from './ports/store.ts';

export interface Relay {
  /** The lease a commit should take: undefined where another process is telling this request. */
  leaseFor(loaded: LoadedRequest | null): Lease | undefined;
  /** Called after every commit of this process. */
  committed(change: Pick<Commit, 'state' | 'events'>, loaded: LoadedRequest | null, leased: boolean): void;
  /** Delivers what storage says is owed and nobody tells; answers how many requests it took. */
  recover(): Promise<number>;
  /** Resolves when nothing gathered is left to deliver or to acknowledge. */
  idle(): Promise<void>;
  /**
   * Resolves when what this process has committed so far in the conversation is told, so that who commits and then
   * reads finds it there; after `withinMs` in any case.
   */
  settled(conversationId: string, withinMs: number): Promise<void>;
  /** Looks for left-behind work every few seconds until stopped. */
  start(): void;
  stop(): Promise<void>;
}

export interface RelayParts {
  store: Store;
  channels: Channel[];
  /** The wall clock: leases are real time, also where business time runs faster. */
  wallClock: Clock;
  /** Names this process in leases. */
  owner: string;
  onError(error: unknown, context: { channel?: string; requestId?: string }): void;
}

const LEASE_MS = 10_000;
const RECOVER_EVERY_MS = 2_000;
const BATCH = 200;
const REMEMBERED = 10_000;

export function createRelay({ store, channels, wallClock, owner, onError }: RelayParts): Relay {
  /** Gathered and not yet delivered, contiguous per request. */
  let gathered = new Map<string, Owed>();
  /** Leased here, but what is owed has to be read first. */
  const behind = new Set<string>();
  /** Requests this process is telling right now, with the last `seq` it will have told. */
  const telling = new Map<string, number>();
  /** What this process told lately: a commit may have been decided on a mark read before that. */
  const told = new LruCache<number>(REMEMBERED);
  /** Told and not yet acknowledged, each with the last `seq` that was. */
  let unmarked = new Map<string, number>();
  let running: Promise<void> | null = null;
  let marking: Promise<void> | null = null;
  /** The delivery under way. */
  let current: { batch: Owed[]; done: Promise<void> } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const newLease = (): Lease => ({ owner, until: wallClock.now() + LEASE_MS });
  /** Gathered, being told, or told and not yet acknowledged here. */
  const isInHand = (id: string): boolean => gathered.has(id) || telling.has(id) || unmarked.has(id);
  const isFree = (lease: Lease | null): boolean =>
    lease === null || lease.owner === owner || lease.until <= wallClock.now();

  function gather(owed: Owed): void {
    const id = owed.state.id;
    const known = gathered.get(id);
    gathered.set(id, known ? { state: owed.state, events: [...known.events, ...owed.events] } : owed);
    running ??= run();
  }

  /** Whether these events follow what was told or is about to be; where not, storage has older ones. */
  function follows(id: string, loaded: LoadedRequest | null, firstSeq: number): boolean {
    const last = gathered.get(id)?.events.at(-1)?.seq ?? telling.get(id);
    return (last ?? Math.max(told.get(id) ?? 0, loaded?.told ?? 0)) + 1 === firstSeq;
  }

  async function run(): Promise<void> {
    // Commits that storage answered together share the batch: all of them are here before the next tick.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    while (gathered.size > 0 || behind.size > 0) {
      if (behind.size > 0) await readBehind();
      const batch = takeBatch();
      current = { batch, done: tell(batch) };
      await current.done;
      current = null;
    }
    running = null;
  }

  async function readBehind(): Promise<void> {
    const ids = [...behind];
    behind.clear();
    try {
      for (const id of ids) await leaseAndGather(id);
    } catch (error) {
      onError(error, {});
    }
  }

  async function leaseAndGather(id: string): Promise<boolean> {
    const owed = await store.requests.lease(id, newLease(), wallClock.now());
    if (!owed || owed.events.length === 0) return false;
    // What was read holds everything committed so far; what had gathered meanwhile is part of it or follows it.
    const later = gathered.get(id)?.events.filter((event) => event.seq > owed.state.version) ?? [];
    const state = later.length > 0 ? (gathered.get(id)?.state ?? owed.state) : owed.state;
    gathered.set(id, { state, events: [...owed.events, ...later] });
    return true;
  }

  function takeBatch(): Owed[] {
    if (gathered.size <= BATCH) {
      const batch = [...gathered.values()];
      gathered = new Map();
      return batch;
    }
    const batch = [...gathered.values()].slice(0, BATCH);
    for (const { state } of batch) gathered.delete(state.id);
    return batch;
  }

  const lastSeq = ({ state, events }: Owed): number => events.at(-1)?.seq ?? state.version;

  async function tell(batch: Owed[]): Promise<void> {
    for (const owed of batch) telling.set(owed.state.id, lastSeq(owed));
    try {
      const done = (await deliver(batch)) ? batch : await tellOneByOne(batch);
      for (const owed of done) {
        told.set(owed.state.id, lastSeq(owed));
        unmarked.set(owed.state.id, lastSeq(owed));
      }
      if (done.length < batch.length) forget(batch, done);
      if (done.length > 0) marking ??= mark();
    } finally {
      for (const { state } of batch) telling.delete(state.id);
    }
  }

  async function mark(): Promise<void> {
    while (unmarked.size > 0) {
      const acks = [...unmarked].map(([id, seq]) => ({ id, seq, owner }));
      unmarked = new Map();
      await acknowledge(acks).catch((error) => onError(error, {}));
    }
    marking = null;
  }

  /** Moves marks, and goes on with what others committed meanwhile, who found the lease here and left it to us. */
  async function acknowledge(acks: Told[]): Promise<void> {
    const left = await store.requests.ack(acks);
    // What is on its way here is acknowledged when it was told, and says then whether more is owed.
    const elsewhere = left.filter((id) => !isInHand(id));
    for (const id of elsewhere) behind.add(id);
    if (elsewhere.length > 0) running ??= run();
  }

  /** What follows a failed delivery must not overtake it: storage has it all, and recovery finds it there. */
  function forget(batch: Owed[], done: Owed[]): void {
    for (const owed of batch) if (!done.includes(owed)) gathered.delete(owed.state.id);
  }

  async function deliver(batch: Owed[]): Promise<boolean> {
    for (const channel of channels) {
      try {
        await channel.deliver(batch);
      } catch (error) {
        const requestId = batch.length === 1 ? batch[0]?.state.id : undefined;
        onError(error, { channel: channel.name, ...(requestId ? { requestId } : {}) });
        return false;
      }
    }
    return true;
  }

  async function tellOneByOne(batch: Owed[]): Promise<Owed[]> {
    if (batch.length === 1) return [];
    const done: Owed[] = [];
    for (const one of batch) if (await deliver([one])) done.push(one);
    return done;
  }

  async function recover(): Promise<number> {
    const ids = await store.requests.owed(wallClock.now(), BATCH);
    let taken = 0;
    for (const id of ids) {
      if (isInHand(id) || behind.has(id)) continue;
      if (await leaseAndGather(id)) taken += 1;
    }
    if (gathered.size > 0) running ??= run();
    return taken;
  }

  const isIn = (conversationId: string) => (owed: Owed) => owed.state.facts.conversationId === conversationId;

  async function settled(conversationId: string, withinMs: number): Promise<void> {
    const isMine = isIn(conversationId);
    const end = performance.now() + withinMs;
    const isPending = () => current?.batch.some(isMine) || [...gathered.values()].some(isMine);
    while (running && isPending() && performance.now() < end) {
      const soon = new Promise<void>((resolve) => setTimeout(resolve, Math.min(5, withinMs)));
      await Promise.race([current?.done ?? soon, soon]);
    }
  }

  async function idle(): Promise<void> {
    while (running || marking) await (running ?? marking);
  }

  function schedule(delay: number): void {
    if (stopped) return;
    timer = setTimeout(async () => {
      const taken = await recover().catch((error) => {
        onError(error, {});
        return 0;
      });
      schedule(taken === BATCH ? 0 : RECOVER_EVERY_MS);
    }, delay);
  }

  return {
    leaseFor: (loaded) => (isFree(loaded?.lease ?? null) ? newLease() : undefined),
    committed({ state, events }, loaded, leased) {
      const first = events[0]?.seq;
      if (first === undefined) return;
      if (leased && follows(state.id, loaded, first)) return gather({ state, events });
      // Not leased: whoever tells goes on with this as well, unless they had finished by then; then the lease is free.
      behind.add(state.id);
      running ??= run();
    },
    recover,
    idle,
    settled,
    start: () => schedule(0),
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await idle();
    },
  };
}
