/** Upserts at the same moment. */
import { isDuplicate } from './errors.ts';

/**
 * Sends an upsert, and once more where another one inserted the same between its look and its insert: it was refused as a
 * duplicate then, and now finds what stands. The server does that itself only where the filter is one unique key and
 * nothing beside it, which it is not where it names the shard as well.
 */
export async function unlessOvertaken<T>(upsert: () => Promise<T>): Promise<T> {
  try {
    return await upsert();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return upsert();
  }
}
