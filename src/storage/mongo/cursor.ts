/** Where a page of a list ended: the last document's sort key and id, opaque to callers. */
import { InvalidCursor } from '../../application/ports/requests.ts';
import type { RequestSort } from '../../contract/lists.ts';

export interface Position {
  key: number;
  id: string;
}

export const cursorAt = (sort: RequestSort, { key, id }: Position): string =>
  Buffer.from(JSON.stringify({ sort, key, id })).toString('base64url');

/** Throws InvalidCursor for text that `cursorAt` did not make for this sort. */
export function positionOf(cursor: string, sort: RequestSort): Position {
  const value = parsed(cursor);
  if (value.sort === sort && typeof value.key === 'number' && typeof value.id === 'string') {
    return { key: value.key, id: value.id };
  }
  throw new InvalidCursor(
    `The cursor "${cursor.slice(0, 40)}" is not one of this list and sort: use nextCursor of the page before, or none.`,
  );
}

function parsed(cursor: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(Buffer.from(cursor, 'base64url').toString()) };
  } catch {
    return {};
  }
}
