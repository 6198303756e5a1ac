/**
 * The worker works off what is owed of one kind.
 *
 * Records that are due are taken under a lease and go to lanes. A lane is visited a few records at a time and no other
 * notices how long that takes. Where the lanes are known beforehand, each is taken for alone, no more than it has places;
 * where a record's lane is found out by looking at it, they are taken for all together, a lane keeps some waiting, and what
 * is over goes back to the storage for a moment. What a paused system is owed goes back, or stays there, until it may be tried.
 *
 * Entered by `nudge` (something was owed or woken here), by the timer (owed elsewhere, or held until now) and by `run`;
 * a pass ends when nothing is due.
 */
import type { Clock } from '../ports/clock.ts';
import type { Held, Lane, Route } from './lanes.ts';
import type { WorkRecord, WorkStore } from './ports.ts';
import type { Visits } from './visits.ts';

export interface Worker {
  /** Works off everything that is due now and resolves when that is done. */
  run(): Promise<void>;
  /** Something may be due. */
  nudge(): void;
  start(): void;
  /** Takes nothing more, and resolves when the visits under way are over. */
  stop(): Promise<void>;
}

/** Which lanes there are, or which one each of the records goes to. */
export type Lanes<Context> =
  | { known(): Promise<Lane[]>; route?: undefined }
  | { route(records: WorkRecord[]): Promise<Route<Context>[]>; known?: undefined };

export interface WorkerParts<Context> {
  work: Pick<WorkStore, 'take'>;
  visits: Visits<Context>;
  lanes: Lanes<Context>;
  /** Says what is due. */
  clock: Clock;
  wallClock: Clock;
  /** Names this process in leases. */
  owner: string;
  leaseMs: number;
  /** Visits to one lane at a time. */
  places?: number;
  onError(error: unknown, context: object): void;
}

const PLACES = 4;
/** What may wait in a lane; that a record in it could be taken by nobody else is why there are not more. */
const WAITING = 40;
const BATCH = 100;
const MOST_TAKEN = 400;
/** What a full lane gives back comes again after this, each further lane-full so much later again. */
const COME_AGAIN_MS = 1_000;
const LOOK_EVERY_MS = 500;

/** What is taken from at once: a lane, or (null) all of them. */
interface Well {
  lane: Lane | null;
  most: number;
  taken: number;
  /** The last taking gave as many as were asked for: there may be more. */
  more: boolean;
  filling: Promise<void> | null;
  again: boolean;
}
interface Queue<Context> {
  waiting: { held: Held<Context>; well: Well }[];
  working: number;
  /** How many it gave back since it last had room: a long queue is spread over time, not rewritten each second. */
  returned: number;
}

const wellOf = (lane: Lane | null, most: number): Well => ({
  lane,
  most,
  taken: 0,
  more: false,
  filling: null,
  again: false,
});

export function createWorker<Context>(parts: WorkerParts<Context>): Worker {
  const { work, visits, lanes, clock, wallClock, owner, leaseMs, places = PLACES, onError } = parts;
  const wells = new Map<string | null, Well>(lanes.route ? [[null, wellOf(null, MOST_TAKEN)]] : []);
  const queues = new Map<string, Queue<Context>>();
  const idle: (() => void)[] = [];
  let takings = 0;
  /** Records so far, and those that are here now. */
  let taken = 0;
  let here = 0;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let nudged = false;
  let started = false;
  let stopped = false;

  function settle(well: Well): void {
    well.taken -= 1;
    here -= 1;
    if (here === 0) for (const done of idle.splice(0)) done();
    if (well.more ? well.taken <= well.most / 2 : idleWorkOf(well)) void fill(well);
  }

  async function serve(name: string, queue: Queue<Context>): Promise<void> {
    queue.working += 1;
    for (let next = queue.waiting.shift(); next; next = queue.waiting.shift()) {
      const { held, well } = next;
      // What was in the lane already when the pause began waits like the rest.
      const until = visits.waitsUntil(held);
      try {
        if (until !== null) await visits.giveBack(held, until);
        else if (await visits.attend(held)) well.more = true;
      } catch (error) {
        onError(error, { subject: held.record.subject });
      }
      settle(well);
    }
    queue.working -= 1;
    if (queue.working === 0 && queue.waiting.length === 0 && queue.returned === 0) queues.delete(name);
  }

  /** When a record that finds no place in its lane comes again; null where there is place. */
  function backAt(held: Held<Context>, queue: Queue<Context>): number | null {
    const isFull = queue.working >= places && queue.waiting.length >= WAITING;
    const until = visits.waitsUntil(held);
    if (until === null && !isFull) {
      if (queue.waiting.length === 0) queue.returned = 0;
      return null;
    }
    const rounds = Math.floor(queue.returned / WAITING) + (isFull ? 1 : 0);
    queue.returned += 1;
    return (until ?? clock.now()) + rounds * COME_AGAIN_MS;
  }

  async function dispatch(held: Held<Context>, well: Well): Promise<void> {
    const { name } = held.lane;
    const queue = queues.get(name) ?? { waiting: [], working: 0, returned: 0 };
    queues.set(name, queue);
    const later = backAt(held, queue);
    if (later !== null) {
      await visits.giveBack(held, later).finally(() => settle(well));
      return;
    }
    queue.waiting.push({ held, well });
    if (queue.working < places) void serve(name, queue);
  }

  const routesOf = (well: Well, records: WorkRecord[]): Promise<Route<Context>[]> | Route<Context>[] => {
    const { lane } = well;
    // Who knows its lanes beforehand has no context.
    return lane ? records.map(() => ({ lane, context: undefined as Context })) : (lanes.route?.(records) ?? []);
  };

  async function take(well: Well): Promise<void> {
    takings += 1;
    const wallNow = wallClock.now();
    const lease = { owner: `${owner}/${takings}`, until: wallNow + leaseMs };
    const free = Math.min(BATCH, well.most - well.taken);
    const records = await work.take(well.lane?.name ?? null, clock.now(), lease, wallNow, free);
    well.more = records.length === free;
    well.taken += records.length;
    here += records.length;
    taken += records.length;
    let routes: Route<Context>[];
    try {
      routes = records.length > 0 ? await routesOf(well, records) : [];
    } catch (error) {
      // The leases run out, and they are taken anew.
      well.more = false;
      for (const _ of records) settle(well);
      throw error;
    }
    await Promise.all(
      routes.map((route, n) => dispatch({ ...route, record: records[n] as WorkRecord, ...holding(lease) }, well)),
    );
  }

  const isOpen = (lane: Lane): boolean => (lane.isOpen?.() ?? true) && visits.waitsUntil({ lane }) === null;
  const mayTake = ({ lane, taken: held, most }: Well): boolean =>
    !stopped && held < most && (lane === null || isOpen(lane));

  const idleWorkOf = ({ lane, taken: held }: Well) => (held === 0 ? (lane?.whenIdle?.() ?? null) : null);

  /** Whether something may be due by now. */
  async function useIdle(well: Well): Promise<boolean> {
    const found = await idleWorkOf(well)?.();
    if (found) taken += 1;
    return found ?? false;
  }

  /** One at a time for a well; whoever comes meanwhile has it filled once more. */
  function fill(well: Well): Promise<void> {
    well.again = true;
    well.filling ??= filled(well);
    return well.filling;
  }

  async function filled(well: Well): Promise<void> {
    try {
      // Where nothing may be taken this ends at once, and not before it is known as under way.
      await null;
      while (well.again) {
        well.again = false;
        for (let more = true; more && mayTake(well); more = well.more || (await useIdle(well))) await take(well);
      }
    } catch (error) {
      onError(error, { lane: well.lane?.name });
    } finally {
      well.filling = null;
    }
  }

  async function look(): Promise<void> {
    if (lanes.known) await keepUp(await lanes.known());
    await Promise.all([...wells.values()].map(fill));
  }

  function keepUp(known: Lane[]): void {
    const names = new Set(known.map(({ name }) => name));
    for (const lane of known) {
      const well = wells.get(lane.name);
      if (well) well.lane = lane;
      else wells.set(lane.name, wellOf(lane, places));
    }
    for (const [name, { taken: held }] of wells)
      if (held === 0 && name !== null && !names.has(name)) wells.delete(name);
  }

  const isIdle = (): Promise<void> => (here === 0 ? Promise.resolve() : new Promise((done) => idle.push(done)));

  async function lookAll(): Promise<void> {
    // Gives what is owed in the same turn the chance to share the look.
    await new Promise((resolve) => setImmediate(resolve));
    // Once at least: visits under way notice what was changed of their lane, also where the worker stops.
    do {
      nudged = false;
      await look();
    } while (nudged && !stopped);
  }

  function tick(): void {
    if (!started || stopped) return;
    nudged = true;
    looking ??= lookAll()
      .catch((error) => onError(error, {}))
      .finally(() => {
        looking = null;
        if (timer) clearTimeout(timer);
        if (!stopped) timer = setTimeout(tick, LOOK_EVERY_MS);
      });
  }

  return {
    async run() {
      for (let before = -1; before !== taken; ) {
        before = taken;
        await look();
        await isIdle();
      }
    },
    nudge: tick,
    start() {
      started = true;
      tick();
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      if (looking) await looking;
      await Promise.all([...wells.values()].map(({ filling }) => filling));
      for (const queue of queues.values()) {
        for (const { held, well } of queue.waiting.splice(0)) {
          await visits.giveBack(held, clock.now()).catch((error) => onError(error, { subject: held.record.subject }));
          settle(well);
        }
      }
      await isIdle();
    },
  };
}

const holding = ({ owner, until }: { owner: string; until: number }) => ({ owner, until });
