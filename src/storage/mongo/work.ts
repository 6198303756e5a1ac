/**
 * Work: what is owed, who works it off, and when to look next.
 *
 * A record that waits has a `dueAt` and stands in the partial indexes; taking it leases it, and finishing it says when
 * it is due again. A wake that meets a leased record is kept in `wokenAt`, or the finish would write its own time over
 * it: the worker may have looked before what it was woken for.
 */
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { Lease } from '../../application/lease.ts';
import {
  WORK_KINDS,
  type WorkedOff,
  type WorkKind,
  type WorkMark,
  type WorkRecord,
  type WorkStatus,
  type WorkStore,
} from '../../application/work/ports.ts';
import type { Collections } from './collections/collections.ts';
import { idOf, WORK_INDEX, type WorkDocument } from './collections/work.ts';
import { writeErrorsOf } from './errors.ts';
import { reach } from './reach.ts';

type Whose = Parameters<WorkStore['wake']>[0];
type Noted = Parameters<WorkStore['note']>[0];
export type WorkCollections = Pick<Collections, 'work' | 'workStatuses'>;

/** The queries whose plans matter. `$gte: 0` is the partial index's own condition. */
export const dueWorkFind = (kind: WorkKind, lane: string | null, now: number, wallNow: number, limit: number) => ({
  filter: {
    kind,
    ...(lane === null ? {} : { lane }),
    dueAt: { $gte: 0, $lte: now },
    leaseUntil: { $lte: wallNow },
  },
  options: {
    projection: { _id: 1 },
    sort: { dueAt: 1, subject: 1 },
    hint: lane === null ? WORK_INDEX.due : WORK_INDEX.lane,
    limit,
    batchSize: limit,
  } as const,
});
export const wakeFilter = (kind: WorkKind, whose: Whose): mongo.Filter<WorkDocument> =>
  'subjects' in whose
    ? { _id: { $in: whose.subjects.map((subject) => idOf(kind, subject)) } }
    : { kind, ...whose, dueAt: { $gte: 0 } };

const recordOf = ({ subject, sellerId, lane, owed, dueAt, failures, notes }: WorkDocument): WorkRecord => ({
  subject,
  lane,
  sellerId,
  owed,
  dueAt: dueAt ?? null,
  failures,
  notes: JSON.parse(notes),
});

/** Raises what stands below the mark. */
const raise = (kind: WorkKind, { subject, owed, dueAt }: WorkMark) => ({
  filter: { _id: idOf(kind, subject), owed: { $lt: owed } },
  update: { $set: { owed }, $min: { dueAt } },
});

/** The same, or inserts it; where the record stands as high, the insert is refused as a duplicate. */
function raiseOrInsert(kind: WorkKind, mark: WorkMark) {
  const { filter, update } = raise(kind, mark);
  const { subject, sellerId, lane = '' } = mark;
  const fresh = { kind, subject, sellerId, lane, failures: 0, notes: 'null', leaseOwner: null, leaseUntil: 0 };
  return { filter, update: { ...update, $setOnInsert: fresh }, upsert: true };
}

/** `watch` is put around each of them. */
export const mongoWork = (
  collections: WorkCollections,
  watch: (work: WorkStore) => WorkStore,
): Record<WorkKind, WorkStore> =>
  Object.fromEntries(WORK_KINDS.map((kind) => [kind, watch(mongoWorkOf(kind, collections))])) as Record<
    WorkKind,
    WorkStore
  >;

export function mongoWorkOf(kind: WorkKind, { work, workStatuses }: WorkCollections): WorkStore {
  async function owe(marks: WorkMark[]): Promise<void> {
    try {
      await work.bulkWrite(
        marks.map((mark) => ({ updateOne: raiseOrInsert(kind, mark) })),
        { ordered: false },
      );
    } catch (error) {
      await work.bulkWrite(
        refusedInserts(error, marks).map((mark) => ({ updateOne: raise(kind, mark) })),
        { ordered: false },
      );
    }
  }

  const own = async (ids: string[], taken: string): Promise<WorkRecord[]> => {
    const found = work.find({ _id: { $in: ids }, taken }, { batchSize: ids.length }).sort({ dueAt: 1, subject: 1 });
    return (await found.toArray()).map(recordOf);
  };

  /** Without transactions: looks, leases what still is free, and reads back what became its own. */
  async function take(lane: string | null, now: number, { owner, until }: Lease, wallNow: number, limit: number) {
    const { filter, options } = dueWorkFind(kind, lane, now, wallNow, limit);
    for (;;) {
      const candidates = await reach(() => work.find(filter, options).toArray());
      if (candidates.length === 0) return [];
      const _id = { $in: candidates.map((candidate) => candidate._id) };
      const taken = randomUUID();
      const update = { $set: { leaseOwner: owner, leaseUntil: until, taken }, $unset: { wokenAt: '' as const } };
      const { matchedCount } = await reach(() => work.updateMany({ ...filter, _id }, update));
      const records = await reach(() => own(_id.$in, taken));
      // Where rivals took them all, there may be more behind.
      if (records.length > 0 || matchedCount > 0) return records;
    }
  }

  async function note({ subject, lane, notes }: Noted, { owner, until }: Lease): Promise<boolean> {
    const { matchedCount } = await work.updateOne(
      { _id: idOf(kind, subject), leaseOwner: owner },
      { $set: { lane, notes: JSON.stringify(notes), leaseUntil: until } },
    );
    return matchedCount === 1;
  }

  function finish(record: WorkedOff, owner: string, now: number): Promise<boolean> {
    const [_id, finished] = [idOf(kind, record.subject), randomUUID()];
    return reach(async (again) => {
      const update = finishUpdate(record, now, finished);
      const { matchedCount } = await work.updateOne({ _id, leaseOwner: owner }, update);
      return matchedCount === 1 || (again && (await work.findOne({ _id, finished })) !== null);
    });
  }

  async function wake(whose: Whose, now: number): Promise<void> {
    await work.updateMany(wakeFilter(kind, whose), { $min: { dueAt: now }, $set: { wokenAt: now } });
  }

  async function get(subject: string): Promise<WorkRecord | null> {
    const found = await work.findOne({ _id: idOf(kind, subject) });
    return found && recordOf(found);
  }

  async function rewriteNotes(
    subject: string,
    rewrite: (notes: unknown) => unknown,
    wallNow: number,
  ): Promise<boolean> {
    const _id = idOf(kind, subject);
    const found = await work.findOne({ _id }, { projection: { notes: 1, leaseUntil: 1 } });
    if (!found) return true;
    const { notes, leaseUntil } = found;
    if (leaseUntil > wallNow) return false;
    const rewritten = JSON.stringify(rewrite(JSON.parse(notes)));
    const { matchedCount } = await work.updateOne({ _id, notes, leaseUntil }, { $set: { notes: rewritten } });
    return matchedCount === 1;
  }

  async function status(whose: string): Promise<WorkStatus | null> {
    return workStatuses.findOne<WorkStatus>({ _id: idOf(kind, whose) }, { projection: { _id: 0 } });
  }

  async function putStatus(whose: string, { code, at, detail }: WorkStatus): Promise<void> {
    await workStatuses.replaceOne({ _id: idOf(kind, whose) }, { code, at, detail }, { upsert: true });
  }

  return {
    owe: (marks) => (marks.length === 0 ? Promise.resolve() : reach(() => owe(marks))),
    take,
    note: (record, lease) => reach(() => note(record, lease)),
    finish,
    wake: (whose, now) => reach(() => wake(whose, now)),
    get: (subject) => reach(() => get(subject)),
    rewriteNotes: (subject, rewrite, wallNow) => reach(() => rewriteNotes(subject, rewrite, wallNow)),
    status: (whose) => reach(() => status(whose)),
    putStatus: (whose, fares) => reach(() => putStatus(whose, fares)),
  };
}

/**
 * The marks whose insert met a record: one that stands as high, or one that another process inserted at the same
 * moment and that may have to be raised. Throws any other error.
 */
function refusedInserts(error: unknown, marks: WorkMark[]): WorkMark[] {
  const failed = writeErrorsOf(error);
  if (failed.length === 0 || failed.some(({ code }) => code !== 11000)) throw error;
  return failed.flatMap(({ index }) => marks[index] ?? []);
}

/** One write decides when it is due: at once where more is owed, else as said, or sooner where it was woken meanwhile. */
function finishUpdate(record: WorkedOff, now: number, finished: string) {
  const { lane, owed, dueAt, failures, notes } = record;
  const asSaid = dueAt === null ? { $ifNull: ['$wokenAt', '$$REMOVE'] } : { $min: [dueAt, '$wokenAt'] };
  return [
    {
      $set: {
        lane: { $literal: lane },
        failures,
        notes: { $literal: JSON.stringify(notes) },
        dueAt: { $cond: [{ $gt: ['$owed', owed] }, now, asSaid] },
        leaseOwner: null,
        leaseUntil: 0,
        finished,
      },
    },
  ];
}
