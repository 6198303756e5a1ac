/**
 * Every request the board holds, and the order it is shown in.
 *
 * Taking a change costs the same whether ten or two thousand requests are held: the row is replaced where it stands and
 * marked. The order is another matter: it stays as it was until `arrange()` is called, so that no row moves under a
 * pointer. `stale` says how many rows would then move, come or go.
 */
import { STATUSES } from '../../contract/choices.ts';
import { DUES, type Due, dueWindow } from '../../contract/due.ts';
import type { ChatState, RequestStatus, RequestView } from '../../contract/request.ts';
import { searchForm } from '../../i18n/search-form.ts';
import type { Option } from '../answers/fields.ts';
import { holderOf, withOption } from '../answers/holders.ts';
import { chatNow } from '../session/waiting.ts';
import { type BoardFilter, OPEN_STATUSES, type Sort } from './address.ts';

type Mark = { kind: 'new' } | { kind: 'changed'; from: RequestStatus };

export interface Row {
  request: RequestView;
  /** Milliseconds since the epoch; Infinity without a deadline. */
  due: number;
  /** What a search looks through, in the form in which words are compared. */
  words: string;
  /** What happened to it while somebody looked. */
  mark: Mark | undefined;
}

/** What the list shows one below the other. */
export type Entry = { kind: 'group'; status: RequestStatus; count: number } | { kind: 'row'; id: string };

const RANK = new Map(STATUSES.map((status, rank) => [status, rank]));

/** Whether `due` lies in that span from `now` on. */
function isDue(due: number, span: Due, now: number): boolean {
  const { after, by } = dueWindow(span, now);
  return due > after && due <= by;
}

const isOpen = (status: RequestStatus): boolean => OPEN_STATUSES.includes(status);

const dueOf = ({ deadline }: RequestView): number => (deadline ? Date.parse(deadline.at) : Number.POSITIVE_INFINITY);

/** A list in order with `value` in it: the same list where it is there already. */
function withOne(list: readonly string[], value: string): readonly string[] {
  return list.includes(value) ? list : [...list, value].sort();
}

/** What the shop of a request is called. */
export const shopOf = ({ sellerName, sellerId }: Pick<RequestView, 'sellerName' | 'sellerId'>): string =>
  sellerName ?? sellerId;

const wordsOf = (request: RequestView): string =>
  [
    request.id,
    request.orderId,
    request.externalId,
    request.shipment?.trackingNumber,
    request.sellerId,
    request.sellerName,
    request.buyerId,
    request.buyerName,
    ...request.items.map(({ title }) => title),
  ]
    .filter((word) => word !== undefined)
    .map(searchForm)
    .join('\n');

/** How many requests there would be under each state and deadline, as everything else is filtered. */
interface Figures {
  status: Readonly<Record<string, number>>;
  due: Readonly<Record<string, number>>;
}

function countIn(rows: Iterable<Row>, filter: BoardFilter, now: number): Figures {
  const status: Record<string, number> = Object.fromEntries(OPEN_STATUSES.map((name) => [name, 0]));
  const due: Record<string, number> = Object.fromEntries(DUES.map((name) => [name, 0]));
  for (const row of rows) {
    const { status: state } = row.request;
    if (state in status && matches(row, { ...filter, status: undefined }, now))
      status[state] = (status[state] ?? 0) + 1;
    if (!matches(row, { ...filter, due: undefined }, now)) continue;
    for (const name of DUES) if (isDue(row.due, name, now)) due[name] = (due[name] ?? 0) + 1;
  }
  return { status, due };
}

/** Whether a request is among those asked for; `now` in milliseconds. Closed ones are shown where their state or a search asks for them. */
function matches({ request, due, words }: Row, filter: BoardFilter, now: number): boolean {
  const { market, sellerId, reason, waitingOn, status, assignee, q } = filter;
  if (status ? request.status !== status : !q && !isOpen(request.status)) return false;
  if (market && request.market !== market) return false;
  if (sellerId && request.sellerId !== sellerId) return false;
  if (reason && request.reason !== reason) return false;
  if (filter.reply && !request.chat?.waitingForReply) return false;
  if (waitingOn && request.waitingOn !== waitingOn) return false;
  if (assignee && (request.assignees?.agents?.id ?? 'none') !== assignee) return false;
  if (filter.due && !isDue(due, filter.due, now)) return false;
  return !q || words.includes(searchForm(q));
}

export class Ledger {
  readonly rows = new Map<string, Row>();
  /** As they are shown now. */
  entries: readonly Entry[] = [];
  shown = 0;
  marks = 0;
  /** Every market and seller met so far, in order. */
  markets: readonly string[] = [];
  /** By name; a shop whose name is not known goes by its id. */
  sellers: readonly Option[] = [];
  /** Every agent met so far who has something in hand, by name. */
  holders: readonly Option[] = [];
  figures: Figures = { status: {}, due: {} };

  #filter: BoardFilter = {};
  #sort: Sort = 'deadline';
  /** Where each row stood when the order was made: its sort key, or undefined where it was not listed. */
  #placed = new Map<string, string>();
  readonly #stale = new Set<string>();
  /** Those in the list whose buyer waits for a reply: of what `shown` counts, so that the two never contradict each other. */
  readonly #waiting = new Set<string>();

  /** How many rows would move, come or go if the order were made now. */
  get stale(): number {
    return this.#stale.size;
  }

  /** How many of those that are shown have a buyer who waits for a reply. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Takes a request as the server told it; an older version than the one held is dropped. `quiet` marks nothing: it is
   * the first load, or the reader's own doing. Answers whether anything changed.
   */
  take(request: RequestView, now: number, quiet: boolean): boolean {
    const held = this.rows.get(request.id);
    if (held && held.request.version > request.version) return false;
    const same = held?.request.version === request.version;
    const chat = chatNow(request, held?.request.chat);
    const row: Row = { request: { ...request, chat }, due: dueOf(request), words: wordsOf(request), mark: held?.mark };
    this.rows.set(request.id, row);
    this.markets = withOne(this.markets, request.market);
    this.sellers = withOption(this.sellers, { value: request.sellerId, label: shopOf(request) });
    this.holders = withOption(this.holders, holderOf(request, 'agents'));
    this.#compare(row, now);
    const concerns = this.#placed.has(request.id) || this.#stale.has(request.id);
    if (!quiet && !same && !row.mark && concerns) {
      row.mark = held ? { kind: 'changed', from: held.request.status } : { kind: 'new' };
      this.marks += 1;
    }
    return !same;
  }

  /** What stands in the conversation of a request now. Answers whether it is held. */
  hear(id: string, chat: ChatState, now: number): boolean {
    const row = this.rows.get(id);
    if (!row) return false;
    row.request = { ...row.request, chat };
    this.#compare(row, now);
    return true;
  }

  #key({ request, due }: Row): string {
    return this.#sort === 'state' ? `${RANK.get(request.status)} ${due}` : String(due);
  }

  #compare(row: Row, now: number): void {
    const { id } = row.request;
    const key = matches(row, this.#filter, now) ? this.#key(row) : undefined;
    if (key === this.#placed.get(id)) this.#stale.delete(id);
    else this.#stale.add(id);
    this.#countWaiting(row, now);
  }

  #countWaiting(row: Row, now: number): void {
    const { id } = row.request;
    if (this.#placed.has(id) && matches(row, { ...this.#filter, reply: 'waiting' }, now)) this.#waiting.add(id);
    else this.#waiting.delete(id);
  }

  /** Looks at every row again, since some become due as time passes. */
  recheck(now: number): void {
    if (!this.#filter.due) return;
    for (const row of this.rows.values()) this.#compare(row, now);
  }

  unmark(id: string): void {
    const row = this.rows.get(id);
    if (!row?.mark) return;
    row.mark = undefined;
    this.marks -= 1;
  }

  unmarkAll(): void {
    for (const row of this.rows.values()) row.mark = undefined;
    this.marks = 0;
  }

  /**
   * Makes the order anew: the only work here that grows with the number of requests. Closed requests that are not
   * listed are forgotten, or a board that is open all day would hold every one of them; `keep` is not. The `assignee` of
   * the filter is an id or `none`: the ledger knows nobody who looks.
   */
  arrange(filter: BoardFilter, sort: Sort, now: number, keep?: string): void {
    this.#filter = filter;
    this.#sort = sort;
    const listed = [...this.rows.values()].filter((row) => matches(row, filter, now));
    listed.sort((a, b) => this.#rank(a) - this.#rank(b) || byDue(a, b));
    this.#placed = new Map(listed.map((row) => [row.request.id, this.#key(row)]));
    this.#stale.clear();
    this.figures = countIn(this.rows.values(), filter, now);
    this.#forgetClosed(keep);
    this.#waiting.clear();
    for (const row of this.rows.values()) this.#countWaiting(row, now);
    this.shown = listed.length;
    this.entries = sort === 'state' ? grouped(listed) : listed.map(({ request: { id } }) => ({ kind: 'row', id }));
  }

  #forgetClosed(keep: string | undefined): void {
    for (const [id, { request }] of this.rows) {
      if (id === keep || this.#placed.has(id) || isOpen(request.status)) continue;
      this.unmark(id);
      this.rows.delete(id);
    }
  }

  #rank({ request }: Row): number {
    return this.#sort === 'state' ? (RANK.get(request.status) ?? 0) : 0;
  }
}

function byDue(a: Row, b: Row): number {
  if (a.due !== b.due) return a.due < b.due ? -1 : 1;
  return a.request.id < b.request.id ? -1 : 1;
}

function grouped(rows: Row[]): Entry[] {
  const entries: Entry[] = [];
  let group: Extract<Entry, { kind: 'group' }> | undefined;
  for (const { request } of rows) {
    if (group?.status !== request.status) {
      group = { kind: 'group', status: request.status, count: 0 };
      entries.push(group);
    }
    group.count += 1;
    entries.push({ kind: 'row', id: request.id });
  }
  return entries;
}
