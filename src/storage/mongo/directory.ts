/** Sellers and policies: small documents, read by key. */
import type { mongo } from 'mongoose';
import type { DirectoryStore } from '../../application/ports/directory.ts';
import type { Collections } from './collections/collections.ts';
import type { EntryDocument } from './collections/records.ts';
import { reach } from './reach.ts';

type Entries = mongo.Collection<EntryDocument>;

const get = (entries: Entries, id: string) =>
  reach(async () => {
    const found = await entries.findOne({ _id: id });
    return found ? JSON.parse(found.entry) : null;
  });

const put = (entries: Entries, id: string, entry: object) =>
  reach(async () => {
    await entries.updateOne({ _id: id }, { $set: { entry: JSON.stringify(entry) } }, { upsert: true });
  });

/** What is stored is the text of what was read, so equal texts are equal entries. */
const swap = (entries: Entries, id: string, before: object, after: object) =>
  reach(async (again) => {
    const entry = JSON.stringify(after);
    const { matchedCount } = await entries.updateOne({ _id: id, entry: JSON.stringify(before) }, { $set: { entry } });
    return matchedCount === 1 || (again && (await entries.findOne({ _id: id, entry })) !== null);
  });

const getMany = (entries: Entries, ids: string[]) =>
  reach(async () => {
    const found = await entries.find({ _id: { $in: ids } }, { batchSize: ids.length }).toArray();
    return found.map(({ entry }) => JSON.parse(entry));
  });

const scan = (entries: Entries, afterId: string, limit?: number) =>
  reach(async () => {
    const found = entries.find({ _id: { $gt: afterId } }).sort({ _id: 1 });
    const page = await (limit === undefined ? found : found.limit(limit).batchSize(limit)).toArray();
    return page.map(({ entry }) => JSON.parse(entry));
  });

export function mongoDirectory({ sellers, policies }: Collections): DirectoryStore {
  return {
    seller: (id) => get(sellers, id),
    sellers: (ids) => (ids.length === 0 ? Promise.resolve([]) : getMany(sellers, ids)),
    putSeller: (seller) => put(sellers, seller.id, seller),
    swapSeller: (before, after) => swap(sellers, before.id, before, after),
    policy: (market) => get(policies, market),
    putPolicy: (policy) => put(policies, policy.market, policy),
    scanSellers: (afterId, limit) => scan(sellers, afterId, limit),
    swapPolicy: (before, after) => swap(policies, before.market, before, after),
    policies: () => scan(policies, ''),
  };
}
