/**
 * The deliverer sends what is owed to endpoints, on the worker that all owed work shares.
 *
 * Each endpoint has a lane of its own: lines that are due are taken for it alone, as many as it has free places, and each
 * is worked off by a visit. An endpoint that hangs fills its own places and nobody else's; what waits for it waits in the
 * storage. A replay goes on, page by page, whenever nothing else is due in its lane. All times are wall time.
 */
import { setMaxListeners } from 'node:events';
import type { Clock } from '../../application/ports/clock.ts';
import { isLive } from '../../application/webhooks/endpoints.ts';
import type { Line } from '../../application/webhooks/ports.ts';
import { replayPage } from '../../application/webhooks/replays.ts';
import type { Lane, Held as Taken } from '../../application/work/lanes.ts';
import { createWorker, type Worker } from '../../application/work/worker.ts';
import { type Counted, createVisit, type Held, LEASE_MS, type VisitParts } from './visit.ts';

export interface WebhookDeliverer extends Worker {
  /** How many attempts went which way since the start. */
  readonly counts: Readonly<Record<Counted, number>>;
  /** Lets attempts under way end for a moment, then gives them up: they are made again after the next start. */
  stop(): Promise<void>;
}

export interface WebhookDelivererParts extends Omit<VisitParts, 'signal' | 'count' | 'wallClock'> {
  wallClock: Clock;
  /** Names this process in leases. */
  owner: string;
  onError(error: unknown, context: object): void;
}

/** Deliveries to one endpoint at a time. */
const LANE_PLACES = 20;
const STOP_WITHIN_MS = 2_000;

const lineOf = ({ lane, record, owner }: Taken<undefined>): Line => ({
  endpointId: lane.name,
  requestId: record.subject,
  owner,
  owed: record.owed,
});

export function createWebhookDeliverer(parts: WebhookDelivererParts): WebhookDeliverer {
  const { store, wallClock, owner, onError } = parts;
  const counts: Record<Counted, number> = { delivered: 0, failed: 0, dead: 0 };
  const stopping = new AbortController();
  // Every attempt listens to it.
  setMaxListeners(0, stopping.signal);
  const count = (what: Counted): void => {
    counts[what] += 1;
  };
  const visit = createVisit({ ...parts, signal: stopping.signal, count });
  const lanes = new Map<string, Lane & { held: Held }>();
  let pages = 0;

  async function replay(held: Held): Promise<boolean> {
    pages += 1;
    const after = await replayPage(store, held.endpoint, `${owner}/page-${pages}`, wallClock);
    if (after) held.endpoint = after;
    return after !== null;
  }

  function laneOf(held: Held): Lane & { held: Held } {
    return {
      name: held.endpoint.id,
      held,
      isOpen: () => isLive(held.endpoint),
      whenIdle: () => (held.endpoint.replay === null ? null : () => replay(held)),
    };
  }

  /** Lanes as the endpoints are now: there may be new ones, and what changes about the others their visits have noticed. */
  async function known(): Promise<Lane[]> {
    const endpoints = await store.endpoints();
    const ids = new Set(endpoints.map(({ id }) => id));
    for (const endpoint of endpoints) {
      const lane = lanes.get(endpoint.id);
      if (lane) lane.held.endpoint = endpoint;
      else lanes.set(endpoint.id, laneOf({ endpoint }));
    }
    for (const id of lanes.keys()) if (!ids.has(id)) lanes.delete(id);
    return [...lanes.values()].filter(({ held }) => isLive(held.endpoint));
  }

  const worker = createWorker<undefined>({
    work: {
      async take(lane, now, lease, _, limit) {
        const lines = await store.take(lane ?? '', now, lease, limit);
        const blank = { sellerId: '', dueAt: now, failures: 0, notes: null };
        return lines.map(({ endpointId, requestId, owed }) => ({
          subject: requestId,
          lane: endpointId,
          owed,
          ...blank,
        }));
      },
    },
    visits: {
      waitsUntil: () => null,
      giveBack: async (taken, dueAt) => void (await store.release(lineOf(taken), dueAt, wallClock.now())),
      async attend(taken) {
        const held = lanes.get(taken.lane.name)?.held;
        return held ? visit(lineOf(taken), held, taken.until) : store.release(lineOf(taken), wallClock.now(), 0);
      },
    },
    lanes: { known },
    clock: wallClock,
    wallClock,
    owner,
    leaseMs: LEASE_MS,
    places: LANE_PLACES,
    onError: (error, context) => onError(error, { part: 'webhooks', ...context }),
  });

  return {
    ...worker,
    counts,
    async stop() {
      const patience = setTimeout(() => stopping.abort(), STOP_WITHIN_MS);
      await worker.stop();
      clearTimeout(patience);
    },
  };
}
