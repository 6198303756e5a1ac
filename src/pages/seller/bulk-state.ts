/** What an answer to several requests is made from. */
import type { RequestView } from '../../contract/request.ts';
import type { Desk } from './desk.ts';

/** What has been filled in. */
export interface Filled {
  /** A share in percent. */
  pick: number | undefined;
  note: string;
  carrier: string;
  /** Tracking numbers by request. */
  numbers: ReadonlyMap<string, string>;
}
export const NOTHING_FILLED: Filled = { pick: undefined, note: '', carrier: '', numbers: new Map() };

export interface BulkState {
  desk: Desk;
  requests: readonly RequestView[];
  filled: Filled;
  fill: (filled: Partial<Filled>) => void;
}
