/** Where the relay delivers. */
import type { Owed } from './requests.ts';

/**
 * A place the relay delivers to. Called at least once for every event, in `seq` order per request; a channel drops
 * repeats by itself and must be quick: slow receivers get a record of their own to be worked off later.
 */
export interface Channel {
  name: string;
  deliver(batch: Owed[]): Promise<void>;
}
