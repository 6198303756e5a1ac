/** Works one record off: does what it stands for, hands it back with the next time, and makes the best of what goes wrong. */
import type { Logger } from 'pino';
import type { AlertRecord, AlertStore } from '../../application/alerts/ports.ts';
import type { Clock } from '../../application/ports.ts';
import type { Pause } from '../owed/pause.ts';
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

/** What a record keeps, and when it is due again (business time). */
interface Done {
  notes: unknown;
  dueAt: number | null;
}

export function createDelivery(parts: DeliverParts): (record: AlertRecord, owner: string) => Promise<void> {
  const { owed, sites, visit, sweep, reports, clock, log } = parts;

  async function attend(site: Site, task: Task, record: AlertRecord): Promise<Done> {
    const paused = task.kind === 'upkeep' ? null : site.pause.until(clock.now());
    if (paused !== null) return { notes: record.notes, dueAt: paused };
    return task.kind === 'return' ? attendReturn(site, task.id, record) : attendDuty(site, task, record);
  }

  async function attendReturn(site: Site, returnId: string, record: AlertRecord): Promise<Done> {
    const { marketplace } = site;
    const notes = readNotes(record.notes);
    try {
      const dueAt = await visit({ marketplace, returnId, notes });
      await works(site);
      notes.failures = 0;
      return { notes, dueAt };
    } catch (error) {
      notes.failures += 1;
      return { notes, dueAt: await recover(error, site, record.id, notes.failures) };
    }
  }

  async function attendDuty(site: Site, task: Task, { id, notes }: AlertRecord): Promise<Done> {
    const { marketplace, pause } = site;
    const { upkeep } = marketplace;
    try {
      if (task.kind === 'upkeep') {
        const kept = upkeep ? await upkeep.run(notes) : { notes, dueAt: null };
        pause.clear();
        return kept;
      }
      const done = await sweep(marketplace, notes);
      await works(site);
      return done;
    } catch (error) {
      return { notes, dueAt: await recover(error, site, id, FAILURES_WORTH_TELLING) };
    }
  }

  async function works({ marketplace, pause }: Site): Promise<void> {
    pause.clear();
    await reports.account(marketplace, 'ok', '');
  }

  /** Answers when to try again. */
  async function recover(error: unknown, site: Site, record: string, failures: number): Promise<number> {
    const later = clock.now() + Math.min(HOUR, 5 * SECOND * 2 ** Math.min(failures - 1, 12));
    if (error instanceof MarketplaceError) {
      log.warn({ record, ...error.failure }, 'a marketplace was not reached, or refused');
      return waitFor(error.failure, site, later);
    }
    log.error({ err: error, record }, 'what is owed to a marketplace will be tried again');
    return later;
  }

  /** Tells whom it concerns, and answers when to try again. */
  async function waitFor(failure: Failure, { marketplace, pause }: Site, later: number): Promise<number> {
    const now = clock.now();
    switch (failure.kind) {
      case 'rate_limited':
        return pause.pause(now, failure.retryAfter);
      case 'uncertain': {
        const { until, times } = pause.backOff(now, SECOND, MINUTE);
        if (times >= FAILURES_WORTH_TELLING) await reports.account(marketplace, 'unreachable', failure.detail);
        return until;
      }
      case 'token':
        await owed.wake({ ids: [recordIdOf(marketplace.name, { kind: 'upkeep' })] }, now);
        return now + RENEWAL_MS;
      case 'account':
        await reports.account(marketplace, failure.code, failure.detail);
        return pause.backOff(now, 30 * SECOND, 15 * MINUTE).until;
      case 'decided':
      case 'refused':
        return later;
    }
  }

  return async (record, owner) => {
    const { id, team, notes } = record;
    const named = taskOf(id);
    const site = named ? sites.get(named.marketplace) : undefined;
    // Of a marketplace that is not configured any more: kept for when it is again.
    const gone: Done = { notes, dueAt: clock.now() + HOUR };
    const done = named && site ? await attend(site, named.task, record) : gone;
    await owed.finish({ id, team, owed: record.owed, ...done }, owner, clock.now());
  };
}
