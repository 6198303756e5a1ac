/**
 * External ids, each a record that says which request it names. No index over requests could keep them apart once requests
 * are sharded by their own ids, so the record is written first and the request is inserted under the id that it says: a
 * crash between the two leaves a name that the next opening under it completes.
 */
import type { RequestState } from '../../domain/request.ts';
import { Batcher } from './batcher.ts';
import type { Collections } from './collections/collections.ts';
import type { ExternalIdDocument } from './collections/requests.ts';
import { writeErrorsOf } from './errors.ts';

const LANES = 2;
const HEAD = { state: 1, externalId: 1 } as const;

type Used = Pick<Collections, 'requests' | 'externalIds'>;

/** Records the names that stand for nothing yet; bears being repeated. Answers whether all of them are recorded as given. */
export async function nameAll(
  { externalIds }: Pick<Used, 'externalIds'>,
  names: ExternalIdDocument[],
): Promise<boolean> {
  try {
    await externalIds.insertMany(names, { ordered: false });
    return true;
  } catch (error) {
    const refused = writeErrorsOf(error);
    if (refused.length === 0 || refused.some(({ code }) => code !== 11000)) throw error;
    return false;
  }
}

export function mongoExternalIds({ requests, externalIds }: Used) {
  const idsOf = async (names: string[]): Promise<Map<string, string>> => {
    const found = await externalIds.find({ _id: { $in: names } }, { batchSize: names.length }).toArray();
    return new Map(found.map(({ _id, requestId }) => [_id, requestId]));
  };

  const claims = new Batcher<ExternalIdDocument, string>(LANES, async (names) => {
    if (await nameAll({ externalIds }, names)) return names.map(({ requestId }) => requestId);
    const standing = await idsOf([...new Set(names.map(({ _id }) => _id))]);
    return names.map(({ _id, requestId }) => standing.get(_id) ?? requestId);
  });

  /** Where a name's record is missing, or its request is, an older version may have opened one without a record. */
  async function withoutRecord(names: string[]): Promise<Map<string, RequestState>> {
    if (names.length === 0) return new Map();
    const found = await requests.find({ externalId: { $in: names } }, { projection: HEAD }).toArray();
    return new Map(found.map(({ state, externalId = '' }) => [externalId, JSON.parse(state)]));
  }

  const looks = new Batcher<string, RequestState | null>(LANES, async (asked) => {
    const ids = await idsOf([...new Set(asked)]);
    const heads = await requests.find({ _id: { $in: [...ids.values()] } }, { projection: HEAD }).toArray();
    const states = new Map(heads.map(({ _id, state }) => [_id, state]));
    const stateOf = (name: string) => states.get(ids.get(name) ?? '');
    const older = await withoutRecord(asked.filter((name) => stateOf(name) === undefined));
    return asked.map((name) => {
      const state = stateOf(name);
      return state === undefined ? (older.get(name) ?? null) : JSON.parse(state);
    });
  });

  return {
    findByExternalId: (externalId: string) => looks.add(externalId),
    idForExternal: (externalId: string, proposedId: string) => claims.add({ _id: externalId, requestId: proposedId }),
  };
}
