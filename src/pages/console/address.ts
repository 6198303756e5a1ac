/** What the address says: which requests are listed, in which order, and which one is open. Never a token. */
import { REASONS, STATUSES } from '../../contract/choices.ts';
import { DUES } from '../../contract/due.ts';
import type { RequestFilter } from '../../contract/lists.ts';
import type { RequestStatus } from '../../contract/request.ts';

export type Sort = 'deadline' | 'state';

/** The filters of the board, in the names of the contract. */
export type BoardFilter = Pick<
  RequestFilter,
  'market' | 'sellerId' | 'reason' | 'due' | 'waitingOn' | 'status' | 'assignee' | 'q' | 'reply'
>;

export interface View {
  filter: BoardFilter;
  sort: Sort;
  open: string | undefined;
  /** The figures were unfolded or folded away; undefined: as there is room for them. */
  numbers: boolean | undefined;
}

export const CHOICES: Readonly<Partial<Record<keyof BoardFilter, readonly string[]>>> = {
  reason: REASONS,
  due: DUES,
  waitingOn: ['buyer', 'seller', 'integrator'],
  reply: ['waiting'],
  status: STATUSES,
};
export const FILTERS = [
  'q',
  'market',
  'sellerId',
  'reason',
  'due',
  'waitingOn',
  'status',
  'assignee',
  'reply',
] as const;
/** How many filters are set. */
export const narrowedBy = (filter: BoardFilter): number => FILTERS.filter((name) => filter[name]).length;

/** As long as a request is in one of these, it is open. */
export const OPEN_STATUSES: readonly RequestStatus[] = STATUSES.slice(0, 5);
const SEARCH_FROM = 3;
const NUMBERS: ReadonlyMap<string, boolean> = new Map([
  ['shown', true],
  ['folded', false],
]);

/** Reads a fragment (with or without its `#`). What is not known is left out. */
export function readView(fragment: string): View {
  const given = new URLSearchParams(fragment.replace(/^#/u, ''));
  const filter: Record<string, string> = {};
  for (const name of FILTERS) {
    const value = given.get(name)?.trim();
    if (!value || value.length > 128 || CHOICES[name]?.includes(value) === false) continue;
    filter[name] = value;
  }
  return {
    filter: filter as BoardFilter,
    sort: given.get('sort') === 'state' ? 'state' : 'deadline',
    open: given.get('open') || undefined,
    numbers: NUMBERS.get(given.get('numbers') ?? ''),
  };
}

/** A view as it can be had: nothing is in the hand of a reader whose token names no member of staff. */
export const viewFor = (view: View, me: string | undefined): View =>
  me || view.filter.assignee !== 'me' ? view : { ...view, filter: { ...view.filter, assignee: undefined } };

/** The fragment of a view, without its `#`; empty for the view one starts with. */
export function writeView({ filter, sort, open, numbers }: View): string {
  const written = new URLSearchParams();
  for (const name of FILTERS) {
    const value = filter[name];
    if (value) written.set(name, value);
  }
  if (sort === 'state') written.set('sort', sort);
  if (open) written.set('open', open);
  for (const [word, shown] of NUMBERS) if (numbers === shown) written.set('numbers', word);
  return written.toString();
}

/** What the server must be asked for beyond what is open: closed requests, by their state or by a search. */
export function beyondOpen({ filter }: View): RequestFilter | undefined {
  const { status, q = '' } = filter;
  const closed = status !== undefined && !OPEN_STATUSES.includes(status);
  const searched = q.length >= SEARCH_FROM && !status;
  if (!closed && !searched) return undefined;
  const names = FILTERS.filter((name) => filter[name] && (searched || name !== 'q'));
  return Object.fromEntries(names.map((name) => [name, filter[name]]));
}
