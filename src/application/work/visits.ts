/**
 * One record is visited: what it stands for is looked at, the next thing is done, and it is handed back with the time of the
 * next look. What goes wrong is waited for as the policy says; only what it means is the connector's.
 */
import type { Clock } from '../ports/clock.ts';
import type { Failure, Policy, Rule } from './back-off.ts';
import { type Held, keysOf, systemOf } from './lanes.ts';
import { type Pauses, waitAfter } from './pauses.ts';
import type { WorkRecord, WorkStore } from './ports.ts';

/** When to look at a record again (milliseconds, by the clock of its kind); null for when more is owed. */
export type Next = number | null;

/** A record being worked off. */
export interface Job<Notes = unknown, Context = undefined> {
  readonly record: WorkRecord;
  readonly context: Context;
  /** Changed while the work goes on; stored by `note`, and when the record is handed back. */
  notes: Notes;
  /** The lane in which it is handed back. */
  lane: string;
  /** To be set when the system did something that was asked of it: whatever was in the way is gone. */
  reached: boolean;
  /** Stores lane and notes, and renews the lease. Throws LeaseLost. */
  note(): Promise<void>;
}

/** Another process has the record by now: nothing more may be done with it here. */
class LeaseLost extends Error {}

/** Nothing can be done before `at`, through nobody's fault. */
export class LookLater extends Error {
  readonly at: number;
  constructor(at: number, why: string) {
    super(why);
    this.at = at;
  }
}

/** What is a foreign system's own. */
export interface Connector<Notes, Context, F extends Failure> {
  /** The notes of a record; fresh ones where there are none, or none that this version can read. */
  notesOf(record: WorkRecord): Notes;
  /** Looks at what stands and does the next thing. */
  visit(job: Job<Notes, Context>): Promise<Next>;
  /** What an error of the system's means; null where it is none. */
  failureOf(error: unknown): F | null;
  policy: Policy<F>;
  /** Tells people how the system fares: null where it did what was asked. Asked from `toldAfter` failures on. */
  report(job: Job<Notes, Context>, failure: F | null): void | Promise<void>;
}

/** Where it says what went wrong. */
export interface WorkLog {
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}

export interface VisitsParts<Notes, Context, F extends Failure> {
  work: WorkStore;
  connector: Connector<Notes, Context, F>;
  pauses: Pauses;
  clock: Clock;
  wallClock: Clock;
  leaseMs: number;
  log: WorkLog;
}

export function createVisits<Notes, Context, F extends Failure>(parts: VisitsParts<Notes, Context, F>) {
  const { work, connector, pauses, clock, wallClock, leaseMs, log } = parts;
  type Visited = Job<Notes, Context> & { failures: number };

  function jobOf({ record, lane, context, owner }: Held<Context>): Visited {
    const { subject } = record;
    return {
      record,
      context,
      notes: connector.notesOf(record),
      lane: record.lane || lane.name,
      failures: record.failures,
      reached: false,
      async note() {
        const lease = { owner, until: wallClock.now() + leaseMs };
        if (!(await work.note({ subject, lane: this.lane, notes: this.notes }, lease))) throw new LeaseLost();
      },
    };
  }

  async function visit(held: Held<Context>, job: Visited): Promise<Next> {
    // Whoever waited long in its lane makes sure that the record is still its own.
    if (held.until - wallClock.now() < leaseMs / 2) await job.note();
    const next = await connector.visit(job);
    if (job.reached) {
      job.failures = 0;
      pauses.clear(clock.now(), ...keysOf(held));
      await connector.report(job, null);
    }
    return next;
  }

  async function recover(error: unknown, held: Held<Context>, job: Visited): Promise<Next> {
    if (error instanceof LookLater) return error.at;
    const failure = connector.failureOf(error);
    const about = { subject: job.record.subject, lane: job.lane };
    if (failure) log.warn({ ...about, failure }, 'what is owed waits, and will be tried again');
    else log.error({ err: error, ...about }, 'a visit failed, and will be tried again');
    const rule: Rule = connector.policy[(failure?.kind as F['kind'] | undefined) ?? 'unexpected'];
    if (rule.wait === null) return pauses.pause(systemOf(held), clock.now(), failure?.retryAfter ?? 0);
    job.failures += 1;
    const { until, times } = waitFor(rule.holds, rule.wait, held, job.failures);
    if (failure && times >= (rule.toldAfter ?? Number.POSITIVE_INFINITY)) await connector.report(job, failure);
    return job.failures >= (rule.mostTries ?? Number.POSITIVE_INFINITY) ? null : until;
  }

  function waitFor(holds: Rule['holds'], wait: NonNullable<Rule['wait']>, held: Held<Context>, failures: number) {
    const now = clock.now();
    if (holds === 'record') return { until: now + waitAfter(failures, wait), times: failures };
    const keys = keysOf(held);
    const key = (holds === 'system' ? keys[0] : keys.at(-1)) ?? '';
    return pauses.backOff(key, now, wait.first, wait.most);
  }

  return {
    /** Until when it has to wait; null where it may be visited. */
    waitsUntil: (route: Pick<Held<Context>, 'lane' | 'place'>): number | null =>
      route.lane.waits === false ? null : pauses.until(clock.now(), ...keysOf(route)),

    /** Hands it back unvisited, due then: more was owed meanwhile or not. */
    async giveBack({ record, lane, owner }: Held<Context>, dueAt: number): Promise<void> {
      const { sellerId: _, ...given } = record;
      await work.finish({ ...given, lane: record.lane || lane.name, dueAt }, owner, dueAt);
    },

    /**
     * Works it off and hands it back; answers whether it is known to be due again at once. Rejects where the storage fails: it is taken
     * anew when its lease has run out.
     */
    async attend(held: Held<Context>): Promise<boolean> {
      const { record, owner } = held;
      const job = jobOf(held);
      let dueAt: Next;
      try {
        dueAt = await visit(held, job);
      } catch (error) {
        if (error instanceof LeaseLost) return false;
        dueAt = await recover(error, held, job);
      }
      const { lane, notes, failures } = job;
      await work.finish(
        { subject: record.subject, owed: record.owed, lane, notes, failures, dueAt },
        owner,
        clock.now(),
      );
      return false;
    },
  };
}

export type Visits<Context> = Pick<
  ReturnType<typeof createVisits<unknown, Context, Failure>>,
  'waitsUntil' | 'giveBack' | 'attend'
>;
