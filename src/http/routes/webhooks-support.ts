/** What the routes on webhooks share. */
import { z } from 'zod';
import { InvalidCursor } from '../../application/ports/requests.ts';
import { Id, type Instant } from '../../contract/primitives.ts';

export const WebhookParams = z.object({ id: Id });

export const instantOf = (time: number | null): Instant | null => (time === null ? null : new Date(time).toISOString());

/** A page of a list that is short enough to be read whole. Throws InvalidCursor for a cursor that is not of it. */
export function pageOf<T extends { id: string }>(all: T[], { limit, cursor }: { limit: number; cursor?: string }) {
  const after = cursor === undefined ? -1 : all.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && after < 0) throw new InvalidCursor(`There is no ${cursor} in this list.`);
  const items = all.slice(after + 1, after + 1 + limit);
  const isLast = after + 1 + limit >= all.length;
  return { items, nextCursor: isLast ? null : (items.at(-1)?.id ?? null) };
}
