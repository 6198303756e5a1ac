/** A list, page after page, as one sequence. */
interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * Every entry of a list from the first page on; a page is fetched when its entries are asked for. Entries whose sort key
 * changes meanwhile may come twice or not at all, as on any list that is alive.
 */
export async function* entriesOf<T>(fetchPage: (cursor: string | undefined) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
