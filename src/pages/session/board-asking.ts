/**
 * A board over plain HTTP: what `/seller` and `/console` of the live entry are by calls of the API. What changed is found
 * at the top of the list by `-updatedAt`; `attention`, `cards` and who else looks are not to be had this way.
 */
import type { RequestFilter, Stats } from '../../contract/lists.ts';
import type { SnapshotAnswer } from '../../contract/live.ts';
import type { RequestView } from '../../contract/request.ts';
import { readClaims } from '../chat/claims.ts';
import type { Asking } from './asked-line.ts';
import type { Http, Told } from './http.ts';

/** Without the words' language and zone, which lists do not say. */
type Snapshot = Omit<SnapshotAnswer, 'locale' | 'zone'>;

interface Page {
  items: RequestView[];
  nextCursor: string | null;
}

const FIRST = 10;
const PAGE = 100;
/** Clocks of instances may differ by a second, so that a later change stands below an earlier one. */
const OVERLAP_MS = 5_000;

const listPath = (query: Record<string, string | number>): string =>
  `/v1/requests?${new URLSearchParams(query as Record<string, string>)}`;
const TOP = listPath({ sort: '-updatedAt', limit: FIRST });

const changedAt = (request: RequestView | undefined): number => Date.parse(request?.updatedAt ?? '') || 0;

/** What is asked by a board for people of this role. `token` is whose board it is. */
export function boardAsking(role: 'seller' | 'agent', token: () => string): Asking {
  /** Versions of the latest changes that were told, by request. */
  let known: ReadonlyMap<string, number> | undefined;
  let toldUpTo = 0;
  let tag: string | undefined;
  let stats: Stats | undefined;

  /** Everything that changed since the last look and a little before, the latest first. */
  async function latest(http: Http, first: Page): Promise<Told<RequestView[]>> {
    const items = [...first.items];
    let { nextCursor } = first;
    while (known && nextCursor && changedAt(items.at(-1)) >= toldUpTo - OVERLAP_MS) {
      const told = await http.get<Page>(listPath({ sort: '-updatedAt', limit: PAGE, cursor: nextCursor }));
      if (told.outcome !== 'done') return told as Told<never>;
      items.push(...told.value.items);
      ({ nextCursor } = told.value);
    }
    return { outcome: 'done', value: items };
  }

  function take(items: RequestView[]): RequestView[] {
    const before = known;
    const since = toldUpTo - OVERLAP_MS;
    known = new Map(items.map(({ id, version }) => [id, version]));
    toldUpTo = Math.max(toldUpTo, changedAt(items[0]));
    if (!before) return [];
    return items.filter((item) => changedAt(item) >= since && before.get(item.id) !== item.version).reverse();
  }

  async function figures(http: Http): Promise<Told<Stats>> {
    const told = await http.get<Stats>('/v1/stats');
    if (told.outcome === 'done') stats = told.value;
    return told;
  }

  return {
    async look(http, tell) {
      if (readClaims(token()).role !== role) return { outcome: 'refused', problem: forbidden(role), waitMs: 0 };
      const told = await http.get<Page>(TOP, tag);
      if (told.outcome !== 'done') return told;
      const all = await latest(http, told.value);
      if (all.outcome !== 'done') return all;
      tag = told.tag;
      const news = take(all.value);
      for (const request of news) tell('request', { request });
      if (news.length > 0 && (await figures(http)).outcome === 'done') tell('stats', stats);
      return told;
    },
    calls: {
      async snapshot(http, { filter, cursor }: { filter?: RequestFilter; cursor?: string }) {
        const query = { ...filter, sort: 'deadline', limit: PAGE, ...(cursor ? { cursor } : {}) };
        const [page, counted] = await Promise.all([
          http.get<Page>(listPath(query)),
          cursor && stats ? undefined : figures(http),
        ]);
        if (page.outcome !== 'done') return page;
        if (!stats) return (counted ?? { outcome: 'unreachable' }) as Told<never>;
        const { items: requests, nextCursor } = page.value;
        const now = page.now ?? new Date().toISOString();
        const value: Snapshot = { requests, stats, cursor: cursor ?? '', nextCursor, now };
        return { outcome: 'done', value };
      },
      async time(http) {
        const told = await http.get(TOP, tag);
        if (told.outcome !== 'done' && told.outcome !== 'same') return told;
        return { outcome: 'done', value: { now: told.now } };
      },
    },
  };
}

/** As the live entry says it. */
const forbidden = (role: string) => ({
  type: '/problems/forbidden',
  title: 'Forbidden',
  status: 403,
  detail: `This page is for the role ${role}.`,
  code: 'forbidden' as const,
});
