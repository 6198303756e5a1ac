/**
 * The windows in which a crash is hardest to survive. A life is ended in each by its own hand (dying/store.mjs), so that
 * it is certain that a kill hit it; what the storage then says of the command must be what makes it that window.
 */
import type { Store } from '../../src/application/ports/store.ts';
import type { Claims } from '../support/load/claims.ts';
import type { LastWords, Point, ServerProcess } from '../support/load/server.ts';

/** What is to be seen in the storage of a process that died there: complaints, none where it is so. */
type Proof = (words: LastWords, store: Store, claims: Claims) => Promise<string[]>;

export interface Window {
  name: string;
  point: Point;
  proof: Proof;
}

const failing = (checks: Record<string, boolean>): string[] =>
  Object.entries(checks).flatMap(([what, holds]) => (holds ? [] : [`not so: ${what}`]));

const standing = async ({ requestId, commandId = '' }: LastWords, store: Store, claims: Claims) => {
  const [isApplied, claim, loaded] = await Promise.all([
    store.requests.wasApplied(requestId, commandId),
    claims.of(commandId),
    store.requests.load(requestId),
  ]);
  return { isApplied, isClaimed: claim !== null && !claim.answered, told: loaded?.told ?? 0 };
};

export const WINDOWS: readonly Window[] = [
  {
    name: 'key claimed, not committed',
    point: 'before the commit',
    async proof(words, store, claims) {
      const { isApplied, isClaimed } = await standing(words, store, claims);
      return failing({ 'the key is claimed': isClaimed, 'nothing is committed': !isApplied });
    },
  },
  {
    name: 'named, not opened',
    point: 'between name and request',
    async proof(words, store, claims) {
      const { requestId, externalId = '' } = words;
      const { isApplied, isClaimed } = await standing(words, store, claims);
      const named = await store.requests.idForExternal(externalId, 'req_another');
      return failing({
        'the key is claimed': isClaimed,
        'the name is given': named === requestId,
        'nothing is opened': !isApplied && (await store.requests.findByExternalId(externalId)) === null,
      });
    },
  },
  {
    name: 'committed, not answered',
    point: 'before the answer',
    async proof(words, store, claims) {
      const { isApplied, isClaimed } = await standing(words, store, claims);
      return failing({ 'no answer is kept': isClaimed, 'it is committed': isApplied });
    },
  },
  {
    name: 'committed, not told',
    point: 'after the commit',
    async proof(words, store, claims) {
      const { isApplied, told } = await standing(words, store, claims);
      return failing({ 'it is committed': isApplied, 'it is owed': told < words.version });
    },
  },
  {
    name: 'told, not noted',
    point: 'before the telling is noted',
    async proof(words, store, claims) {
      const { told } = await standing(words, store, claims);
      return failing({ 'it is still owed': told < words.version });
    },
  },
];

/** Ends this life in the window, at the `nth` chance, and answers what it was doing. */
export async function dieIn({ point }: Window, server: ServerProcess, nth: number): Promise<LastWords> {
  await server.order({ point, nth });
  return server.lastWords();
}
