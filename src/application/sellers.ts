/** Changing a part of a seller while others may change another part: read, change, and swap; whoever loses reads again. */
import type { StoredSeller } from '../contract/seller.ts';
import type { DirectoryStore } from './ports/directory.ts';

const MOST_TRIES = 20;

/**
 * Changes the seller as it is stored by now. `change` may run several times and throws or answers null to leave it.
 * Answers both versions; null where there is no such seller, or nothing was changed.
 */
export async function changeSeller(
  directory: DirectoryStore,
  id: string,
  change: (seller: StoredSeller) => StoredSeller | null | Promise<StoredSeller | null>,
): Promise<{ before: StoredSeller; after: StoredSeller } | null> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await directory.seller(id);
    const after = before && (await change(before));
    if (!before || !after) return null;
    if (await directory.swapSeller(before, after)) return { before, after };
  }
  throw new Error(`seller ${id} changed ${MOST_TRIES} times while it was to be changed`);
}
