/** Where a page of a list ended: the last row's sort key and id, opaque to callers. */
import { InvalidCursor } from '../../application/ports/requests.ts';
import type { RequestSort } from '../../contract/lists.ts';

export interface Position {
  key: number;
  id: string;
}

export const cursorAt = (sort: RequestSort, { key, id }: Position): string =>
  Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');

/** Throws InvalidCursor for text that `cursorAt` did not make for this sort. */
export function positionOf(cursor: string, sort: RequestSort): Position {
  const [madeFor, key, id] = parsed(cursor);
  if (madeFor !== sort || typeof key !== 'number' || typeof id !== 'string') throw invalid(cursor);
  return { key, id };
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const invalid = (cursor: string) =>
  new InvalidCursor(
    `The cursor "${cursor.slice(0, 40)}" is not one of this list and sort: use nextCursor of the page before, or none.`,
  );
