/** What the collections' schemas are made of. */

/** Indexes are made by `createIndexes` before the storage is used; nothing else is mongoose's to do. */
export const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
export const text = { type: String, required: true } as const;
export const number = { type: Number, required: true } as const;
