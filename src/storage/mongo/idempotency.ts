/**
 * Idempotency keys. Claims made at the same time are one insert; a key that stands is decided by guarded updates. Each claim
 * has a name of its own, by which its claimer knows it where the answer was lost.
 *
 * A claim that was given up because MongoDB did not answer in time may stand all the same, and nobody runs under it. This
 * process remembers its name and takes it over at the next attempt; to others it lapses like any other.
 */
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { LruCache } from '../../application/lru.ts';
import type { IdempotencyRecord, IdempotencyStore } from '../../application/ports/idempotency.ts';
import { Batcher } from './batcher.ts';
import type { Collections } from './collections/collections.ts';
import type { IdempotencyDocument } from './collections/records.ts';
import { writeErrorsOf } from './errors.ts';
import { CALL_WITHIN_MS, reach, within } from './reach.ts';

type Claimed = Awaited<ReturnType<IdempotencyStore['claim']>>;
type Change = mongo.AnyBulkWriteOperation<IdempotencyDocument>;
/** Claims up to these times have lapsed, or expired. */
interface Bounds {
  lapsed: number;
  expired: number;
}

const LANES = 2;
const REMEMBERED = 10_000;

const recordOf = ({ _id, bodyHash, commandId, claimedAt, response }: IdempotencyDocument): IdempotencyRecord => ({
  id: _id,
  bodyHash,
  commandId,
  claimedAt,
  response,
});

export function mongoIdempotency({ idempotency }: Collections): IdempotencyStore {
  /** The names of claims that nobody runs under. */
  const givenUp = new LruCache<true>(REMEMBERED);
  /** The names of the claims under which commands of this process run. */
  const running = new LruCache<string>(REMEMBERED);

  /** Inserts what is not there; answers for each whether it was inserted. */
  const inserts = new Batcher<IdempotencyDocument, boolean>(LANES, async (documents) => {
    try {
      await idempotency.insertMany(documents, { ordered: false });
      return documents.map(() => true);
    } catch (error) {
      const refused = writeErrorsOf(error);
      if (refused.length === 0 || refused.some(({ code }) => code !== 11000)) throw error;
      const standing = new Set(refused.map(({ index }) => index));
      return documents.map((_, index) => !standing.has(index));
    }
  });
  const changes = new Batcher<Change, void>(LANES, async (operations) => {
    await idempotency.bulkWrite(operations, { ordered: false });
    return operations.map(() => undefined);
  });

  /** What the caller of this claim learns from what stands there; null where it has to be looked at again. */
  async function decided(
    mine: IdempotencyDocument,
    standing: IdempotencyDocument,
    bounds: Bounds,
  ): Promise<Claimed | null> {
    if (standing.claim === mine.claim) {
      return { outcome: standing.commandId === mine.commandId ? 'claimed' : 'retaken', record: recordOf(standing) };
    }
    const isFree = givenUp.get(standing.claim) || standing.claimedAt <= bounds.lapsed;
    const hasExpired = standing.claimedAt <= bounds.expired;
    if (!hasExpired && !(isFree && standing.response === null))
      return { outcome: 'existing', record: recordOf(standing) };
    // Who comes with another body asks for something else, and gets a command of their own.
    const isNew = hasExpired || standing.bodyHash !== mine.bodyHash;
    if (!(await takeOver(mine, standing, { isNew, hasExpired }))) return null;
    if (isNew) return { outcome: 'claimed', record: recordOf(mine) };
    return { outcome: 'retaken', record: recordOf({ ...standing, claimedAt: mine.claimedAt }) };
  }

  /** In place of a record that expired or lapsed. False where somebody else was faster, or this very call before. */
  async function takeOver(
    { _id, ...fields }: IdempotencyDocument,
    { claim: unchanged }: IdempotencyDocument,
    { isNew, hasExpired }: { isNew: boolean; hasExpired: boolean },
  ): Promise<boolean> {
    const { claimedAt, claim } = fields;
    const unanswered = hasExpired ? {} : { response: null };
    const change = isNew ? fields : { claimedAt, claim };
    const { matchedCount } = await idempotency.updateOne({ _id, claim: unchanged, ...unanswered }, { $set: change });
    return matchedCount === 1;
  }

  async function settled(mine: IdempotencyDocument, bounds: Bounds): Promise<Claimed> {
    for (;;) {
      if (await inserts.add(mine)) return { outcome: 'claimed', record: recordOf(mine) };
      const standing = await reach(() => idempotency.findOne({ _id: mine._id }));
      const answer = standing && (await reach(() => decided(mine, standing, bounds)));
      if (answer) return answer;
    }
  }

  async function claim(record: IdempotencyRecord, bounds: Bounds): Promise<Claimed> {
    const { id, bodyHash, commandId, claimedAt } = record;
    const mine = { _id: id, bodyHash, commandId, claimedAt, response: null, claim: randomUUID() };
    try {
      const answer = await within(CALL_WITHIN_MS, () => settled(mine, bounds));
      if (answer.outcome !== 'existing') running.set(answer.record.commandId, mine.claim);
      return answer;
    } catch (error) {
      givenUp.set(mine.claim, true);
      throw error;
    }
  }

  /** The end of a claim of this process. Where that cannot be written, nobody runs under it all the same. */
  async function end(commandId: string, change: Change): Promise<void> {
    const name = running.get(commandId);
    running.delete(commandId);
    try {
      await changes.add(change);
    } catch (error) {
      if (name !== undefined) givenUp.set(name, true);
      throw error;
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

  async function rewritten(
    about: string,
    rewrite: (body: string) => string,
    afterId: string,
    limit: number,
  ): Promise<string | null> {
    const found = await idempotency
      .find({ about, _id: { $gt: afterId } }, { projection: { response: 1 } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    for (const { _id, response } of found) {
      if (response) await idempotency.updateOne({ _id }, { $set: { 'response.body': rewrite(response.body) } });
    }
    return found.length < limit ? null : (found.at(-1)?._id ?? null);
  }

  /** A claim that was not answered. */
  const open = (_id: string, commandId: string) => ({ _id, commandId, response: null });
  return {
    claim: (record, lapsed, expired) => claim(record, { lapsed, expired }),
    complete: (_id, commandId, response, about) =>
      end(commandId, {
        updateOne: { filter: { _id, commandId }, update: { $set: { response, ...(about ? { about } : {}) } } },
      }),
    rewriteAnswers: (about, rewrite, afterId, limit) => reach(() => rewritten(about, rewrite, afterId, limit)),
    release: (id, commandId) => end(commandId, { deleteOne: { filter: open(id, commandId) } }),
    lapse: (id, commandId, claimedAt) =>
      end(commandId, { updateOne: { filter: open(id, commandId), update: { $set: { claimedAt } } } }),
    purge: (before, limit) => reach(() => purge(before, limit)),
  };
}
