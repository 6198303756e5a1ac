/** The engine of one connector: a worker, its visits and its pauses. */
import type { Clock } from '../ports/clock.ts';
import type { Failure } from './back-off.ts';
import { createPauses, type Pauses } from './pauses.ts';
import type { WorkStore } from './ports.ts';
import { type Connector, createVisits, type WorkLog } from './visits.ts';
import { createWorker, type Lanes, type Worker } from './worker.ts';

/** After a crash, what was taken waits this long. */
const LEASE_MS = 60_000;

export interface EngineParts<Notes, Context, F extends Failure> {
  work: WorkStore;
  connector: Connector<Notes, Context, F>;
  lanes: Lanes<Context>;
  /** Says what is due. */
  clock: Clock;
  wallClock: Clock;
  /** Names this process in leases. */
  owner: string;
  log: WorkLog;
}

export interface Engine extends Worker {
  pauses: Pauses;
}

export function createEngine<Notes, Context, F extends Failure>(parts: EngineParts<Notes, Context, F>): Engine {
  const { log } = parts;
  const pauses = createPauses();
  const visits = createVisits({ ...parts, pauses, leaseMs: LEASE_MS });
  const onError = (error: unknown, context: object) =>
    log.error({ err: error, ...context }, 'what is owed will be tried again');
  return { ...createWorker({ ...parts, visits, leaseMs: LEASE_MS, onError }), pauses };
}
