/**
 * What alerts need of a storage.
 *
 * Glossary
 * - alert: what a seller is owed in Slack about one thing: a request (its id), or the daily digest (`digest:<seller>`).
 *   One record each; it says how far the owing goes, when to look at it next, and what was done so far.
 * - owing: the relay notes that events up to `owed` are to be told. Quick, and one write for a whole batch.
 * - taking: one process leases the records that are due, works them off and hands each back with the next time.
 * - link: a Slack user who may act for a seller. Made with a one-time code.
 * - installation: a workspace that let the app in, with its sealed token.
 *
 * Two clocks: `dueAt` and `now` are business time (deadlines, quiet hours), leases are wall time. Both in milliseconds
 * since the epoch.
 */
import type { Instant } from '../../contract/primitives.ts';
import type { Lease } from '../lease.ts';

export interface AlertMark {
  /** A request's id, or `digest:<seller>`. */
  id: string;
  sellerId: string;
  /** The last event to tell, or for a digest any number that rises. */
  owed: number;
  /** When to look at it; an earlier time that stands already is kept. */
  dueAt: number;
}

export interface AlertRecord {
  id: string;
  sellerId: string;
  /** The workspace it was last told in; '' before that. */
  team: string;
  owed: number;
  /** Null: nothing to do until more is owed. */
  dueAt: number | null;
  /** The deliverer's notes: plain JSON, of no meaning to the storage. Null for a new record. */
  notes: unknown;
}

/** How a seller's alerts fare, for `alerts.slack.status`. */
export interface AlertStatus {
  /** `ok`, or what stands in the way: `token_revoked`, `channel_archived`… */
  code: string;
  at: Instant;
  detail?: string;
}

export interface AlertStore {
  /**
   * Owes: inserts records that are not there, raises `owed`, and brings `dueAt` forward (never back). A mark whose
   * `owed` is not above the record's changes nothing. Neither a lease nor notes are touched. One write for many.
   */
  owe(marks: AlertMark[]): Promise<void>;
  /**
   * Takes up to `limit` records with `dueAt` at or before `now` that no lease running at `wallNow` holds, earliest
   * first, each by one process only.
   */
  take(now: number, lease: Lease, wallNow: number, limit: number): Promise<AlertRecord[]>;
  /** Writes team and notes and keeps the owner's lease, renewed to `lease.until`. False where the lease is another's by now. */
  note(record: Pick<AlertRecord, 'id' | 'team' | 'notes'>, lease: Lease): Promise<boolean>;
  /**
   * Writes team, notes and `dueAt` and frees the owner's lease. Where more than `record.owed` is owed by now, the record
   * is due at `now`, whatever `dueAt` says. False where the lease is another's by now; then nothing is written.
   */
  finish(record: Omit<AlertRecord, 'sellerId'>, owner: string, now: number): Promise<boolean>;
  /**
   * Brings forward to `now` everything that waits for a seller or a workspace, since what stood in its way may be gone,
   * or the records named by `ids` (at most 500), also those that nothing is owed of: they are looked at once more.
   * A wake that meets a lease is remembered: `finish` then leaves the record due at the wake's time, if not sooner.
   */
  wake(whose: { sellerId: string } | { team: string } | { ids: string[] }, now: number): Promise<void>;
  get(id: string): Promise<AlertRecord | null>;
  status(sellerId: string): Promise<AlertStatus | null>;
  putStatus(sellerId: string, status: AlertStatus): Promise<void>;
}

/** Who a Slack user may act for. */
export interface SlackLink {
  team: string;
  user: string;
  sellerId: string;
  at: Instant;
}
export interface SlackInstallation {
  /** The workspace (`T…`), or the organisation (`E…`) where the app was installed for all of it. */
  id: string;
  name: string;
  /** Encrypted: the installation as Slack gave it, tokens included. */
  sealed: string;
  at: Instant;
}

export interface SlackStore {
  putInstallation(installation: SlackInstallation): Promise<void>;
  /** Writes it only where what is kept is still sealed as `was`; answers whether it was. Nobody seals the same text twice. */
  replaceInstallation(installation: SlackInstallation, was: string): Promise<boolean>;
  installation(id: string): Promise<SlackInstallation | null>;
  /** Up to `limit`, by id. */
  installations(limit: number): Promise<SlackInstallation[]>;
  deleteInstallation(id: string): Promise<void>;

  /**
   * Keeps a one-time code (its hash) until `expiresAt` (milliseconds); clears away a bounded number of expired ones. At
   * exactly `expiresAt` a code is expired.
   */
  putCode(hash: string, sellerId: string, expiresAt: number, now: number): Promise<void>;
  /** Uses the code up: the seller it stands for, once; null where it is unknown, used or expired at `now`. */
  takeCode(hash: string, now: number): Promise<string | null>;

  /** The same user and seller again changes nothing. */
  putLink(link: SlackLink): Promise<void>;
  deleteLink(team: string, user: string, sellerId: string): Promise<void>;
  /** The sellers this user acts for, by id. */
  linksOf(team: string, user: string): Promise<SlackLink[]>;
}
