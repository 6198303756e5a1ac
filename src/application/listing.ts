/** What lists of requests do alike in every storage: how far they look, and where a page ended. */
import type { RequestSort } from '../contract/lists.ts';
import { InvalidCursor } from './ports/requests.ts';
import { parsedJson } from './strangers.ts';

/** How many requests are checked one by one for a page, and as many again for its total. */
export const MOST_EXAMINED = 2_000;

/** The last row of a page: its sort key and id. */
export interface Position {
  key: number;
  id: string;
}

/** The position, opaque to callers. */
export const cursorAt = (sort: RequestSort, { key, id }: Position): string =>
  Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');

/** Throws InvalidCursor for text that `cursorAt` did not make for this sort. */
export function positionOf(cursor: string, sort: RequestSort): Position {
  const read = parsedJson(Buffer.from(cursor, 'base64url'));
  const [madeFor, key, id] = Array.isArray(read) ? read : [];
  if (madeFor === sort && typeof key === 'number' && typeof id === 'string') return { key, id };
  throw new InvalidCursor(
    `The cursor "${cursor.slice(0, 40)}" is not one of this list and sort: use nextCursor of the page before, or none.`,
  );
}
