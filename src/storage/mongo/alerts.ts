/**
 * Alerts: what is owed to sellers, who works it off, and when to look next.
 *
 * A record that waits has a `dueAt` and stands in the partial indexes; taking it leases it, and finishing it says when
 * it is due again. A wake that meets a leased record is kept in `wokenAt`, or the finish would write its own time over
 * it: the worker may have looked before what it was woken for.
 */
import { randomUUID } from 'node:crypto';
import type { AlertMark, AlertRecord, AlertStatus, AlertStore } from '../../application/alerts/ports.ts';
import type { Lease } from '../../application/ports.ts';
import { ALERT_INDEX, type AlertDocument } from './alert-schemas.ts';
import { writeErrorsOf } from './errors.ts';
import { reach } from './reach.ts';
import type { Collections } from './schemas.ts';

type Whose = Parameters<AlertStore['wake']>[0];

/** The queries whose plans matter. `$gte: 0` is the partial index's own condition. */
export const dueAlertsFind = (now: number, wallNow: number, limit: number) => ({
  filter: { dueAt: { $gte: 0, $lte: now }, leaseUntil: { $lte: wallNow } },
  options: {
    projection: { _id: 1 },
    sort: { dueAt: 1, _id: 1 },
    hint: ALERT_INDEX.due,
    limit,
    batchSize: limit,
  } as const,
});
export const wakeFilter = (whose: Whose) =>
  'ids' in whose ? { _id: { $in: whose.ids } } : { ...whose, dueAt: { $gte: 0 } };

const recordOf = ({ _id, sellerId, team, owed, dueAt, notes }: AlertDocument): AlertRecord => ({
  id: _id,
  sellerId,
  team,
  owed,
  dueAt: dueAt ?? null,
  notes: JSON.parse(notes),
});

/** Raises what stands below the mark. */
const raise = ({ id, owed, dueAt }: AlertMark) => ({
  filter: { _id: id, owed: { $lt: owed } },
  update: { $set: { owed }, $min: { dueAt } },
});

/** The same, or inserts it; where the record stands as high, the insert is refused as a duplicate. */
function raiseOrInsert(mark: AlertMark) {
  const { filter, update } = raise(mark);
  const fresh = { sellerId: mark.sellerId, team: '', notes: 'null', leaseOwner: null, leaseUntil: 0 };
  return { filter, update: { ...update, $setOnInsert: fresh }, upsert: true };
}

export function mongoAlerts({ alerts, alertStatuses }: Pick<Collections, 'alerts' | 'alertStatuses'>): AlertStore {
  async function owe(marks: AlertMark[]): Promise<void> {
    try {
      await alerts.bulkWrite(
        marks.map((mark) => ({ updateOne: raiseOrInsert(mark) })),
        { ordered: false },
      );
    } catch (error) {
      await alerts.bulkWrite(
        refusedInserts(error, marks).map((mark) => ({ updateOne: raise(mark) })),
        { ordered: false },
      );
    }
  }

  const own = async (ids: string[], taken: string): Promise<AlertRecord[]> => {
    const found = alerts.find({ _id: { $in: ids }, taken }, { batchSize: ids.length }).sort({ dueAt: 1, _id: 1 });
    return (await found.toArray()).map(recordOf);
  };

  /** Without transactions: looks, leases what still is free, and reads back what became its own. */
  async function take(now: number, { owner, until }: Lease, wallNow: number, limit: number): Promise<AlertRecord[]> {
    const { filter, options } = dueAlertsFind(now, wallNow, limit);
    for (;;) {
      const candidates = await reach(() => alerts.find(filter, options).toArray());
      if (candidates.length === 0) return [];
      const _id = { $in: candidates.map((candidate) => candidate._id) };
      const taken = randomUUID();
      const update = { $set: { leaseOwner: owner, leaseUntil: until, taken }, $unset: { wokenAt: '' as const } };
      const { matchedCount } = await reach(() => alerts.updateMany({ ...filter, _id }, update));
      const records = await reach(() => own(_id.$in, taken));
      // Where rivals took them all, there may be more behind.
      if (records.length > 0 || matchedCount > 0) return records;
    }
  }

  async function note({ id, team, notes }: Parameters<AlertStore['note']>[0], { owner, until }: Lease) {
    const { matchedCount } = await alerts.updateOne(
      { _id: id, leaseOwner: owner },
      { $set: { team, notes: JSON.stringify(notes), leaseUntil: until } },
    );
    return matchedCount === 1;
  }

  function finish(record: Parameters<AlertStore['finish']>[0], owner: string, now: number): Promise<boolean> {
    const [_id, finished] = [record.id, randomUUID()];
    return reach(async (again) => {
      const update = finishUpdate(record, now, finished);
      const { matchedCount } = await alerts.updateOne({ _id, leaseOwner: owner }, update);
      return matchedCount === 1 || (again && (await alerts.findOne({ _id, finished })) !== null);
    });
  }

  async function wake(whose: Whose, now: number): Promise<void> {
    await alerts.updateMany(wakeFilter(whose), { $min: { dueAt: now }, $set: { wokenAt: now } });
  }

  async function get(id: string): Promise<AlertRecord | null> {
    const found = await alerts.findOne({ _id: id });
    return found && recordOf(found);
  }

  async function status(sellerId: string): Promise<AlertStatus | null> {
    return alertStatuses.findOne<AlertStatus>({ _id: sellerId }, { projection: { _id: 0 } });
  }

  async function putStatus(sellerId: string, { code, at, detail }: AlertStatus): Promise<void> {
    await alertStatuses.replaceOne({ _id: sellerId }, { code, at, detail }, { upsert: true });
  }

  return {
    owe: (marks) => (marks.length === 0 ? Promise.resolve() : reach(() => owe(marks))),
    take,
    note: (record, lease) => reach(() => note(record, lease)),
    finish,
    wake: (whose, now) => reach(() => wake(whose, now)),
    get: (id) => reach(() => get(id)),
    status: (sellerId) => reach(() => status(sellerId)),
    putStatus: (sellerId, fares) => reach(() => putStatus(sellerId, fares)),
  };
}

/**
 * The marks whose insert met a record: one that stands as high, or one that another process inserted at the same
 * moment and that may have to be raised. Throws any other error.
 */
function refusedInserts(error: unknown, marks: AlertMark[]): AlertMark[] {
  const failed = writeErrorsOf(error);
  if (failed.length === 0 || failed.some(({ code }) => code !== 11000)) throw error;
  return failed.flatMap(({ index }) => marks[index] ?? []);
}

/** One write decides when it is due: at once where more is owed, else as said, or sooner where it was woken meanwhile. */
function finishUpdate(record: Parameters<AlertStore['finish']>[0], now: number, finished: string) {
  const { team, owed, dueAt, notes } = record;
  const asSaid = dueAt === null ? { $ifNull: ['$wokenAt', '$$REMOVE'] } : { $min: [dueAt, '$wokenAt'] };
  return [
    {
      $set: {
        team: { $literal: team },
        notes: { $literal: JSON.stringify(notes) },
        dueAt: { $cond: [{ $gt: ['$owed', owed] }, now, asSaid] },
        leaseOwner: null,
        leaseUntil: 0,
        finished,
      },
    },
  ];
}
