/** What goes with every commit: the relay's lease, what is told because of it, and when the clock looks again. */
import type { Instant } from '../contract/primitives.ts';
import type { Commit, CommitResult, LoadedRequest } from './ports/requests.ts';
import type { Store } from './ports/store.ts';
import type { Relay } from './relay.ts';

export interface CommittingParts {
  store: Store;
  relay: Pick<Relay, 'leaseFor' | 'committed'>;
  /** Told of every commit's `wakeAt`, so that the sweep wakes in time. */
  onWake?: (at: Instant) => void;
}

/** Commits a change of a request as it was loaded; null for a new one. */
export const committing =
  ({ store, relay, onWake }: CommittingParts) =>
  async (change: Commit, loaded: LoadedRequest | null): Promise<CommitResult> => {
    const lease = relay.leaseFor(loaded);
    const result = await store.requests.commit(lease ? { ...change, lease } : change);
    if (result !== 'committed') return result;
    relay.committed(change, loaded, lease !== undefined);
    if (change.wakeAt) onWake?.(change.wakeAt);
    return result;
  };
