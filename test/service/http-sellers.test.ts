import { expect, it } from 'vitest';
import type { Policy } from '../../src/contract/policy.ts';
import type { SellerView } from '../../src/contract/seller.ts';
import { type Api, actingFor, type Credentials, integrator, onSqlite } from '../support/http.ts';

const BAAN = { name: 'Baan Ceramics', market: 'TH', zone: 'Asia/Bangkok' };
const SLACK = { slack: { channel: 'C1', mention: 'U1' } };
const put = (api: Api, path: string, body: unknown) => api.call('PUT', path, { as: integrator, body });
const patch = (api: Api, path: string, body: unknown, as: Credentials = integrator) =>
  api.call('PATCH', path, { as, body, headers: { 'content-type': 'application/merge-patch+json' } });

onSqlite((api) => {
  it('a seller is declared, read back with its effective policy, and replaced', async () => {
    const declared = await put(api(), '/v1/sellers/shop-1', {
      ...BAAN,
      policy: { maxOffers: 3, limits: { minPercent: 5 } },
    });
    expect(declared.status).toBe(200);
    expect(declared.body).toEqual({ id: 'shop-1', ...BAAN, policy: { maxOffers: 3, limits: { minPercent: 5 } } });
    const read = await api().get<SellerView>('/v1/sellers/shop-1');
    expect(read.body.effectivePolicy).toMatchObject({
      market: 'TH',
      currency: 'THB',
      maxOffers: 3,
      calendar: { zone: 'Asia/Bangkok' },
    });
    expect(read.body.effectivePolicy.limits).toMatchObject({ minPercent: 5, maxPercent: 100 });
    await put(api(), '/v1/sellers/shop-1', { ...BAAN, weekend: [5, 6], holidays: ['2026-12-31'] });
    const { body } = await api().get<SellerView>('/v1/sellers/shop-1');
    expect(body.effectivePolicy.maxOffers).toBe(1);
    expect(body.effectivePolicy.calendar).toMatchObject({ weekend: [5, 6] });
    expect(body.effectivePolicy.calendar.extraHolidays).toContain('2026-12-31');
  });

  it('absent alerts are kept by PUT, and their status is told', async () => {
    await put(api(), '/v1/sellers/shop-alerts', { ...BAAN, alerts: SLACK });
    await put(api(), '/v1/sellers/shop-alerts', { ...BAAN, name: 'New name' });
    const { body } = await api().get<SellerView>('/v1/sellers/shop-alerts');
    expect(body.name).toBe('New name');
    expect(body.alerts?.slack).toEqual({ channel: 'C1', mention: 'U1', status: 'not_connected' });
  });

  it('an escalation is kept, served, and validated at its field', async () => {
    const escalation = [
      { leadSeconds: 7_200, mention: 'U2' },
      { leadSeconds: 3_600, mention: 'S0614TZR7' },
      { leadSeconds: 900, mention: 'W3' },
    ];
    await put(api(), '/v1/sellers/shop-steps', { ...BAAN, alerts: SLACK });
    const own = actingFor('seller:shop-steps');
    const set = await patch(api(), '/v1/sellers/shop-steps', { alerts: { slack: { escalation } } }, own);
    expect(set.body).toMatchObject({ alerts: { slack: { channel: 'C1', escalation } } });
    const { body } = await api().get<SellerView>('/v1/sellers/shop-steps');
    expect(body.alerts?.slack?.escalation).toEqual(escalation);
    const wrongly = async (path: string, steps: object[]) => {
      const answer = await patch(api(), '/v1/sellers/shop-steps', { alerts: { slack: { escalation: steps } } }, own);
      expect(answer.body).toMatchObject({ status: 400, code: 'invalid_body', errors: [{ path }] });
    };
    await wrongly('alerts.slack.escalation', [...escalation, { leadSeconds: 60, mention: 'U4' }]);
    await wrongly('alerts.slack.escalation[0].mention', [{ leadSeconds: 3_600, mention: '#returns' }]);
    await wrongly('alerts.slack.escalation[0].leadSeconds', [{ leadSeconds: null, mention: 'U1' }]);
    await patch(api(), '/v1/sellers/shop-steps', { alerts: { slack: { escalation: null } } }, own);
    const without = await api().get<SellerView>('/v1/sellers/shop-steps');
    expect(without.body.alerts?.slack).not.toHaveProperty('escalation');
  });

  it('a market without a policy, and rules that contradict each other, are refused', async () => {
    const unknown = await put(api(), '/v1/sellers/shop-x', { ...BAAN, market: 'ZZ' });
    expect(unknown.body).toMatchObject({ status: 422, code: 'market_mismatch' });
    expect(unknown.body.detail).toContain('PUT /v1/policies/ZZ');
    const limits = { minPercent: 60, maxPercent: 50 };
    const wrong = await put(api(), '/v1/sellers/shop-x', { ...BAAN, policy: { limits } });
    expect(wrong.body).toMatchObject({
      status: 400,
      code: 'invalid_body',
      errors: [{ path: 'policy.limits.minPercent' }],
    });
    expect(wrong.body.detail).toMatch(/maxPercent\.$/u);
    expect(wrong.body.detail).not.toContain('..');
    const holidays = Array.from({ length: 40 }, (_, day) =>
      new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const closed = await put(api(), '/v1/sellers/shop-x', { ...BAAN, holidays });
    expect(closed.body).toMatchObject({ status: 400, code: 'invalid_body' });
    expect((await api().get('/v1/sellers/shop-x')).status).toBe(404);
  });

  it('a merge patch changes, removes and keeps (RFC 7396)', async () => {
    await put(api(), '/v1/sellers/shop-patch', { ...BAAN, policy: { maxOffers: 3, maxRounds: 2 }, alerts: SLACK });
    const patched = await patch(api(), '/v1/sellers/shop-patch', {
      name: 'Baan',
      policy: { maxOffers: null },
      alerts: { slack: { mention: null } },
    });
    expect(patched.body).toEqual({
      ...BAAN,
      id: 'shop-patch',
      name: 'Baan',
      policy: { maxRounds: 2 },
      alerts: { slack: { channel: 'C1' } },
    });
    const removed = await patch(api(), '/v1/sellers/shop-patch', { policy: null, alerts: null });
    expect(removed.body).toEqual({ ...BAAN, id: 'shop-patch', name: 'Baan' });
  });

  it('what a patch would leave has to be a seller', async () => {
    await put(api(), '/v1/sellers/shop-patch', BAAN);
    for (const [body, path] of [
      [{ name: null }, 'name'],
      [{ colour: 1 }, 'colour'],
      [{ id: 'other' }, 'id'],
      [{ zone: 'Mars' }, 'zone'],
    ] as const) {
      expect((await patch(api(), '/v1/sellers/shop-patch', body)).body).toMatchObject({
        status: 400,
        errors: [{ path }],
      });
    }
    expect((await patch(api(), '/v1/sellers/shop-nobody', { name: 'x' })).status).toBe(404);
    const deep = `{"policy":${'{"a":'.repeat(9000)}1${'}'.repeat(9001)}`;
    expect((await patch(api(), '/v1/sellers/shop-patch', deep)).body).toMatchObject({
      status: 400,
      code: 'invalid_body',
    });
  });

  it('a patch reaches nothing but the seller', async () => {
    await put(api(), '/v1/sellers/shop-patch', BAAN);
    const reply = await patch(api(), '/v1/sellers/shop-patch', '{"policy":{"__proto__":{"polluted":true}}}');
    expect(reply.status).toBe(400);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('a seller sets its own alerts, except where they go', async () => {
    await put(api(), '/v1/sellers/shop-own', { ...BAAN, alerts: SLACK });
    const seller = await api().token({ role: 'seller', id: 'shop-own', userId: 'staff-1' });
    const path = '/v1/sellers/shop-own';
    const quiet = { slack: { quiet: { from: '22:00', to: '07:00' } } };
    expect((await patch(api(), path, { alerts: quiet }, seller)).body).toMatchObject({
      alerts: { slack: { channel: 'C1', ...quiet.slack } },
    });
    for (const body of [
      { name: 'Mine' },
      { policy: { maxOffers: 9 } },
      { alerts: { slack: { channel: 'C2' } } },
      { alerts: { slack: null } },
      { alerts: null },
    ]) {
      expect((await patch(api(), path, body, seller)).body, JSON.stringify(body)).toMatchObject({
        status: 403,
        code: 'forbidden',
      });
    }
    expect((await patch(api(), path, { alerts: quiet }, actingFor('seller:shop-other'))).status).toBe(404);
    expect((await api().get(path, actingFor('seller:shop-other'))).status).toBe(404);
    expect((await api().get(path, seller)).status).toBe(200);
    expect((await api().get(path, await api().token({ role: 'agent', id: 'a' }))).status).toBe(200);
  });

  it('a market starts with its own policy; one that is put replaces it for later requests', async () => {
    const { body: builtIn } = await api().get<Policy>('/v1/policies/TH');
    expect(builtIn).toMatchObject({ market: 'TH', currency: 'THB', respondBy: { value: 1, unit: 'working_day' } });
    const before = await api().open();
    const changed = { ...builtIn, maxOffers: 4 };
    expect((await put(api(), '/v1/policies/TH', changed)).body).toEqual(changed);
    expect((await api().get('/v1/policies/TH')).body).toEqual(changed);
    expect((await api().get<SellerView>('/v1/sellers/shop-1')).body.effectivePolicy.maxOffers).toBe(4);
    const after = await api().open();
    expect([before.offersLeft, after.offersLeft]).toEqual([1, 4]);
    await put(api(), '/v1/policies/TH', builtIn);
  });

  it('a policy for a new market opens it', async () => {
    const { body: thai } = await api().get<Policy>('/v1/policies/TH');
    const japan = { ...thai, market: 'JP', currency: 'JPY', calendar: { ...thai.calendar, holidays: 'JP' } };
    expect((await api().get('/v1/policies/JP')).body).toMatchObject({ currency: 'JPY', calendar: { holidays: 'JP' } });
    const kuwait = { ...japan, market: 'KW', currency: 'KWD', calendar: { ...thai.calendar, holidays: null } };
    expect((await api().get('/v1/policies/KW')).status).toBe(404);
    for (const wrong of [
      { ...kuwait, calendar: { ...kuwait.calendar, holidays: 'KW' } },
      { ...kuwait, currency: 'KWX' },
    ]) {
      expect((await put(api(), '/v1/policies/KW', wrong)).body).toMatchObject({ status: 400, code: 'invalid_body' });
    }
    expect((await put(api(), '/v1/policies/XX', { ...kuwait, market: 'XX' })).body).toMatchObject({
      status: 400,
      errors: [{ path: 'market' }],
    });
    expect((await put(api(), '/v1/policies/KW', kuwait)).status).toBe(200);
    expect((await put(api(), '/v1/sellers/shop-kw', { ...BAAN, market: 'KW', zone: 'Asia/Kuwait' })).status).toBe(200);
    expect((await put(api(), '/v1/sellers/shop-jp', { ...BAAN, market: 'JP', zone: 'Asia/Tokyo' })).status).toBe(200);
  });

  it('a policy for another market than the path, or one that contradicts itself, is refused', async () => {
    const { body: thai } = await api().get<Policy>('/v1/policies/TH');
    expect((await put(api(), '/v1/policies/VN', thai)).body).toMatchObject({ status: 422, code: 'market_mismatch' });
    const wrong = { ...thai, limits: { ...thai.limits, minPercent: 90, maxPercent: 10 } };
    expect((await put(api(), '/v1/policies/TH', wrong)).body).toMatchObject({
      status: 400,
      errors: [{ path: 'limits.minPercent' }],
    });
    const { currency: _, ...partial } = thai;
    expect((await put(api(), '/v1/policies/TH', partial)).body).toMatchObject({
      status: 400,
      errors: [{ path: 'currency' }],
    });
  });

  it('a policy says how far its holidays are known, and takes what it said back', async () => {
    const { body: thai } = await api().get<Policy>('/v1/policies/TH');
    expect(thai.calendar).toMatchObject({ knownUntil: '2027-12-31', zone: 'Asia/Bangkok' });
    expect((await put(api(), '/v1/policies/TH', thai)).body).toEqual(thai);
    await put(api(), '/v1/sellers/shop-1', BAAN);
    const seller = await api().get<SellerView>('/v1/sellers/shop-1');
    expect(seller.body.effectivePolicy.calendar.knownUntil).toBe('2027-12-31');
    expect((await api().get<Policy>('/v1/policies/US')).body.calendar).not.toHaveProperty('knownUntil');
    const { policy } = (await api().open()) as unknown as { policy?: Policy };
    expect(policy?.calendar).not.toHaveProperty('knownUntil');
  });

  it('maxAmount is null for no limit; a policy without one has none', async () => {
    const { body: american } = await api().get<Policy>('/v1/policies/US');
    expect(american.limits).toEqual({ minPercent: 10, maxPercent: 50, minAmount: 500, maxAmount: 5_000 });
    const { maxAmount: _, ...limits } = american.limits;
    expect((await put(api(), '/v1/policies/US', { ...american, limits })).body).toMatchObject({
      limits: { maxAmount: null },
    });
    const small = { ...american, limits: { ...american.limits, maxAmount: 400 } };
    expect((await put(api(), '/v1/policies/US', small)).body).toMatchObject({
      status: 400,
      errors: [{ path: 'limits.minAmount' }],
    });
    await put(api(), '/v1/policies/US', american);
    const shop = { ...BAAN, market: 'US', zone: 'America/New_York' };
    const limitOf = async () =>
      (await api().get<SellerView>('/v1/sellers/shop-us')).body.effectivePolicy.limits.maxAmount;
    await put(api(), '/v1/sellers/shop-us', shop);
    expect(await limitOf()).toBe(5_000);
    await put(api(), '/v1/sellers/shop-us', { ...shop, policy: { limits: { maxAmount: null } } });
    expect(await limitOf()).toBeNull();
    await patch(api(), '/v1/sellers/shop-us', { policy: { limits: { maxAmount: null } } });
    expect(await limitOf()).toBe(5_000);
  });
});
