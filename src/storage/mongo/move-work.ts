/**
 * Earlier versions kept what is owed in a collection of its own for each kind. It moves when the storage is opened, record by
 * record: frozen where it was by a lease that nobody has, made where it goes, and only then deleted, so that a process that
 * dies in between leaves nothing owed twice or not at all.
 *
 * Instances of an earlier version may serve meanwhile. The index by which they take is dropped first: they go on owing,
 * and those of this version tell. What they owe is moved every other second, until the last of them is gone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { mongo } from 'mongoose';
import type { StoreOptions } from '../options.ts';
import type { Collections } from './collections/collections.ts';
import { idOf, type WorkDocument, type WorkStatusDocument } from './collections/work.ts';
import { reach } from './reach.ts';

/** A record as it was. */
interface FormerDocument extends Omit<WorkDocument, 'kind' | 'subject' | 'lane' | 'failures'> {
  team: string;
}
interface Former {
  kind: string;
  collection: string;
  statuses: string;
  laneOf(record: FormerDocument): string;
}
type Used = Pick<Collections, 'work' | 'workStatuses' | 'instances'>;

const FORMER: readonly Former[] = [
  { kind: 'alert', collection: 'alerts', statuses: 'alert_statuses', laneOf: ({ team }) => team },
  {
    kind: 'chatwoot',
    collection: 'chatwoot_owed',
    statuses: 'chatwoot_statuses',
    laneOf: ({ _id }) => (_id.startsWith('tap/') ? 'choices' : 'conversations'),
  },
  {
    kind: 'marketplace',
    collection: 'marketplace_owed',
    statuses: 'marketplace_statuses',
    laneOf: ({ _id }) => (/^[^/]*\/upkeep$/u.test(_id) ? _id : (_id.split('/')[0] ?? '')),
  },
];
const FORMER_INDEX = 'due';
const FROZEN = { leaseOwner: 'moved', leaseUntil: Number.MAX_SAFE_INTEGER };
const PAGE = 500;
/** A lease of a process that died runs out after a minute. */
const LOOK_AGAIN_MS = 500;
const AGAIN_MS = 2_000;
/** An instance beats every three seconds. */
const SILENT_AFTER_MS = 60_000;

/** Moves everything; what older instances go on owing is moved until `signal` fires or the last of them is gone. */
export async function moveWork(
  db: mongo.Db,
  collections: Used,
  log: StoreOptions['log'],
  signal: AbortSignal,
): Promise<void> {
  const standing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  const former = FORMER.filter(({ collection }) => standing.has(collection));
  if (former.length === 0) return;
  let records = 0;
  for (const one of former) records += await moveAll(db, collections, one);
  log('what is owed is kept in one collection', { records });
  const end = endWithOlder(db, collections, former, signal);
  if (!(await servesOlderVersion(collections))) await end;
  else end.catch((error) => log('what older instances owe is moved at the next start', { reason: String(error) }));
}

async function endWithOlder(db: mongo.Db, collections: Used, former: Former[], signal: AbortSignal): Promise<void> {
  while (await servesOlderVersion(collections)) {
    await sleep(AGAIN_MS, undefined, { signal, ref: false });
    for (const one of former) await moveAll(db, collections, one);
  }
  for (const { collection, statuses } of former) {
    await unlessGone(() => db.dropCollection(collection));
    await unlessGone(() => db.dropCollection(statuses));
  }
}

async function servesOlderVersion({ instances }: Used): Promise<boolean> {
  const older = { sharesWork: { $ne: true }, at: { $gt: Date.now() - SILENT_AFTER_MS } };
  return (await reach(() => instances.findOne(older))) !== null;
}

/** Answers how many records it moved. What is leased is waited for: whoever has it may be telling. */
async function moveAll(db: mongo.Db, collections: Used, former: Former): Promise<number> {
  const records = db.collection<FormerDocument>(former.collection);
  await unlessGone(() => records.dropIndex(FORMER_INDEX));
  await moveStatuses(db, collections, former);
  for (let moved = 0; ; ) {
    const count = await movePage(records, collections, former);
    moved += count;
    if (count > 0) continue;
    if ((await reach(() => records.findOne({}))) === null) return moved;
    await sleep(LOOK_AGAIN_MS);
  }
}

async function movePage(records: mongo.Collection<FormerDocument>, { work }: Used, former: Former): Promise<number> {
  const free = { $or: [{ leaseUntil: { $lte: Date.now() } }, FROZEN] };
  const page = { projection: { _id: 1 }, limit: PAGE, batchSize: PAGE } as const;
  const _id = { $in: (await reach(() => records.find(free, page).toArray())).map((record) => record._id) };
  if (_id.$in.length === 0) return 0;
  await reach(() => records.updateMany({ _id, ...free }, { $set: FROZEN }));
  const frozen = await reach(() => records.find({ _id, ...FROZEN }, { batchSize: PAGE }).toArray());
  if (frozen.length === 0) return 0;
  await reach(() => work.bulkWrite(frozen.flatMap((record) => placed(former, record))));
  const done = frozen.map(({ _id: id, owed, dueAt = null }) => ({
    // What was owed or woken meanwhile is moved once more.
    deleteOne: { filter: { _id: id, owed, dueAt: dueAt as unknown as number } },
  }));
  await reach(() => records.bulkWrite(done, { ordered: false }));
  return frozen.length;
}

/** Made where nothing stands; where something does, as much is owed, and as soon. */
function placed({ kind, laneOf }: Former, record: FormerDocument): mongo.AnyBulkWriteOperation<WorkDocument>[] {
  const { _id: subject, sellerId, owed, dueAt, notes } = record;
  const filter = { _id: idOf(kind, subject) };
  const time = typeof dueAt === 'number' ? { dueAt } : {};
  const facts = { kind, subject, sellerId, lane: laneOf(record), failures: failuresIn(notes), notes };
  const fresh = { ...facts, owed, ...time, leaseOwner: null, leaseUntil: 0 };
  return [
    { updateOne: { filter, update: { $setOnInsert: fresh }, upsert: true } },
    { updateOne: { filter, update: { $max: { owed }, ...('dueAt' in time ? { $min: time } : {}) } } },
  ];
}

function failuresIn(notes: string): number {
  const { failures } = (JSON.parse(notes) ?? {}) as { failures?: unknown };
  return typeof failures === 'number' ? failures : 0;
}

async function moveStatuses(db: mongo.Db, { workStatuses }: Used, { kind, statuses }: Former): Promise<void> {
  const found = await reach(() => db.collection<WorkStatusDocument>(statuses).find().toArray());
  if (found.length === 0) return;
  const placing = found.map(({ _id, ...status }) => ({
    updateOne: { filter: { _id: idOf(kind, _id) }, update: { $setOnInsert: status }, upsert: true },
  }));
  await reach(() => workStatuses.bulkWrite(placing, { ordered: false }));
}

/** Another process may have been first. */
async function unlessGone(drop: () => Promise<unknown>): Promise<void> {
  try {
    await drop();
  } catch (error) {
    const gone = error instanceof mongo.MongoServerError && /^(Index|Namespace)NotFound$/u.test(error.codeName ?? '');
    if (!gone) throw error;
  }
}
