/** Trying rules on what a shop was asked lately, as each storage keeps it (section 8 of SPEC.md). */
import { expect, it } from 'vitest';
import { createDryRun } from '../../src/application/dry-run.ts';
import type { DryRunReport } from '../../src/contract/dry-run.ts';
import type { RequestView } from '../../src/contract/request.ts';
import type { Rule } from '../../src/contract/rules.ts';
import { actingFor, onEveryStorage } from '../support/http.ts';
import { input, shop } from '../support/world.ts';

const DAY = 86_400_000;
const rule = (changes: Partial<Rule> = {}): Rule => ({
  id: 'bowls',
  name: 'Bowls',
  enabled: true,
  at: { beforeDeadline: 1800 },
  when: {},
  then: { kind: 'partial_refund', percent: 50 },
  ...changes,
});
const baht = (amount: number) => ({ amount, currency: 'THB' });

onEveryStorage((api) => {
  let shops = 0;
  const fresh = async () => {
    const sellerId = `shop-dry-${++shops}`;
    await api().store.directory.putSeller(shop({ id: sellerId }));
    return sellerId;
  };
  const open = async (sellerId: string, changes = {}) =>
    (await api().post<RequestView>('/v1/requests', input({ sellerId, ...changes }))).body;
  const dryRun = async (sellerId: string, rules: Rule[], window = {}) =>
    (await api().post<DryRunReport>(`/v1/sellers/${sellerId}/rules/dry-run`, { rules, ...window })).body;
  const item = (amount: number) => [
    { sku: 'BOWL-1', title: 'Bowl', quantity: 1, missingQuantity: 1, unitPrice: baht(amount) },
  ];

  it('says how many, how much, which approvals by silence it would have avoided, and what happened instead', async () => {
    const sellerId = await fresh();
    const large = await open(sellerId, { items: item(40_000) });
    const small = await open(sellerId, { items: item(10_000) });
    const other = await open(sellerId, { reason: 'damaged' });
    await api().post(`/v1/requests/${small.id}/offers`, { kind: 'partial_refund', percent: 20 });
    api().clock.set(large.deadline?.at ?? '');
    await api().sweep.run();
    await api().relay.idle();

    const at = 'opened' as const;
    const rules = [rule({ when: { reasons: ['missing_items'] } }), rule({ id: 'never', enabled: false, at })];
    expect(await dryRun(sellerId, rules)).toEqual({
      examined: 3,
      truncated: false,
      byRule: [
        {
          id: 'bowls',
          matched: 2,
          offered: baht(20_000),
          unanswered: { answeredFirst: 1, toCome: 0, notPossible: 0 },
          silenceAvoided: 1,
          changed: [
            {
              requestId: large.id,
              orderId: large.orderId,
              claimValue: baht(40_000),
              amount: baht(20_000),
              happened: 'approved_by_timeout',
            },
          ],
        },
        {
          id: 'never',
          matched: 0,
          offered: baht(0),
          unanswered: { answeredFirst: 0, toCome: 0, notPossible: 0 },
          silenceAvoided: 0,
          changed: [],
        },
      ],
      unmatched: 1,
      estimate: null,
    });
    const atOnce = await dryRun(sellerId, [rule({ at })]);
    expect(atOnce.byRule[0]?.changed.map(({ requestId, happened }) => [requestId, happened])).toEqual([
      [large.id, 'approved_by_timeout'],
      [other.id, 'approved_by_timeout'],
      [small.id, 'offered'],
    ]);
    expect((await api().get<RequestView>(`/v1/requests/${large.id}`)).body.status).toBe('awaiting_shipment');
  });

  it('goes over what was opened since, and before until; by default and at most the last 90 days', async () => {
    const sellerId = await fresh();
    const ago = (days: number) => new Date(api().clock.now() - days * DAY).toISOString();
    for (const days of [100, 89, 10, 0]) await open(sellerId, { openedAt: ago(days), respondBy: ago(-1) });
    const examined = async (window = {}) => (await dryRun(sellerId, [rule()], window)).examined;
    expect(await examined()).toBe(3);
    expect(await examined({ since: ago(120) })).toBe(3);
    expect(await examined({ since: ago(10) })).toBe(2);
    expect(await examined({ until: ago(10) })).toBe(1);
    expect(await examined({ since: ago(89), until: ago(10) })).toBe(1);
    const path = `/v1/sellers/${sellerId}/rules/dry-run`;
    const backwards = { rules: [], since: ago(1), until: ago(2) };
    expect(await api().post(path, backwards)).toMatchObject({ status: 400, body: { errors: [{ path: 'until' }] } });
  });

  it('estimates from what became of past offers, as a range', async () => {
    const sellerId = await fresh();
    const buyer = actingFor('buyer:buyer-1');
    for (let n = 0; n < 20; n += 1) {
      const { id } = await open(sellerId, { reason: 'defective' });
      const body = { kind: 'partial_refund', percent: 50 };
      const { offer } = (await api().post<RequestView>(`/v1/requests/${id}/offers`, body)).body;
      await api().post(`/v1/requests/${id}/offers/${offer?.id}/${n < 15 ? 'accept' : 'reject'}`, {}, buyer);
    }
    const only = rule({ at: 'opened', when: { reasons: ['defective'] } });
    const { estimate, byRule } = await dryRun(sellerId, [only]);
    expect(byRule[0]).toMatchObject({ matched: 20, offered: baht(20 * 12_500) });
    expect(estimate?.accepted.low).toBeGreaterThan(10);
    expect(estimate?.accepted.low).toBeLessThan(15);
    expect(estimate?.accepted.high).toBeGreaterThan(15);
    expect(estimate?.accepted.high).toBeLessThan(19);
    expect(estimate?.paid.low.amount).toBeGreaterThan(10 * 12_500);
    expect(estimate?.paid.high.amount).toBeLessThan(19 * 12_500);
    expect((await dryRun(sellerId, [{ ...only, enabled: false }])).estimate).toBeNull();
  });

  it('is refused as saving would be, and is for the shop, agents and the integrator', async () => {
    const sellerId = await fresh();
    const path = `/v1/sellers/${sellerId}/rules/dry-run`;
    const twice = {
      rules: [rule(), rule({ then: { kind: 'partial_refund', amount: { amount: 5, currency: 'USD' } } })],
    };
    expect(await api().post(path, twice)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'rules[1].id' }, { path: 'rules[1].then.amount' }] },
    });
    const statusFor = async (who: string) => (await api().post(path, { rules: [rule()] }, actingFor(who))).status;
    expect(await statusFor(`seller:${sellerId}`)).toBe(200);
    expect(await statusFor('agent:agent-3')).toBe(200);
    expect(await statusFor('seller:shop-other')).toBe(404);
    expect(await statusFor('buyer:buyer-1')).toBe(403);
    expect((await api().get<{ rules: Rule[] }>(`/v1/sellers/${sellerId}/rules`)).body).toEqual({ rules: [] });
  });

  it('is read in pieces with room for others between them, and given up where whoever asked has gone', async () => {
    const sellerId = await fresh();
    for (let n = 0; n < 120; n += 1) await open(sellerId);
    const sizes: number[] = [];
    const requests = {
      ...api().store.requests,
      openings: async (...asked: Parameters<typeof openings>) => {
        const page = await openings(...asked);
        sizes.push(page.length);
        return page;
      },
    };
    const { openings } = api().store.requests;
    const run = createDryRun({ requests }, api().clock);
    const ask = { sellerId, currency: 'THB', rules: [rule({ at: 'opened' })] };
    let others = 0;
    const beside = setInterval(() => {
      others += 1;
    }, 0);
    expect(await run({ ...ask, isGone: () => false })).toMatchObject({ examined: 120 });
    clearInterval(beside);
    expect(sizes).toEqual([25, 25, 25, 25, 20]);
    expect(others).toBeGreaterThan(0);
    sizes.length = 0;
    expect(await run({ ...ask, isGone: () => sizes.length === 2 })).toBeNull();
    expect(sizes).toEqual([25, 25]);
  });
});
