/** Where somebody goes on in a list that puts itself in order behind their back. */

/** What stood around a row when a new order took it away. */
export interface Place {
  id: string;
  before: string | undefined;
  after: string | undefined;
}

/**
 * What stood around a row and is still listed, if the row has passed one of them; else nothing, and the row's own place is
 * where to go on.
 */
export function placeLeft(old: readonly string[], now: readonly string[], id: string): Place | undefined {
  const at = old.indexOf(id);
  const places = new Map(now.map((each, index) => [each, index]));
  const here = places.get(id);
  if (at < 0 || here === undefined) return undefined;
  const isListed = (each: string): boolean => places.has(each);
  const before = old.slice(0, at).findLast(isListed);
  const after = old.slice(at + 1).find(isListed);
  const isBehind = (each: string | undefined): boolean => each !== undefined && (places.get(each) ?? 0) < here;
  const moved = isBehind(after) || (before !== undefined && !isBehind(before));
  return moved ? { id, before, after } : undefined;
}
