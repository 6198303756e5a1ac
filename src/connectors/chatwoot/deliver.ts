/** Works one record off: visits what it is about, hands it back with the next time, and makes the best of what goes wrong. */
import type { Logger } from 'pino';
import type { AlertRecord, AlertStore } from '../../application/alerts/ports.ts';
import type { Clock } from '../../application/ports.ts';
import type { Pause } from '../owed/pause.ts';
import { ChatwootError, type Failure } from './failures.ts';
import { type Tap, tapOf } from './names.ts';
import { type ChoiceNotes, type Notes, type Posting, readChoiceNotes, readNotes } from './notes.ts';
import { type Job, LeaseLost, LookLater, type Next } from './posting.ts';
import type { Reports } from './reports.ts';

export interface DeliverParts {
  owed: AlertStore;
  visitConversation(job: Job<Notes>): Promise<Next>;
  visitChoice(job: Job<ChoiceNotes>, tap: Tap): Promise<void>;
  pause: Pause;
  reports: Reports;
  clock: Clock;
  log: Logger;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** One answer that got lost is nothing to tell an operator. */
const FAILURES_WORTH_TELLING = 3;
/** A conversation that stays gone is looked at again when there is more to tell. */
const MOST_TRIES = 10;

export function createDelivery(parts: DeliverParts): (record: AlertRecord, owner: string) => Promise<void> {
  const { owed, visitConversation, visitChoice, pause, reports, clock, log } = parts;

  async function visit(record: AlertRecord, owner: string, tap: Tap | null, notes: Posting): Promise<Next> {
    if (tap) {
      await visitChoice({ record, owner, notes: notes as ChoiceNotes }, tap);
      return null;
    }
    // A choice counts also while Chatwoot is away; a conversation cannot be visited then.
    const paused = pause.until(clock.now());
    if (paused !== null) return paused;
    const next = await visitConversation({ record, owner, notes: notes as Notes });
    pause.clear();
    await reports.account('ok', '');
    return next;
  }

  async function recover(error: unknown, record: AlertRecord, notes: Posting): Promise<Next> {
    if (error instanceof LookLater) return error.at;
    notes.failures += 1;
    const times = notes.failures;
    if (error instanceof ChatwootError) return fail(error.failure, record, notes);
    log.error({ err: error, record: record.id }, 'a visit to Chatwoot failed and will be tried again');
    return clock.now() + Math.min(5 * MINUTE, SECOND * 2 ** Math.min(times, 10));
  }

  /** Tells whom it concerns, and answers when to try again. */
  async function fail(failure: Failure, record: AlertRecord, notes: Posting): Promise<Next> {
    const now = clock.now();
    const { kind, detail } = failure;
    log.warn({ record: record.id, failure: kind, detail }, 'something was not told in Chatwoot yet');
    const later = now + Math.min(6 * HOUR, MINUTE * 2 ** Math.min(notes.failures - 1, 10));
    switch (kind) {
      case 'rate_limited':
        notes.failures -= 1;
        return pause.pause(now, failure.retryAfter);
      case 'uncertain': {
        const { until, times } = pause.backOff(now, SECOND, MINUTE);
        if (times >= FAILURES_WORTH_TELLING) await reports.account(failure.code, detail);
        return until;
      }
      case 'account':
        await reports.account(failure.code, detail);
        return pause.backOff(now, 30 * SECOND, 15 * MINUTE).until;
      case 'conversation':
        reports.conversation(record, notes, failure.code, detail);
        return notes.failures < MOST_TRIES ? later : null;
      case 'refused':
        return later;
    }
  }

  return async (record, owner) => {
    const tap = tapOf(record.id);
    const notes = tap ? readChoiceNotes(record.notes) : readNotes(record.notes);
    let dueAt: Next;
    try {
      dueAt = await visit(record, owner, tap, notes);
      if (pause.until(clock.now()) === null) Object.assign(notes, { failures: 0, problem: null });
    } catch (error) {
      if (error instanceof LeaseLost) return;
      dueAt = await recover(error, record, notes);
    }
    const { id, team } = record;
    await owed.finish({ id, team, owed: record.owed, notes, dueAt }, owner, clock.now());
  };
}
