/**
 * Requests that an earlier version wrote lack what lists are filtered by and some of the words they are found by. They get it
 * when the storage is opened; one that an earlier version opens beside this one gets it with its next change, or at the next
 * opening.
 */
import type { mongo } from 'mongoose';
import { searchWords } from '../../application/search-words.ts';
import type { Seller } from '../../contract/seller.ts';
import type { RequestState } from '../../domain/request.ts';
import type { StoreOptions } from '../options.ts';
import type { Collections } from './collections/collections.ts';
import { INDEX, type RequestDocument } from './collections/requests.ts';
import { reach } from './reach.ts';
import { findable } from './request-document.ts';

const AT_ONCE = 500;

type Stale = Pick<RequestDocument, '_id' | 'state'>;
type Missing = 'words' | 'conversationId';
/** An absent field compares as null. */
const lacking = (field: Missing): mongo.Filter<RequestDocument> => ({ [field]: null });
const INDEX_OF: Record<Missing, string> = { words: INDEX.words, conversationId: INDEX.conversation };

/** Only where nobody wrote it meanwhile: a commit knows better. */
function write(
  { _id, state: text }: Stale,
  field: Missing,
  shops: Map<string, string>,
): mongo.AnyBulkWriteOperation<RequestDocument> {
  const state: RequestState = JSON.parse(text);
  const words = searchWords(state, shops.get(state.facts.sellerId));
  return {
    updateOne: {
      filter: { _id, ...lacking(field) },
      update: { $set: findable(state), $addToSet: { words: { $each: words } } },
    },
  };
}

export async function addMissingWords(
  { requests, sellers }: Pick<Collections, 'requests' | 'sellers'>,
  log: StoreOptions['log'],
): Promise<void> {
  async function namesOf(stale: Stale[]): Promise<Map<string, string>> {
    const ids = [...new Set(stale.map(({ state }) => (JSON.parse(state) as RequestState).facts.sellerId))];
    const found = await sellers.find({ _id: { $in: ids } }, { batchSize: ids.length }).toArray();
    return new Map(found.map(({ _id, entry }) => [_id, (JSON.parse(entry) as Seller).name]));
  }

  let made = 0;
  for (const field of ['words', 'conversationId'] as const) {
    const options = { projection: { state: 1 }, hint: INDEX_OF[field], limit: AT_ONCE, batchSize: AT_ONCE };
    for (;;) {
      const stale: Stale[] = await reach(() => requests.find(lacking(field), options).toArray());
      if (stale.length === 0) break;
      const shops = await reach(() => namesOf(stale));
      await reach(() =>
        requests.bulkWrite(
          stale.map((each) => write(each, field, shops)),
          { ordered: false },
        ),
      );
      made += stale.length;
    }
  }
  if (made > 0) log('search words were added', { requests: made });
}
