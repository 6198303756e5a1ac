/**
 * Group commit. SQLite has one writer and a durable commit costs an fsync, so writes are not committed one by one:
 *
 * - *Entry*: a write joins the queue and gets a promise.
 * - *Action*: once the event loop has taken in what is ready, everything queued runs in one transaction.
 * - *Exit*: after COMMIT every promise resolves with what its write answered. Nothing is acknowledged before it is
 *   on disk.
 *
 * Alone, a write costs one fsync; under load many share it. A write that throws is undone by its savepoint and
 * rejects alone. Where the transaction as a whole fails, all of its writes reject. Where another process holds the
 * lock, the transaction is tried again without blocking the event loop for longer than `busy_timeout`.
 */
import type { Database } from 'better-sqlite3';
import { StorageUnavailable } from '../../application/ports/store.ts';
import { isBusy, translated } from './errors.ts';

interface Write {
  run: () => unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

/** Bounds how long one transaction keeps the event loop. */
const MOST_WRITES_AT_ONCE = 500;
const GIVE_UP_AFTER_MS = 5_000;
const TRY_AGAIN_AFTER_MS = 10;

export class WriteQueue {
  private waiting: Write[] = [];
  private scheduled = false;
  private closed = false;
  private busySince: number | null = null;
  private drained: (() => void)[] = [];

  private readonly db: Database;
  private readonly statements;

  constructor(db: Database) {
    this.db = db;
    this.statements = {
      begin: db.prepare('BEGIN IMMEDIATE'),
      commit: db.prepare('COMMIT'),
      rollback: db.prepare('ROLLBACK'),
      save: db.prepare('SAVEPOINT write'),
      undo: db.prepare('ROLLBACK TO write'),
      keep: db.prepare('RELEASE write'),
    };
  }

  /** Runs `run` in the next transaction; resolves with its result once that is on disk. */
  add<T>(run: () => T): Promise<T> {
    if (this.closed) return Promise.reject(new StorageUnavailable('The storage is closed.'));
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ run, resolve: (value) => resolve(value as T), reject });
      this.schedule();
    });
  }

  /** Refuses further writes and resolves when those queued are done. */
  close(): Promise<void> {
    this.closed = true;
    if (this.waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.drained.push(resolve));
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    this.scheduled = false;
    const batch = this.waiting.slice(0, MOST_WRITES_AT_ONCE);
    let outcomes: Outcome[];
    try {
      outcomes = this.transaction(batch);
    } catch (error) {
      if (isBusy(error) && this.mayWait()) return;
      outcomes = batch.map(() => ({ ok: false, error: translated(error) }));
    }
    this.busySince = null;
    this.waiting = this.waiting.slice(batch.length);
    for (const [index, write] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome?.ok) write.resolve(outcome.value);
      else write.reject(outcome?.error);
    }
    if (this.waiting.length > 0) this.schedule();
    else for (const done of this.drained.splice(0)) done();
  }

  /** Schedules another try for a locked file; false once it has been locked for too long. */
  private mayWait(): boolean {
    this.busySince ??= performance.now();
    if (performance.now() - this.busySince > GIVE_UP_AFTER_MS) return false;
    this.scheduled = true;
    setTimeout(() => this.flush(), TRY_AGAIN_AFTER_MS * (0.5 + Math.random()));
    return true;
  }

  private transaction(batch: Write[]): Outcome[] {
    const { begin, commit, rollback } = this.statements;
    begin.run();
    try {
      const outcomes = batch.map((write) => this.isolated(write));
      commit.run();
      return outcomes;
    } catch (error) {
      if (this.db.inTransaction) rollback.run();
      throw error;
    }
  }

  /** One write inside the transaction. Throws only where SQLite gave up the whole transaction. */
  private isolated(write: Write): Outcome {
    const { save, undo, keep } = this.statements;
    save.run();
    try {
      const value = write.run();
      keep.run();
      return { ok: true, value };
    } catch (error) {
      if (!this.db.inTransaction) throw error;
      undo.run();
      keep.run();
      return { ok: false, error: translated(error) };
    }
  }
}
