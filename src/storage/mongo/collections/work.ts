/** The collections of what is owed. Times are milliseconds since the epoch. */
import { collection, type DocumentOf, maybe, number, text, textOrNull } from './declare.ts';

/** What names a record of either collection. */
export const idOf = (kind: string, subject: string): string => `${kind} ${subject}`;

/** The indexes that queries name. */
export const WORK_INDEX = { due: 'due', lane: 'lane' } as const;

/** What waits. A query over such an index repeats the condition. */
const waiting = { partialFilterExpression: { dueAt: { $gte: 0 } } };

/**
 * `dueAt` is absent where there is nothing to do: such a record stands in no index but its key's, and `$min` sets what
 * is absent. `notes` is JSON.
 */
export const work = collection('work', {
  fields: {
    /** `<kind> <subject>`. */
    _id: text,
    kind: text,
    subject: text,
    lane: text,
    sellerId: text,
    owed: number,
    dueAt: maybe(Number),
    failures: number,
    notes: text,
    leaseOwner: textOrNull,
    leaseUntil: number,
    /** Names the call that took it, so that a taker can tell its own records from a rival's. */
    taken: maybe(String),
    /** Names the call that handed it back last, so that it knows its own work. */
    finished: maybe(String),
    /** The latest wake since it was taken. */
    wokenAt: maybe(Number),
  },
  indexes: [
    [
      { kind: 1, dueAt: 1, subject: 1 },
      { name: WORK_INDEX.due, ...waiting },
    ],
    [
      { kind: 1, lane: 1, dueAt: 1, subject: 1 },
      { name: WORK_INDEX.lane, ...waiting },
    ],
    [{ kind: 1, sellerId: 1, dueAt: 1 }, waiting],
  ],
});
export type WorkDocument = DocumentOf<typeof work>;

/** By `<kind> <whose>`. */
export const workStatuses = collection('work_statuses', {
  fields: { _id: text, code: text, at: text, detail: maybe(String) },
});
export type WorkStatusDocument = DocumentOf<typeof workStatuses>;
