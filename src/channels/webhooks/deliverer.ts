/**
 * The deliverer sends what is owed to endpoints.
 *
 * Each endpoint has a lane of its own: lines that are due are taken for it alone, as many as it has free places, and each
 * is worked off by a visit. An endpoint that hangs fills its own places and nobody else's; what waits for it waits in the
 * storage. A replay goes on, page by page, whenever nothing else is due in its lane.
 *
 * Entered by `nudge` (something was owed or changed here), by the timer (owed elsewhere, a retry, a lease that ran out)
 * and by `run`. All times are wall time.
 */
import { setMaxListeners } from 'node:events';
import type { Clock } from '../../application/ports.ts';
import { isLive } from '../../application/webhooks/endpoints.ts';
import type { Line } from '../../application/webhooks/ports.ts';
import { replayPage } from '../../application/webhooks/replays.ts';
import { type Counted, createVisit, type Held, LEASE_MS, type VisitParts } from './visit.ts';

export interface Deliverer {
  /** Works off everything that is due now and resolves when that is done. */
  run(): Promise<void>;
  /** Something may be due, or an endpoint has changed. */
  nudge(): void;
  /** How many attempts went which way since the start. */
  readonly counts: Readonly<Record<Counted, number>>;
  start(): void;
  /** Lets attempts under way end for a moment, then gives them up: they are made again after the next start. */
  stop(): Promise<void>;
}

export interface DelivererParts extends Omit<VisitParts, 'signal' | 'count' | 'wallClock'> {
  wallClock: Clock;
  /** Names this process in leases. */
  owner: string;
  onError(error: unknown, context: object): void;
}

/** Deliveries to one endpoint at a time. */
const LANE_PLACES = 20;
const LOOK_EVERY_MS = 500;
const STOP_WITHIN_MS = 2_000;

interface Lane extends Held {
  working: number;
  /** The last taking filled the lane: there may be more. */
  more: boolean;
  pumping: Promise<void> | null;
  again: boolean;
}

const mayReplay = ({ endpoint, working }: Lane): boolean => endpoint.replay !== null && working === 0;

export function createDeliverer(parts: DelivererParts): Deliverer {
  const { store, wallClock, owner, onError } = parts;
  const counts: Record<Counted, number> = { delivered: 0, failed: 0, dead: 0 };
  const stopping = new AbortController();
  // Every attempt listens to it.
  setMaxListeners(0, stopping.signal);
  const count = (what: Counted): void => {
    counts[what] += 1;
  };
  const visit = createVisit({ ...parts, signal: stopping.signal, count });
  const lanes = new Map<string, Lane>();
  const idle: (() => void)[] = [];
  let takings = 0;
  /** Lines and pages of replays so far. */
  let taken = 0;
  let working = 0;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let nudged = false;
  let started = false;
  let stopped = false;

  /** The lanes as the endpoints are now. One that is no longer live keeps its lane until its visits have noticed. */
  async function refresh(): Promise<Lane[]> {
    for (const endpoint of await store.endpoints()) {
      const lane = lanes.get(endpoint.id);
      if (lane) lane.endpoint = endpoint;
      else if (isLive(endpoint)) {
        lanes.set(endpoint.id, { endpoint, working: 0, more: false, pumping: null, again: false });
      }
    }
    for (const [id, lane] of lanes) if (!isLive(lane.endpoint) && lane.working === 0) lanes.delete(id);
    return [...lanes.values()];
  }

  async function serve(lane: Lane, line: Line, until: number): Promise<void> {
    try {
      if (await visit(line, lane, until)) lane.more = true;
    } catch (error) {
      onError(error, { part: 'webhooks', webhook: line.endpointId, requestId: line.requestId });
    }
    lane.working -= 1;
    working -= 1;
    if (working === 0) for (const done of idle.splice(0)) done();
    if (lane.more ? lane.working <= LANE_PLACES / 2 : mayReplay(lane)) void pump(lane);
  }

  /** Takes as many lines as the lane has places. */
  async function take(lane: Lane): Promise<void> {
    const free = LANE_PLACES - lane.working;
    takings += 1;
    const now = wallClock.now();
    const lease = { owner: `${owner}/${takings}`, until: now + LEASE_MS };
    const lines = await store.take(lane.endpoint.id, now, lease, free);
    lane.more = lines.length === free;
    lane.working += lines.length;
    working += lines.length;
    taken += lines.length;
    for (const line of lines) void serve(lane, line, lease.until);
  }

  /** Whether a page was owed again. */
  async function replay(lane: Lane): Promise<boolean> {
    if (!mayReplay(lane)) return false;
    takings += 1;
    const after = await replayPage(store, lane.endpoint, `${owner}/${takings}`, wallClock);
    if (!after) return false;
    lane.endpoint = after;
    taken += 1;
    return true;
  }

  async function fill(lane: Lane): Promise<void> {
    do {
      lane.again = false;
      while (!stopped && isLive(lane.endpoint) && lane.working < LANE_PLACES) {
        await take(lane);
        if (!lane.more && !(await replay(lane))) break;
      }
    } while (lane.again);
  }

  /** One at a time for a lane; whoever comes meanwhile has it filled once more. */
  async function pump(lane: Lane): Promise<void> {
    lane.again = true;
    lane.pumping ??= fill(lane)
      .catch((error) => onError(error, { part: 'webhooks', webhook: lane.endpoint.id }))
      .finally(() => {
        lane.pumping = null;
      });
    return lane.pumping;
  }

  const isIdle = (): Promise<void> => (working === 0 ? Promise.resolve() : new Promise((done) => idle.push(done)));

  async function look(): Promise<void> {
    // Gives what is owed in the same turn the chance to share the look.
    await new Promise((resolve) => setImmediate(resolve));
    do {
      nudged = false;
      await Promise.all((await refresh()).map(pump));
    } while (nudged && !stopped);
  }

  function tick(): void {
    if (!started || stopped) return;
    nudged = true;
    looking ??= look()
      .catch((error) => onError(error, { part: 'webhooks' }))
      .finally(() => {
        looking = null;
        if (timer) clearTimeout(timer);
        if (!stopped) timer = setTimeout(tick, LOOK_EVERY_MS);
      });
  }

  return {
    counts,
    async run() {
      for (let before = -1; before !== taken; ) {
        before = taken;
        await Promise.all((await refresh()).map(pump));
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
      await Promise.all([...lanes.values()].map(({ pumping }) => pumping));
      const patience = setTimeout(() => stopping.abort(), STOP_WITHIN_MS);
      await isIdle();
      clearTimeout(patience);
    },
  };
}
