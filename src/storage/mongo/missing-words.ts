/**
 * Requests that an earlier version wrote have no `words` to be found by. They get them when the storage is opened; one that
 * an earlier version opens beside this one gets them with its next change, or at the next opening.
 */
import type { mongo } from 'mongoose';
import { searchWords } from '../../application/search-words.ts';
import type { StoreOptions } from '../options.ts';
import { reach } from './reach.ts';
import { type Collections, INDEX, type RequestDocument } from './schemas.ts';

const AT_ONCE = 500;

type Stale = Pick<RequestDocument, '_id' | 'state'>;

/** Only where nobody wrote it meanwhile: a commit knows the words better. */
const write = ({ _id, state }: Stale): mongo.AnyBulkWriteOperation<RequestDocument> => ({
  updateOne: {
    // An absent array compares as null.
    filter: { _id, words: null as unknown as string[] },
    update: { $set: { words: searchWords(JSON.parse(state)) } },
  },
});

export async function addMissingWords(
  { requests }: Pick<Collections, 'requests'>,
  log: StoreOptions['log'],
): Promise<void> {
  const missing = { words: null as unknown as string[] };
  const options = { projection: { state: 1 }, hint: INDEX.words, limit: AT_ONCE, batchSize: AT_ONCE };
  let made = 0;
  for (;;) {
    const stale: Stale[] = await reach(() => requests.find(missing, options).toArray());
    if (stale.length === 0) break;
    await reach(() => requests.bulkWrite(stale.map(write), { ordered: false }));
    made += stale.length;
  }
  if (made > 0) log('search words were added', { requests: made });
}
