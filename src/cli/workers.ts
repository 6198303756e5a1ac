/**
 * Runs tasks side by side, a bounded number of them and of the bytes they hold, so that reading waits for writing.
 * Tasks that share a key run one after the other, in the order in which they were added.
 */

export interface Bounds {
  tasks: number;
  bytes: number;
}

export class Workers {
  private readonly running = new Set<Promise<void>>();
  /** The last task of each key that is not done. */
  private readonly last = new Map<string, Promise<void>>();
  private bytes = 0;
  private failure: { error: unknown } | null = null;
  private readonly bounds: Bounds;

  constructor(bounds: Bounds) {
    this.bounds = bounds;
  }

  /** Resolves once the task has its place; throws what an earlier task threw. A task larger than all runs alone. */
  async add(keys: string[], bytes: number, task: () => Promise<void>): Promise<void> {
    while (this.running.size > 0 && !this.hasRoomFor(bytes)) await Promise.race(this.running);
    this.raise();
    const before = Promise.all(keys.map((key) => this.last.get(key)));
    const done: Promise<void> = before
      .then(() => (this.failure ? undefined : task()))
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => {
        this.bytes -= bytes;
        this.running.delete(done);
        for (const key of keys) if (this.last.get(key) === done) this.last.delete(key);
      });
    this.bytes += bytes;
    this.running.add(done);
    for (const key of keys) this.last.set(key, done);
  }

  /** Resolves when every task is done; throws what one of them threw. */
  async drain(): Promise<void> {
    await Promise.all(this.running);
    this.raise();
  }

  private hasRoomFor(bytes: number): boolean {
    return this.running.size < this.bounds.tasks && this.bytes + bytes <= this.bounds.bytes;
  }

  private raise(): void {
    if (this.failure) throw this.failure.error;
  }
}
