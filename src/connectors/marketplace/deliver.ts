/** Works one record off: does what it stands for, hands it back with the next time, and makes the best of what goes wrong. */
import type { Logger } from 'pino';
import type { AlertRecord, AlertStore } from '../../application/alerts/ports.ts';
import type { Clock } from '../../application/ports.ts';
import type { Pause } from '../chatwoot/pause.ts';
import { recordIdOf, type Task, taskOf } from './names.ts';
import { readNotes } from './notes.ts';
import { type Failure, type Marketplace, MarketplaceError } from './port.ts';
import type { Reports } from './reports.ts';
import type { Sweep } from './sweep.ts';
import type { Job } from './visit.ts';

/** A marketplace, and until when it is not to be called. */
export interface Site {
  marketplace: Marketplace;
  pause: Pause;
}

export interface DeliverParts {
  owed: AlertStore;
  sites: ReadonlyMap<string, Site>;
  visit(job: Job): Promise<number | null>;
  sweep: Sweep;
  reports: Reports;
  clock: Clock;
  log: Logger;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** One answer that got lost is nothing to tell an operator. */
const FAILURES_WORTH_TELLING = 3;
/** The token is being renewed meanwhile. */
const RENEWAL_MS = 2 * SECOND;

type Done = { notes: unknown; dueAt: number | null };

export function createDelivery(parts: DeliverParts): (record: AlertRecord, owner: string) => Promise<void> {
  const { owed, sites, visit, sweep, reports, clock, log } = parts;

  async function work({ marketplace, pause }: Site, task: Task, record: AlertRecord): Promise<Done> {
    const { upkeep, name } = marketplace;
    if (task.kind === 'upkeep') {
      if (!upkeep) return { notes: record.notes, dueAt: null };
      const done = await upkeep.run(record.notes);
      pause.clear();
      return done;
    }
    // What was paused is looked at when the pause is over.
    const paused = pause.until(clock.now());
    if (paused !== null) return { notes: record.notes, dueAt: paused };
    const done =
      task.kind === 'sweep' ? await sweep(marketplace, record.notes) : await visited(marketplace, task.id, record);
    pause.clear();
    await reports.account(marketplace, 'ok', '');
    if (task.kind === 'sweep') await owed.wake({ team: `${name}/waiting` }, clock.now());
    return done;
  }

  async function visited(marketplace: Marketplace, returnId: string, record: AlertRecord): Promise<Done> {
    const notes = readNotes(record.notes);
    const { problem } = notes;
    notes.problem = null;
    try {
      const dueAt = await visit({ marketplace, returnId, notes: Object.assign(notes, { problem }) });
      notes.failures = 0;
      return { notes, dueAt };
    } catch (error) {
      throw Object.assign(error instanceof Error ? error : new Error(String(error)), { notes });
    }
  }

  /** Tells whom it concerns, and answers when to try again. */
  async function recover(error: unknown, site: Site, task: Task, record: AlertRecord): Promise<Done> {
    const now = clock.now();
    const notes = task.kind === 'return' ? readNotes(notesIn(error) ?? record.notes) : record.notes;
    const failures = task.kind === 'return' ? (readNotes(notes).failures += 1) : 1;
    if (task.kind === 'return') Object.assign(notes as object, { failures: readNotes(notes).failures + 1 });
    const later = now + Math.min(HOUR, 5 * SECOND * 2 ** Math.min(failures, 12));
    if (!(error instanceof MarketplaceError)) {
      log.error({ err: error, record: record.id }, 'what is owed to a marketplace will be tried again');
      return { notes, dueAt: later };
    }
    log.warn({ record: record.id, ...error.failure }, 'a marketplace was not reached, or refused');
    const dueAt = await waitFor(error.failure, site, task, later);
    return { notes, dueAt };
  }

  async function waitFor(failure: Failure, { marketplace, pause }: Site, task: Task, later: number): Promise<number> {
    const now = clock.now();
    const { kind, detail } = failure;
    switch (kind) {
      case 'rate_limited':
        return pause.pause(now, failure.retryAfter);
      case 'uncertain': {
        const { until, times } = pause.backOff(now, SECOND, MINUTE);
        if (times >= FAILURES_WORTH_TELLING) await reports.account(marketplace, 'unreachable', detail);
        return until;
      }
      case 'token':
        if (task.kind !== 'upkeep') await owed.wake({ ids: [recordIdOf(marketplace.name, { kind: 'upkeep' })] }, now);
        return now + RENEWAL_MS;
      case 'account':
        await reports.account(marketplace, failure.code, detail);
        return pause.backOff(now, 30 * SECOND, 15 * MINUTE).until;
      case 'decided':
      case 'refused':
        return later;
    }
  }

  return async (record, owner) => {
    const named = taskOf(record.id);
    const site = named ? sites.get(named.marketplace) : undefined;
    const { id, team } = record;
    // Of a marketplace that is not configured any more: kept for when it is again.
    let done: Done = { notes: record.notes, dueAt: clock.now() + HOUR };
    if (named && site) {
      const { task } = named;
      done = await work(site, task, record).catch((error) => recover(error, site, task, record));
    }
    await owed.finish({ id, team, owed: record.owed, ...done }, owner, clock.now());
  };
}

const notesIn = (error: unknown): unknown => (error instanceof Error && 'notes' in error ? error.notes : undefined);
