/** The processes that serve on this database: each counts up a record of its own while it lives. */
import type { InstanceStore } from '../../application/ports/store.ts';
import type { Collections } from './collections/collections.ts';
import { reach } from './reach.ts';

/** More than a service has; records of those who died without a word are cleared away a few at a time. */
const MOST = 200;
const DAY_MS = 24 * 3_600_000;

export function mongoInstances({ instances }: Pick<Collections, 'instances'>): InstanceStore {
  async function beat(owner: string, now: number): Promise<Map<string, number>> {
    const mine = { $inc: { beats: 1 }, $set: { at: now, namesRequests: true, sharesWork: true } };
    await instances.updateOne({ _id: owner }, mine, { upsert: true });
    const found = await instances.find({}, { limit: MOST, batchSize: MOST }).toArray();
    const dead = found.filter(({ at }) => now - at > DAY_MS).map(({ _id }) => _id);
    if (dead.length > 0) await instances.deleteMany({ _id: { $in: dead } });
    return new Map(found.filter(({ _id }) => _id !== owner).map(({ _id, beats }) => [_id, beats]));
  }

  return {
    beat: (owner, now) => reach(() => beat(owner, now)),
    leave: (owner) => reach(async () => void (await instances.deleteOne({ _id: owner }))),
  };
}
