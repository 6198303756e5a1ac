/**
 * What is owed to somebody outside, and what that needs of a storage.
 *
 * Glossary
 * - work: what is owed about one subject (a request, a conversation, a return, a shop's digest). One record each; it says
 *   how far the owing goes, when to look at it next, and what was done so far.
 * - kind: who works it off. Work of two kinds is never mixed, whatever its subjects are called.
 * - lane: what is slow, away or paused together (a workspace, an account). Lanes do not wait for each other.
 * - owing: somebody notes that things up to `owed` are to be told. Quick, and one write for a whole batch.
 * - taking: one process leases the records that are due, visits what each stands for, and hands it back with the time of
 *   the next look.
 *
 * Two clocks: `dueAt` and `now` are the clock of the kind, for most of them business time (deadlines, quiet hours); leases
 * are wall time. Both in milliseconds since the epoch.
 */
import type { Instant } from '../../contract/primitives.ts';
import type { Lease } from '../lease.ts';

export const WORK_KINDS = ['alert', 'chatwoot', 'marketplace'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export interface WorkMark {
  subject: string;
  /** Of a new record; '' where the lane is found out by working on it. What stands is kept. */
  lane?: string;
  sellerId: string;
  /** The last event to tell, or any number that rises where there is more to do. */
  owed: number;
  /** When to look at it; an earlier time that stands already is kept. */
  dueAt: number;
}

export interface WorkRecord {
  subject: string;
  /** The lane it was in last; '' before that is known. */
  lane: string;
  sellerId: string;
  owed: number;
  /** Null: nothing to do until more is owed. */
  dueAt: number | null;
  /** Tries in a row that failed. */
  failures: number;
  /** The worker's notes: plain JSON, of no meaning to the storage. Null for a new record. */
  notes: unknown;
}
export type WorkedOff = Omit<WorkRecord, 'sellerId'>;

/** How an account, or a seller's part of it, fares. */
export interface WorkStatus {
  /** `ok`, or what stands in the way: `token_revoked`, `channel_archived`… */
  code: string;
  at: Instant;
  detail?: string;
}

/** The work of one kind. */
export interface WorkStore {
  /**
   * Owes: inserts records that are not there, raises `owed`, and brings `dueAt` forward (never back). A mark whose
   * `owed` is not above the record's changes nothing. Neither a lease nor notes are touched. One write for many.
   */
  owe(marks: WorkMark[]): Promise<void>;
  /**
   * Takes up to `limit` records with `dueAt` at or before `now` that no lease running at `wallNow` holds, of one lane or
   * (null) of all, earliest first, each by one process only.
   */
  take(lane: string | null, now: number, lease: Lease, wallNow: number, limit: number): Promise<WorkRecord[]>;
  /** Writes lane and notes and keeps the owner's lease, renewed to `lease.until`. False where the lease is another's by now. */
  note(record: Pick<WorkRecord, 'subject' | 'lane' | 'notes'>, lease: Lease): Promise<boolean>;
  /**
   * Writes lane, failures, notes and `dueAt` and frees the owner's lease. Where more than `record.owed` is owed by now, the
   * record is due at `now`, whatever `dueAt` says. False where the lease is another's by now; then nothing is written.
   */
  finish(record: WorkedOff, owner: string, now: number): Promise<boolean>;
  /**
   * Brings forward to `now` everything that waits for a seller or in a lane, since what stood in its way may be gone, or
   * the records of these subjects (at most 500), also those that nothing is owed of: they are looked at once more.
   * A wake that meets a lease is remembered: `finish` then leaves the record due at the wake's time, if not sooner.
   */
  wake(whose: { sellerId: string } | { lane: string } | { subjects: string[] }, now: number): Promise<void>;
  get(subject: string): Promise<WorkRecord | null>;
  /** Puts the subject's notes, where there are any, through `rewrite`; false, and nothing is written, where a lease runs at `wallNow`. */
  rewriteNotes(subject: string, rewrite: (notes: unknown) => unknown, wallNow: number): Promise<boolean>;
  /** By a seller's id, or any name of an account. */
  status(of: string): Promise<WorkStatus | null>;
  putStatus(of: string, status: WorkStatus): Promise<void>;
}
