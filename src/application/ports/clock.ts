/** The time that everything goes by. */

/** Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}
