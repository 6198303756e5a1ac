/** The collections of what is owed, and their indexes. Times are milliseconds since the epoch. */
import { type Connection, Schema } from 'mongoose';
import { number, options, text } from './schema-parts.ts';

/**
 * `dueAt` is absent where there is nothing to do: such a record stands in no index but its key's, and `$min` sets what
 * is absent. `notes` is JSON.
 */
export interface WorkDocument {
  /** `<kind> <subject>`. */
  _id: string;
  kind: string;
  subject: string;
  lane: string;
  sellerId: string;
  owed: number;
  dueAt?: number;
  failures: number;
  notes: string;
  leaseOwner: string | null;
  leaseUntil: number;
  /** Names the call that took it, so that a taker can tell its own records from a rival's. */
  taken?: string;
  /** Names the call that handed it back last, so that it knows its own work. */
  finished?: string;
  /** The latest wake since it was taken. */
  wokenAt?: number;
}
export interface WorkStatusDocument {
  /** `<kind> <whose>`. */
  _id: string;
  code: string;
  at: string;
  detail?: string;
}

export const idOf = (kind: string, subject: string): string => `${kind} ${subject}`;

/** The indexes that queries name. */
export const WORK_INDEX = { due: 'due', lane: 'lane' } as const;

/** What waits. A query over such an index repeats the condition. */
const waiting = { partialFilterExpression: { dueAt: { $gte: 0 } } };

function workSchema() {
  const schema = new Schema<WorkDocument>(
    {
      _id: text,
      kind: text,
      subject: text,
      lane: String,
      sellerId: text,
      owed: number,
      dueAt: Number,
      failures: number,
      notes: text,
      leaseOwner: String,
      leaseUntil: number,
      taken: String,
      finished: String,
      wokenAt: Number,
    },
    options,
  );
  schema.index({ kind: 1, dueAt: 1, subject: 1 }, { name: WORK_INDEX.due, ...waiting });
  schema.index({ kind: 1, lane: 1, dueAt: 1, subject: 1 }, { name: WORK_INDEX.lane, ...waiting });
  schema.index({ kind: 1, sellerId: 1, dueAt: 1 }, waiting);
  return schema;
}

/** Registers the schemas on a connection. */
export function workModels(connection: Connection) {
  return [
    connection.model('Work', workSchema(), 'work'),
    connection.model(
      'WorkStatus',
      new Schema<WorkStatusDocument>({ _id: text, code: text, at: text, detail: String }, options),
      'work_statuses',
    ),
  ];
}
