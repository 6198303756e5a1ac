/**
 * Brings in databases of versions that kept external ids apart by a unique index over requests, which forbids to shard them.
 *
 * 1. Every request's external id is recorded as its name, page by page. What stands is left, so this may stop anywhere, run
 *    again, and run in two processes at once.
 * 2. The index goes, last: while it stands, this is not done. It stays while an instance of such a version still serves,
 *    since that index is all that keeps its openings apart; the next start tries again.
 *
 * What such an instance opens meanwhile is found by the request's own record (external-ids.ts).
 */
import { mongo } from 'mongoose';
import type { StoreOptions } from '../options.ts';
import type { Collections } from './collections/collections.ts';
import { type ExternalIdDocument, INDEX } from './collections/requests.ts';
import { nameAll } from './external-ids.ts';

const FORMER_INDEX = 'externalId_1';
const PAGE = 1_000;
/** An instance beats every three seconds. */
const SILENT_AFTER_MS = 60_000;

type Used = Pick<Collections, 'requests' | 'externalIds' | 'instances'>;

export async function nameRequests(collections: Used, log: StoreOptions['log']): Promise<void> {
  if (!(await hasFormerIndex(collections))) return;
  const named = await nameEvery(collections);
  if (await servesOlderVersion(collections)) {
    log('external ids: an instance of an older version serves, so its index stays until the next start', { named });
    return;
  }
  await dropFormerIndex(collections);
  log('external ids have a collection of their own', { named });
}

async function hasFormerIndex({ requests }: Used): Promise<boolean> {
  const indexes = await requests.indexes();
  return indexes.some(({ name }) => name === FORMER_INDEX);
}

/** Answers how many were not recorded yet. */
async function nameEvery(collections: Used): Promise<number> {
  let named = 0;
  for (let after = ''; ; ) {
    const page = await pageOf(collections, after);
    named += await nameMissing(collections, page);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return named;
    after = last._id;
  }
}

async function pageOf({ requests }: Used, after: string): Promise<ExternalIdDocument[]> {
  const found = await requests
    .find({ externalId: { $gt: after } }, { projection: { externalId: 1 } })
    .sort({ externalId: 1 })
    .hint(INDEX.external)
    .limit(PAGE)
    .batchSize(PAGE)
    .toArray();
  return found.map(({ _id, externalId = '' }) => ({ _id: externalId, requestId: _id }));
}

async function nameMissing({ externalIds }: Used, page: ExternalIdDocument[]): Promise<number> {
  const standing = await externalIds.find({ _id: { $in: page.map(({ _id }) => _id) } }, { batchSize: PAGE }).toArray();
  const known = new Set(standing.map(({ _id }) => _id));
  const missing = page.filter(({ _id }) => !known.has(_id));
  if (missing.length > 0) await nameAll({ externalIds }, missing);
  return missing.length;
}

async function servesOlderVersion({ instances }: Used): Promise<boolean> {
  const older = { namesRequests: { $ne: true }, at: { $gt: Date.now() - SILENT_AFTER_MS } };
  return (await instances.findOne(older)) !== null;
}

async function dropFormerIndex({ requests }: Used): Promise<void> {
  try {
    await requests.dropIndex(FORMER_INDEX);
  } catch (error) {
    // Another process was first.
    if (!(error instanceof mongo.MongoServerError && error.codeName === 'IndexNotFound')) throw error;
  }
}
