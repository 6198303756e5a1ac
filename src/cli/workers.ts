/**
 * Runs tasks side by side, a bounded number of them and of the bytes they hold, so that reading waits for writing.
 * Tasks that share a key run one after the other, in the order in which they were added.
 */

export interface Bounds {
  tasks: number;
  bytes: number;
}

export class Workers {
  /** The last task of each key that is not done. */
  private readonly last = new Map<string, Promise<void>>();
  private running = 0;
  private bytes = 0;
  private failure: { error: unknown } | null = null;
  /** Those who wait for a task to end. */
  private waiting: (() => void)[] = [];
  private readonly bounds: Bounds;

  constructor(bounds: Bounds) {
    this.bounds = bounds;
  }

  /** Resolves once the task has its place; throws what an earlier task threw. A task larger than all runs alone. */
  async add(keys: string[], bytes: number, task: () => Promise<void>): Promise<void> {
    while (this.running > 0 && !this.hasRoomFor(bytes)) await this.nextEnd();
    this.raise();
    this.running += 1;
    this.bytes += bytes;
    const before = keys.flatMap((key) => this.last.get(key) ?? []);
    const done = this.run(before, task).then(() => {
      this.running -= 1;
      this.bytes -= bytes;
      for (const key of keys) if (this.last.get(key) === done) this.last.delete(key);
      for (const wake of this.waiting.splice(0)) wake();
    });
    for (const key of keys) this.last.set(key, done);
  }

  /** Resolves when every task is done; throws what one of them threw. */
  async drain(): Promise<void> {
    while (this.running > 0) await this.nextEnd();
    this.raise();
  }

  /** Never rejects: the first failure is kept, and what has not begun by then does not begin. */
  private async run(before: Promise<void>[], task: () => Promise<void>): Promise<void> {
    if (before.length > 0) await Promise.all(before);
    if (this.failure) return;
    try {
      await task();
    } catch (error) {
      this.failure ??= { error };
    }
  }

  private nextEnd(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private hasRoomFor(bytes: number): boolean {
    return this.running < this.bounds.tasks && this.bytes + bytes <= this.bounds.bytes;
  }

  private raise(): void {
    if (this.failure) throw this.failure.error;
  }
}
