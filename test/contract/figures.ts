/** Figures by week and month, as they are kept, against the same reckoned from whole histories. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodOf, secondsIn } from '../../src/application/figures.ts';
import type { FigureScope } from '../../src/application/ports/figures.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { createStats } from '../../src/application/stats.ts';
import { REASONS } from '../../src/contract/choices.ts';
import { type RequestEvent, type RequestState, wakeAt } from '../../src/domain/request.ts';
import { live, openings, steps } from '../support/arbitrary.ts';
import { following, HOUR, later, offer, opening, requestState } from '../support/builders.ts';
import { request } from '../support/story.ts';
import { type Factory, freshStores } from './fixture.ts';

interface Life {
  id: string;
  scope: Required<FigureScope>;
  moments: { state: RequestState; events: readonly RequestEvent[] }[];
}

const SHOPS = [
  { sellerId: 'shop-1', market: 'TH' },
  { sellerId: 'shop-2', market: 'TH' },
  { sellerId: 'shop-3', market: 'VN' },
];

/** Lives of requests in three shops, of all reasons: of those drawn, the ones with the most offers. */
function lives(count: number): Life[] {
  const drawn = fc.sample(fc.tuple(openings, steps), { numRuns: 10 * count });
  const made = drawn.map(([asked, life], index) => {
    const reason = REASONS[index % REASONS.length] ?? 'damaged';
    const scope = { ...(SHOPS[index % SHOPS.length] ?? { sellerId: 'shop-1', market: 'TH' }), reason };
    const opened = request({ ...asked, reason });
    const moments: Life['moments'] = [{ state: opened.state, events: opened.history }];
    live({ ...asked, reason }, life, ({ decision }) => {
      if (decision.events.length > 0) moments.push(decision);
    });
    return { id: `req_${index}`, scope, moments };
  });
  const offers = ({ moments }: Life) => moments.at(-1)?.state.offers.length ?? 0;
  return made.sort((a, b) => offers(b) - offers(a)).slice(0, count);
}

const ANSWERS = ['request.approved', 'request.rejected', 'offer.proposed', 'offer.auto_approved'];

/** What a history says happened, each with its moment, without what the storages use to count. */
function told({ moments }: Life): { at: string; name: string; seconds?: number }[] {
  const events = moments.flatMap((moment) => moment.events);
  const last = moments.at(-1)?.state;
  const answer = events.find(({ type, actor }) => ANSWERS.includes(type) && actor.kind !== 'platform');
  const silent = events.find(({ type, actor }) => type === 'request.approved' && actor.kind === 'platform');
  const offers = (last?.offers ?? []).map(({ createdAt: at, status, answer: ended }) => ({ at, status, ended }));
  const answered = offers.filter(({ status }) => status === 'accepted' || status === 'rejected');
  return [
    { at: last?.openedAt ?? '', name: 'opened' },
    ...(answer ? [{ at: answer.at, name: 'answeredInTime' }] : []),
    ...(silent ? [{ at: silent.at, name: 'timeouts' }] : []),
    ...offers.map(({ at }) => ({ at, name: 'made' })),
    ...offers.filter(({ status }) => status === 'accepted').map(({ at }) => ({ at, name: 'accepted' })),
    ...answered.map(({ at, ended }) => {
      return { at, name: 'answers', seconds: (Date.parse(ended?.at ?? '') - Date.parse(at)) / 1000 };
    }),
  ];
}

const within = (scope: FigureScope, life: Life): boolean =>
  Object.entries(scope).every(([field, value]) => life.scope[field as keyof FigureScope] === value);

/** Commits lives of requests, one moment after the other. */
export async function lived({ requests }: Pick<Store, 'requests'>, count: number): Promise<Life[]> {
  const made = lives(count);
  for (const { id, scope, moments } of made) {
    let version = 0;
    for (const { state, events } of moments) {
      const whole = { ...state, id, facts: { ...state.facts, ...scope, conversationId: `conv-${id}` } };
      const own = events.map((event) => ({ ...event, requestId: id, id: `${id}-${event.seq}` }));
      const commit = {
        state: whole as RequestState,
        events: own,
        expectedVersion: version,
        wakeAt: wakeAt(whole as RequestState),
      };
      expect(await requests.commit(commit)).toBe('committed');
      version = state.version;
    }
  }
  return made;
}

/** How often each thing was counted in each week or month; how long answers took is left out. */
export async function figuresKept(
  { requests }: Pick<Store, 'requests'>,
  scope: FigureScope,
  grain: 'week' | 'month',
): Promise<Map<string, number>> {
  const found = await requests.figures({ ...scope, grain, from: '2026-01-01', until: '2028-01-01' });
  const sums = new Map<string, number>();
  for (const { from, name, count } of found) {
    const key = `${from} ${secondsIn(name) === null ? name : 'answers'}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return sums;
}

export function figuresContract(factory: Factory): void {
  describe('figures by week and month', () => {
    const at = freshStores(factory);

    function reckoned(all: Life[], scope: FigureScope, grain: 'week' | 'month'): Map<string, number> {
      const sums = new Map<string, number>();
      for (const happened of all.filter((life) => within(scope, life)).flatMap(told)) {
        const key = `${periodOf(grain, happened.at.slice(0, 10))} ${happened.name}`;
        sums.set(key, (sums.get(key) ?? 0) + 1);
      }
      return sums;
    }

    it('are those of the histories, of all, of a shop, a market, a reason and of these together', async () => {
      const all = await lived(at.store, 40);
      const scopes: FigureScope[] = [
        {},
        { sellerId: 'shop-1' },
        { market: 'TH' },
        { reason: 'damaged' },
        { market: 'TH', reason: 'damaged' },
        { sellerId: 'shop-2', reason: 'missing_items' },
        { sellerId: 'shop-3', market: 'VN', reason: 'defective' },
        { sellerId: 'shop-3', market: 'TH' },
      ];
      for (const scope of scopes) {
        for (const grain of ['week', 'month'] as const) {
          const figures = await figuresKept(at.store, scope, grain);
          expect(Object.fromEntries(figures), JSON.stringify(scope)).toEqual(
            Object.fromEntries(reckoned(all, scope, grain)),
          );
        }
      }
      const { byStatus } = await at.store.requests.stats({ market: 'TH', since: '2026-01-01T00:00:00.000Z', now: 0 });
      const statuses: Record<string, number> = {};
      for (const { scope, moments } of all) {
        const status = moments.at(-1)?.state.status ?? '';
        if (scope.market === 'TH') statuses[status] = (statuses[status] ?? 0) + 1;
      }
      expect(byStatus).toEqual(statuses);
    });

    it('are summed to a series, of which each part is one week, month or quarter, empty ones too', async () => {
      const first = requestState({ id: 'req_1', openedAt: '2026-10-01T00:00:00.000Z' });
      const early = offer({
        status: 'accepted',
        createdAt: '2026-10-02T00:00:00.000Z',
        answer: { by: 'buyer', at: '2026-10-02T01:00:00.000Z' },
      });
      await at.store.requests.commit(opening({ ...first, offers: [early] }));
      const second = requestState({ id: 'req_2', openedAt: '2026-11-22T23:59:59.999Z' });
      await at.store.requests.commit(opening(second));
      const approved = { updatedAt: '2026-11-23T00:00:00.000Z', status: 'awaiting_shipment' } as const;
      await at.store.requests.commit(following(second, approved, 'request.approved', { data: { cause: 'timeout' } }));
      const stats = createStats(at.store, { now: () => Date.parse('2026-11-30T06:00:00.000Z') });
      const since = '2026-11-17T12:00:00.000Z';
      const { series: weeks } = await stats({ since, bucket: 'week' });
      const none = { opened: 0, answeredInTime: 0, timeouts: 0, made: 0, accepted: 0, medianAnswerSeconds: null };
      expect(weeks).toEqual([
        { ...none, from: '2026-11-16T00:00:00.000Z', opened: 1 },
        { ...none, from: '2026-11-23T00:00:00.000Z', timeouts: 1 },
        { ...none, from: '2026-11-30T00:00:00.000Z' },
      ]);
      const { series: months } = await stats({ since: '2026-10-31T00:00:00.000Z', bucket: 'month' });
      const october = { ...none, opened: 1, made: 1, accepted: 1, medianAnswerSeconds: 3600 };
      expect(months).toEqual([
        { ...october, from: '2026-10-01T00:00:00.000Z' },
        { ...none, from: '2026-11-01T00:00:00.000Z', opened: 1, timeouts: 1 },
      ]);
      const { series: quarters } = await stats({ since: '2026-09-30T23:00:00.000Z', bucket: 'quarter' });
      expect(quarters).toEqual([
        { ...none, from: '2026-07-01T00:00:00.000Z' },
        { ...october, from: '2026-10-01T00:00:00.000Z', opened: 2, timeouts: 1 },
      ]);
      expect((await stats({ since })).series).toBeUndefined();
      expect((await stats({ since: '2000-01-01T00:00:00.000Z', bucket: 'week' })).series).toHaveLength(120);
    });

    it('of a market and a reason count what is due, offered and timed out in these alone', async () => {
      const open = (id: string, facts: object) =>
        at.store.requests.commit(opening(requestState({ id, facts, offers: [offer({ id: `ofr_${id}` })] })));
      await open('req_1', {});
      await open('req_2', { reason: 'damaged' });
      await open('req_3', { market: 'VN', sellerId: 'shop-2', reason: 'damaged' });
      const of = (scope: FigureScope) =>
        at.store.requests.stats({ ...scope, since: later(-HOUR), now: Date.parse(later(24 * HOUR)) });
      const seen = async (scope: FigureScope) => {
        const { byStatus, due, offers } = await of(scope);
        return [byStatus.awaiting_seller, due.overdue, offers.length];
      };
      expect(await seen({})).toEqual([3, 3, 3]);
      expect(await seen({ market: 'TH' })).toEqual([2, 2, 2]);
      expect(await seen({ reason: 'damaged' })).toEqual([2, 2, 2]);
      expect(await seen({ market: 'TH', reason: 'damaged' })).toEqual([1, 1, 1]);
      expect(await seen({ sellerId: 'shop-1', reason: 'damaged' })).toEqual([1, 1, 1]);
      expect(await seen({ sellerId: 'shop-2', market: 'TH' })).toEqual([undefined, 0, 0]);
    });
  });
}
