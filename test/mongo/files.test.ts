/** Several write one file's name at once; each comes upon the others at the worst moment, which is arranged here. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Collections, collectionsOf } from '../../src/storage/mongo/collections/collections.ts';
import { mongoFiles } from '../../src/storage/mongo/files.ts';
import { mongoBeside } from '../support/mongo-beside.ts';

const NAME = 'att_1';
const EARLIER = Buffer.alloc(400_000, 1);
const LATER = Buffer.alloc(300_000, 2);

describe('a file that somebody else writes meanwhile', () => {
  const beside = mongoBeside();
  let collections: Collections;
  beforeAll(() => {
    collections = collectionsOf(beside.connection);
  });
  beforeEach(() => mongoFiles(collections).remove([NAME]));

  /** A writer who is held up just before or just after its file is there, while somebody else writes all of theirs. */
  function heldUp(when: 'before' | 'after', meanwhile: () => Promise<void>) {
    const insertOne: Collections['fileHeads']['insertOne'] = async (head) => {
      if (when === 'before') await meanwhile();
      const inserted = await collections.fileHeads.insertOne(head);
      if (when === 'after') await meanwhile();
      return inserted;
    };
    const fileHeads = new Proxy(collections.fileHeads, {
      get: (all, key: keyof Collections['fileHeads']) =>
        key === 'insertOne' ? insertOne : typeof all[key] === 'function' ? all[key].bind(all) : all[key],
    });
    return mongoFiles({ ...collections, fileHeads });
  }

  it.each(['before', 'after'] as const)('%s it is there: the later of the two stays, whole and alone', async (when) => {
    const files = mongoFiles(collections);
    // The clock's next millisecond: of one and the same either may be the later.
    const nextMoment = async () => {
      const now = Date.now();
      while (Date.now() === now) await Promise.resolve();
    };
    await heldUp(when, async () => {
      await nextMoment();
      await files.put(NAME, LATER);
    }).put(NAME, EARLIER);

    expect(Buffer.from((await files.get(NAME)) ?? []).equals(LATER)).toBe(true);
    const heads = await collections.fileHeads.find().toArray();
    expect(heads.map(({ length }) => length)).toEqual([LATER.length]);
    const chunks = await collections.fileChunks.find().toArray();
    expect(new Set(chunks.map(({ files_id }) => files_id))).toEqual(new Set([heads[0]?._id]));
  });
});
