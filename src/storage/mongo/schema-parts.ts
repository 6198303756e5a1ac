/** What the collections' schemas are made of. */

/** Indexes are made by `createIndexes` before the storage is used; nothing else is mongoose's to do. */
const MANUAL = { autoIndex: false, autoCreate: false, versionKey: false } as const;

/**
 * A collection's options, with the key by which it is sharded where it is (docs/OPERATING.md). Whatever is unique is unique
 * within a shard alone, so every unique index begins with that key; so does the filter of whatever is written by another
 * key than `_id`.
 */
export const shardedBy = (shardKey: Record<string, 1 | 'hashed'>) => ({ ...MANUAL, shardKey });
/** Sharded by `_id`: most are found by it. */
export const options = shardedBy({ _id: 'hashed' });

export const text = { type: String, required: true } as const;
export const number = { type: Number, required: true } as const;
