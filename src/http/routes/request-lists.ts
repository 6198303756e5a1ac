/**
 * Pages of requests, narrowed to what the caller may see.
 *
 * The storage filters by shop and buyer. A token that is narrowed to one conversation is served from the requests of that
 * conversation's buyer and shop, which are few, and the rest is left out here.
 */
import type { z } from 'zod';
import { type Caller, canSeeRequest, type Person, personOf } from '../../application/access.ts';
import { filterFor } from '../../application/list-filter.ts';
import type { ListFilter, ListPage, ListQuery, Total } from '../../application/ports/requests.ts';
import type { RequestList, RequestsQuery, SheetQuery } from '../../contract/lists.ts';
import { CLOSED, type RequestState } from '../../domain/request.ts';
import type { HttpParts } from '../parts.ts';
import { invalid } from '../validation.ts';

/** `total` is exact up to here. */
const COUNTED = 10_000;
const SCANNED_AT_ONCE = 100;
const EXPORTED_AT_ONCE = 100;
const MOST_LOOKS = 20;

type Page = z.output<typeof RequestList>;
const NOTHING: Page = { items: [], nextCursor: null, total: 0 };

export function createRequestLists({ store, views, clock }: HttpParts) {
  /** The filter within what the caller may see; null where they have nothing in common. */
  async function narrow(filter: ListFilter, caller: Caller): Promise<ListFilter | null> {
    const person = personOf(caller);
    if (!person) return filter;
    const narrowed = only(filter, ownedBy(person));
    if (!narrowed || !person.conversationId) return narrowed;
    const conversation = await store.chat.conversation(person.conversationId);
    return conversation && only(narrowed, { buyerId: conversation.buyerId, sellerId: conversation.sellerId });
  }

  async function page(
    { limit, cursor, sort, ...asked }: z.output<typeof RequestsQuery>,
    caller: Caller,
  ): Promise<Page> {
    const read = await filterFor(asked, caller, store);
    if ('wrong' in read) throw invalid('query', [read.wrong]);
    const filter = await narrow(read.filter, caller);
    if (!filter) return NOTHING;
    const now = clock.now();
    const query: ListQuery = { filter, sort, limit, cursor, now };
    if (asked.reply === 'waiting') return waitingPage(query, caller);
    const narrowed = personOf(caller)?.conversationId !== undefined;
    const visible = (state: RequestState) => canSeeRequest(caller, state);
    const found = await (narrowed ? filteredPage(query, visible) : store.requests.list(query));
    const { total, capped } = await (narrowed
      ? filteredTotal(filter, now, visible)
      : store.requests.total(filter, now, COUNTED));
    return {
      items: await views.many(found.items, caller),
      nextCursor: found.nextCursor,
      total,
      ...(capped ? { totalCapped: true as const } : {}),
    };
  }

  /** Every request that a list with this filter shows, some at a time: each part is read when it is asked for. */
  async function* each(
    { sort, ...asked }: z.output<typeof SheetQuery>,
    caller: Caller,
  ): AsyncGenerator<RequestState[]> {
    const read = await filterFor(asked, caller, store);
    if ('wrong' in read) throw invalid('query', [read.wrong]);
    const filter = await narrow(read.filter, caller);
    if (!filter) return;
    const now = clock.now();
    let cursor: string | undefined;
    do {
      const found = await store.requests.list({ filter, sort, limit: EXPORTED_AT_ONCE, cursor, now });
      const visible = found.items.filter((state) => canSeeRequest(caller, state));
      yield asked.reply === undefined ? visible : await waiting(visible);
      cursor = found.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /**
   * Those whose buyer waits for a reply. No index says so: a page looks at a few hundred requests and says where to go on.
   */
  async function waitingPage(query: ListQuery, caller: Caller): Promise<Page> {
    const found: RequestState[] = [];
    let cursor = query.cursor ?? null;
    let looks = 0;
    do {
      const page = await store.requests.list({
        ...query,
        cursor: cursor ?? undefined,
        limit: query.limit - found.length,
      });
      found.push(...(await waiting(page.items.filter((state) => canSeeRequest(caller, state)))));
      cursor = page.nextCursor;
      looks += 1;
    } while (cursor !== null && found.length < query.limit && looks < MOST_LOOKS);
    const isWhole = query.cursor === undefined && cursor === null;
    return {
      items: await views.many(found, caller),
      nextCursor: cursor,
      total: found.length,
      ...(isWhole ? {} : { totalCapped: true as const }),
    };
  }

  /** Those of the requests whose buyer waits. */
  async function waiting(states: RequestState[]): Promise<RequestState[]> {
    const open = states.filter(({ status }) => !CLOSED.has(status));
    const ids = [...new Set(open.map(({ facts }) => facts.conversationId))];
    const [tails, newest] = await Promise.all([store.chat.tails(ids), store.requests.newestOpen(ids)]);
    const found = new Set(ids.flatMap((id) => (tails.get(id)?.last.by === 'buyer' ? (newest.get(id) ?? []) : [])));
    return open.filter(({ id }) => found.has(id));
  }

  /** As many visible rows as the page holds; what is still missing is all that is asked for next, so cursors fit. */
  async function filteredPage(
    query: ListQuery,
    visible: (state: RequestState) => boolean,
  ): Promise<ListPage<RequestState>> {
    const items: RequestState[] = [];
    let cursor = query.cursor;
    for (;;) {
      const found = await store.requests.list({ ...query, cursor, limit: query.limit - items.length });
      items.push(...found.items.filter(visible));
      if (found.nextCursor === null || items.length >= query.limit) return { items, nextCursor: found.nextCursor };
      cursor = found.nextCursor;
    }
  }

  async function filteredTotal(
    filter: ListFilter,
    now: number,
    visible: (state: RequestState) => boolean,
  ): Promise<Total> {
    let total = 0;
    let cursor: string | undefined;
    do {
      const found = await store.requests.list({ filter, sort: '-updatedAt', limit: SCANNED_AT_ONCE, cursor, now });
      total += found.items.filter(visible).length;
      cursor = found.nextCursor ?? undefined;
    } while (cursor !== undefined && total <= COUNTED);
    return { total: Math.min(total, COUNTED), capped: total > COUNTED };
  }

  return { page, each };
}

type Owners = Pick<ListFilter, 'buyerId' | 'sellerId'>;

/** Whose requests the person may see; agents see all. */
function ownedBy({ role, id }: Person): Owners {
  if (role === 'buyer') return { buyerId: id };
  return role === 'seller' ? { sellerId: id } : {};
}

/** The filter with these owners; null where it asks for other ones. */
function only(filter: ListFilter, owners: Owners): ListFilter | null {
  if (owners.buyerId && filter.buyerId && filter.buyerId !== owners.buyerId) return null;
  if (owners.sellerId && filter.sellerId && filter.sellerId !== owners.sellerId) return null;
  return { ...filter, ...owners };
}
