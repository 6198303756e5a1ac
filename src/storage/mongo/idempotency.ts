/** Idempotency keys. Claims made at the same time are one insert; a key that stands is decided by guarded updates. */
import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import type { IdempotencyRecord, IdempotencyStore } from '../../application/ports.ts';
import { Batcher } from './batcher.ts';
import { reach } from './errors.ts';
import type { Collections, IdempotencyDocument } from './schemas.ts';

type Claimed = Awaited<ReturnType<IdempotencyStore['claim']>>;
type Change = mongo.AnyBulkWriteOperation<IdempotencyDocument>;

const LANES = 2;

const recordOf = ({ _id, bodyHash, commandId, claimedAt, response }: IdempotencyDocument): IdempotencyRecord => ({
  id: _id,
  bodyHash,
  commandId,
  claimedAt,
  response,
});

export function mongoIdempotency({ idempotency }: Collections): IdempotencyStore {
  /** Inserts what is not there; answers for each whether it was inserted. */
  const inserts = new Batcher<IdempotencyDocument, boolean>(LANES, async (documents) => {
    try {
      await idempotency.insertMany(documents, { ordered: false });
      return documents.map(() => true);
    } catch (error) {
      if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
      const failed = [error.writeErrors].flat();
      if (failed.some(({ code }) => code !== 11000)) throw error;
      const standing = new Set(failed.map(({ index }) => index));
      return documents.map((_, index) => !standing.has(index));
    }
  });
  const changes = new Batcher<Change, void>(LANES, async (operations) => {
    await idempotency.bulkWrite(operations, { ordered: false });
    return operations.map(() => undefined);
  });

  /** Takes over a record that expired or lapsed; null where somebody else was faster, or it is gone. */
  async function takeOver(
    mine: IdempotencyDocument,
    standing: IdempotencyDocument,
    lapsedBefore: number,
    expiredBefore: number,
  ): Promise<Claimed | null> {
    const unchanged = { _id: mine._id, claim: standing.claim };
    if (standing.claimedAt <= expiredBefore) {
      const { _id, ...fields } = mine;
      const { matchedCount } = await idempotency.updateOne(unchanged, { $set: fields });
      return matchedCount === 1 ? { outcome: 'claimed', record: recordOf(mine) } : null;
    }
    const lapsed = standing.response === null && standing.claimedAt <= lapsedBefore;
    if (!lapsed || standing.bodyHash !== mine.bodyHash) return { outcome: 'existing', record: recordOf(standing) };
    const { claimedAt, claim } = mine;
    const { matchedCount } = await idempotency.updateOne(
      { ...unchanged, response: null },
      { $set: { claimedAt, claim } },
    );
    return matchedCount === 1 ? { outcome: 'retaken', record: recordOf({ ...standing, claimedAt }) } : null;
  }

  async function claim(record: IdempotencyRecord, lapsedBefore: number, expiredBefore: number): Promise<Claimed> {
    const { id, bodyHash, commandId, claimedAt } = record;
    const mine: IdempotencyDocument = {
      _id: id,
      bodyHash,
      commandId,
      claimedAt,
      response: null,
      claim: randomUUID(),
    };
    for (;;) {
      if (await inserts.add(mine)) return { outcome: 'claimed', record: recordOf(mine) };
      const standing = await idempotency.findOne({ _id: id });
      if (standing?.claim === mine.claim) return { outcome: 'claimed', record: recordOf(mine) };
      const taken = standing && (await takeOver(mine, standing, lapsedBefore, expiredBefore));
      if (taken) return taken;
    }
  }

  async function purge(before: number, limit: number): Promise<number> {
    const old = await idempotency
      .find({ claimedAt: { $lt: before } }, { projection: { _id: 1 } })
      .sort({ claimedAt: 1 })
      .limit(limit)
      .toArray();
    if (old.length === 0) return 0;
    const ids = old.map(({ _id }) => _id);
    return (await idempotency.deleteMany({ _id: { $in: ids }, claimedAt: { $lt: before } })).deletedCount;
  }

  return {
    claim: (record, lapsedBefore, expiredBefore) => reach(() => claim(record, lapsedBefore, expiredBefore)),
    complete: (id, commandId, response) =>
      changes.add({ updateOne: { filter: { _id: id, commandId }, update: { $set: { response } } } }),
    release: (id, commandId) => changes.add({ deleteOne: { filter: { _id: id, commandId, response: null } } }),
    purge: (before, limit) => reach(() => purge(before, limit)),
  };
}
