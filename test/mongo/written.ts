/**
 * Every write of the storage port, each with what stands before it and what can be seen after it. `name` makes the ids of one
 * run its own, so that runs do not meet.
 */
import type { Store } from '../../src/application/ports/store.ts';

export interface Written {
  what: string;
  /** What stands before; what it answers is given to the others. */
  before?(store: Store, name: string): Promise<unknown>;
  write(store: Store, name: string, before: unknown): Promise<unknown>;
  after(store: Store, name: string): Promise<unknown>;
}
