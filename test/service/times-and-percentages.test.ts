/** Times lie between 2000 and 20 years from now, percentages have at most two decimals (SPEC.md sections 3 and 4). */
import { afterEach, describe, expect, it } from 'vitest';
import { InstantInput, LocalDate, Percent } from '../../src/contract/primitives.ts';
import { thaiPolicy } from '../support/builders.ts';
import { type Api, integrator, onSqlite } from '../support/http.ts';
import { imported, jsonLines, opening, sellerLine, storages } from '../support/import-scene.ts';
import { sqliteStore } from '../support/stores.ts';
import { FakeClock, input, shop } from '../support/world.ts';

const BOUNDS = 'must be between the year 2000 and 20 years from now';
const THIS_YEAR = new Date().getUTCFullYear();
const BUDDHIST = `${BOUNDS}: 2569 looks like a year of the Buddhist calendar, write 2026`;

type Reply = { status: number; body: { code?: unknown; errors?: unknown } };
type Send = (api: Api, value: string) => Promise<Reply>;
const putPolicy = (api: Api, changes: object) => {
  const policy = thaiPolicy();
  const { zone: _zone, ...calendar } = policy.calendar;
  const { market: _market, ...body } = { ...policy, calendar, ...changes };
  return api.call('PUT', '/v1/policies/TH', { as: integrator, body: { market: 'TH', ...body } });
};
const putShop = (api: Api, changes: object) => {
  const { id: _id, ...body } = shop();
  return api.call('PUT', '/v1/sellers/shop-2', { as: integrator, body: { ...body, ...changes } });
};
const putRule = (api: Api, then: object) => {
  const rule = { id: 'rule-1', name: 'Bowls', enabled: true, at: 'opened', when: {}, then };
  return api.call('PUT', '/v1/sellers/shop-1/rules', { as: integrator, body: { rules: [rule] } });
};
const calendarWith = (changes: object) => ({ calendar: { ...thaiPolicy().calendar, zone: undefined, ...changes } });

const TIMES: readonly [place: string, path: string, send: Send][] = [
  ['openedAt', 'openedAt', (api, openedAt) => api.post('/v1/requests', { ...input(), openedAt })],
  ['respondBy', 'respondBy', (api, respondBy) => api.post('/v1/requests', { ...input(), respondBy })],
  [
    'a logistics event',
    'events[0].at',
    async (api, at) => {
      const { id } = await api.open();
      return api.post(`/v1/requests/${id}/logistics`, { events: [{ at, kind: 'in_transit', text: 'On its way' }] });
    },
  ],
  ['since of the figures', 'since', (api, since) => api.get(`/v1/stats?since=${encodeURIComponent(since)}`)],
  [
    'since of a replay',
    'since',
    async (api, since) => {
      const { body } = await api.post('/v1/webhooks', { url: 'https://shop.example/p' });
      return api.post(`/v1/webhooks/${body.id}/replay`, { since });
    },
  ],
];
const DATES: typeof TIMES = [
  ['holidays of a shop', 'holidays[0]', (api, date) => putShop(api, { holidays: [date] })],
  [
    'extra holidays of a shop',
    'policy.calendar.extraHolidays[0]',
    (api, date) => putShop(api, { policy: { calendar: { extraHolidays: [date] } } }),
  ],
  [
    'working days of a shop',
    'policy.calendar.workingDays[0]',
    (api, date) => putShop(api, { policy: { calendar: { workingDays: [date] } } }),
  ],
  [
    'holidays of a changed shop',
    'holidays[0]',
    async (api, date) => {
      await putShop(api, {});
      return api.call('PATCH', '/v1/sellers/shop-2', { as: integrator, body: { holidays: [date] } });
    },
  ],
  [
    'extra holidays of a market',
    'calendar.extraHolidays[0]',
    (api, date) => putPolicy(api, calendarWith({ extraHolidays: [date] })),
  ],
  [
    'working days of a market',
    'calendar.workingDays[0]',
    (api, date) => putPolicy(api, calendarWith({ workingDays: [date] })),
  ],
];

onSqlite((api) => {
  it.each(TIMES)('%s lies in our time', async (_place, path, send) => {
    await api().open();
    const wrong = async (time: string) => (await send(api(), time)).body.errors;
    expect(await wrong('2569-11-24T09:30:00.000Z')).toEqual([{ path, message: BUDDHIST }]);
    expect(await wrong('1999-12-31T23:59:59.999Z')).toEqual([{ path, message: BOUNDS }]);
    expect(await wrong('2000-01-01T01:00:00+07:00')).toEqual([{ path, message: BOUNDS }]);
    expect(await wrong(`${THIS_YEAR + 21}-01-01T00:00:00Z`)).toEqual([{ path, message: BOUNDS }]);
  });

  it.each(DATES)('%s lie in our time', async (_place, path, send) => {
    await api().open();
    const wrong = async (date: string) => (await send(api(), date)).body.errors;
    expect(await wrong('2569-11-24')).toEqual([{ path, message: BUDDHIST }]);
    expect(await wrong('1999-12-31')).toEqual([{ path, message: BOUNDS }]);
    expect(await wrong(`${THIS_YEAR + 21}-01-01`)).toEqual([{ path, message: BOUNDS }]);
    expect((await send(api(), `${THIS_YEAR}-12-31`)).status).toBe(200);
  });

  it.each<[string, string, Send]>([
    ['of an offer', 'percent', onOffer],
    [
      'of a quick pick',
      'quickPicks.damaged[1]',
      (api, n) => putPolicy(api, { quickPicks: { damaged: [50, Number(n)] } }),
    ],
    [
      'of the lower limit',
      'limits.minPercent',
      (api, n) => putPolicy(api, { limits: { ...thaiPolicy().limits, minPercent: Number(n) } }),
    ],
    [
      'of a shop’s upper limit',
      'policy.limits.maxPercent',
      (api, n) => putShop(api, { policy: { limits: { maxPercent: Number(n) } } }),
    ],
    [
      'of a shop’s quick pick',
      'policy.quickPicks.damaged[0]',
      (api, n) => putShop(api, { policy: { quickPicks: { damaged: [Number(n)] } } }),
    ],
    [
      'of a shop’s rule',
      'rules[0].then.percent',
      (api, n) => putRule(api, { kind: 'partial_refund', percent: Number(n) }),
    ],
    ['whose odds are asked', 'percent', oddsOf],
  ])('a percentage %s has at most two decimals', async (_place, path, send) => {
    await api().open();
    for (const percent of ['33.334', '33.333', '0.125']) {
      expect((await send(api(), percent)).body.errors).toEqual([{ path, message: 'must have at most two decimals' }]);
    }
    expect((await send(api(), '33.33')).status).toBeLessThan(300);
  });

  async function oddsOf(of: Api, percent: string): Promise<Reply> {
    const { id } = await of.open();
    return of.get(`/v1/requests/${id}/odds?percent=${percent}`, { ...integrator, actor: 'seller:shop-1' });
  }
  async function onOffer(of: Api, percent: string): Promise<Reply> {
    const { id } = await of.open();
    return of.post(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: Number(percent) });
  }
});

it('every percentage of two decimals is one, however it is held in memory', () => {
  for (let hundredths = 1; hundredths <= 10_000; hundredths += 1) {
    expect(Percent.safeParse(hundredths / 100).success, String(hundredths / 100)).toBe(true);
    expect(Percent.safeParse((hundredths * 10 + 1) / 1_000).success, String(hundredths)).toBe(false);
  }
});

describe('The bounds themselves', () => {
  it.each([
    ['2000-01-01T00:00:00.000Z', true],
    ['1999-12-31T23:59:59.999Z', false],
    [new Date(Date.now() + 19.9 * 365.25 * 86_400_000).toISOString(), true],
    [new Date(Date.now() + 20.1 * 365.25 * 86_400_000).toISOString(), false],
    ['9999-12-31T23:59:59.999Z', false],
  ])('%s: %s', (time, taken) => {
    expect(InstantInput.safeParse(time).success).toBe(taken);
    expect(LocalDate.safeParse(time.slice(0, 10)).success).toBe(taken);
  });

  it('a leap day of the Buddhist calendar is no date of ours, and is told as one', () => {
    expect(LocalDate.safeParse('2571-02-29').error?.issues[0]?.message).toBe('must be a date such as 2026-05-04');
  });
});

describe('In an import', () => {
  const { fresh, cleanup } = storages(sqliteStore);
  afterEach(cleanup);

  it('openings, shops and markets are read as over HTTP', async () => {
    const late = { kind: 'policy', policy: { ...thaiPolicy(), ...calendarWith({ extraHolidays: ['2569-05-04'] }) } };
    const lines = [
      sellerLine,
      opening(1, { respondBy: '2569-11-24T09:30:00.000Z' }),
      { kind: 'seller', seller: shop({ id: 'shop-2', holidays: ['2569-05-04'] }) },
      late,
    ];
    const { refused } = await imported(await fresh(), new FakeClock(), jsonLines(lines));
    const told = refused.toSorted((a, b) => a.line - b.line).map(({ line, message }) => [line, message]);
    expect(told).toEqual([2, 3, 4].map((line) => [line, expect.stringContaining(BUDDHIST)]));
  });
});
