/** The right to work on something alone for a while, so that a process that died holds it no longer than that. */
export interface Lease {
  owner: string;
  /** Milliseconds since the epoch, wall time. */
  until: number;
}
