/** A shop's rules over HTTP as each storage keeps them, and what its people see of them (rules 17 and 18). */
import { describe, expect, it } from 'vitest';
import type { MessagesPage } from '../../src/contract/chat.ts';
import type { EventView } from '../../src/contract/event.ts';
import type { OddsView } from '../../src/contract/odds.ts';
import type { RequestView } from '../../src/contract/request.ts';
import type { Rule, RuleList } from '../../src/contract/rules.ts';
import { actingFor, type Credentials, integrator, onEveryStorage } from '../support/http.ts';
import { input, shop } from '../support/world.ts';

const buyer = actingFor('buyer:buyer-1');
const seller = actingFor('seller:shop-1:staff-7');
const agent = actingFor('agent:agent-3');

const rule = (changes: Partial<Rule> = {}): Rule => ({
  id: 'bowls',
  name: 'Bowls',
  enabled: true,
  at: { beforeDeadline: 1800 },
  when: {},
  then: { kind: 'partial_refund', percent: 50 },
  note: 'Keep the bowl',
  ...changes,
});

onEveryStorage((api) => {
  let shops = 0;
  const fresh = async (rules: Rule[], policy = {}) => {
    const sellerId = `shop-rules-${++shops}`;
    await api().store.directory.putSeller({ ...shop({ id: sellerId, policy }), rules });
    return sellerId;
  };
  const open = async (sellerId: string, changes = {}) => {
    const conversationId = `conv-rules-${++shops}`;
    const reply = await api().post<RequestView>('/v1/requests', input({ sellerId, conversationId, ...changes }));
    expect(reply.status).toBe(201);
    return reply.body;
  };
  const read = async (id: string, as: Credentials = integrator) =>
    (await api().get<RequestView>(`/v1/requests/${id}`, as)).body;
  const typesOf = async (id: string, as: Credentials) =>
    (await api().get<{ items: EventView[] }>(`/v1/requests/${id}/events`, as)).body.items.map(({ type }) => type);

  it('rules are set whole by the shop or the integrator, kept beside the shop, and read by agents', async () => {
    await api().store.directory.putSeller(shop());
    const path = '/v1/sellers/shop-1/rules';
    expect((await api().get<RuleList>(path, seller)).body).toEqual({ rules: [] });
    const rules = [rule(), rule({ id: 'vases', at: 'opened', then: { kind: 'approve' } })];
    expect(await api().call('PUT', path, { as: seller, body: { rules } })).toMatchObject({
      status: 200,
      body: { rules },
    });
    const { alerts: _, id: __, ...declared } = shop();
    const kept = await api().call('PUT', '/v1/sellers/shop-1', { as: integrator, body: declared });
    expect(kept.body).not.toHaveProperty('rules');
    expect((await api().get<RuleList>(path, agent)).body).toEqual({ rules });
    expect((await api().get('/v1/sellers/shop-1')).body).not.toHaveProperty('rules');
    expect((await api().call('PUT', path, { as: agent, body: { rules } })).status).toBe(403);
    expect((await api().get(path, actingFor('seller:shop-2'))).status).toBe(404);
  });

  it.each([
    ['two with one id', [rule(), rule()], 'rules[1].id'],
    ['another currency', [rule({ when: { claimTo: { amount: 1, currency: 'USD' } } })], 'rules[0].when.claimTo'],
    [
      'bounds the wrong way round',
      [rule({ when: { claimFrom: { amount: 2, currency: 'THB' }, claimTo: { amount: 1, currency: 'THB' } } })],
      'rules[0].when.claimFrom',
    ],
    ['a star inside', [rule({ when: { skus: ['BO*WL'] } })], 'rules[0].when.skus[0]'],
    ['too late a moment', [rule({ at: { beforeDeadline: 299 } })], 'rules[0].at'],
    ['twenty-one', Array.from({ length: 21 }, (_, n) => rule({ id: `r-${n}` })), 'rules'],
  ])('rules with %s are refused at their field', async (_, rules, path) => {
    await api().store.directory.putSeller(shop());
    const { status, body } = await api().call('PUT', '/v1/sellers/shop-1/rules', { as: seller, body: { rules } });
    expect(status).toBe(400);
    expect(body.errors).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining(path) })]),
    );
  });

  it('rule 17: a rule that acts at the opening shows in the 201', async () => {
    const opened = await open(await fresh([rule({ at: 'opened' })]));
    expect(opened).toMatchObject({
      status: 'negotiating',
      version: 2,
      offer: { by: 'seller', note: 'Keep the bowl', status: 'pending' },
      rule: { id: 'bowls', name: 'Bowls', at: 'opened', status: 'acted' },
    });
  });

  it('rule 17: a rule waits in everybody’s sight but the buyer’s, and acts by the clock, once', async () => {
    const sellerId = await fresh([rule()]);
    const { id, deadline, rule: waiting } = await open(sellerId);
    const actsAt = new Date(Date.parse(deadline?.at ?? '') - 1800_000).toISOString();
    expect(waiting).toEqual({ id: 'bowls', name: 'Bowls', at: { beforeDeadline: 1800 }, status: 'waiting', actsAt });
    expect((await read(id, actingFor(`seller:${sellerId}`))).actions).toContain('hold_rule');
    const seen = await read(id, buyer);
    for (const hidden of ['rule', 'buyerRequests', 'policy']) expect(seen).not.toHaveProperty(hidden);
    const history = (await api().get<{ items: EventView[] }>(`/v1/requests/${id}/events`, buyer)).body.items;
    for (const hidden of ['rule', 'buyerRequests', 'policy']) expect(history[0]?.data).not.toHaveProperty(hidden);

    api().clock.set(actsAt);
    await Promise.all([api().sweep.run(), api().sweep.run()]);
    expect(await read(id)).toMatchObject({ status: 'negotiating', rule: { status: 'acted' } });
    expect((await typesOf(id, integrator)).filter((type) => type === 'offer.proposed')).toHaveLength(1);
    await api().relay.idle();
  });

  it('rule 17: the shop holds a rule; the buyer’s history skips it', async () => {
    const sellerId = await fresh([rule()]);
    const { id, deadline } = await open(sellerId);
    const hold = (as: Credentials) => api().post<RequestView>(`/v1/requests/${id}/hold-rule`, {}, as);
    expect((await hold(buyer)).status).toBe(403);
    const held = await hold(actingFor(`seller:${sellerId}:staff-7`));
    expect(held).toMatchObject({ status: 200, body: { rule: { status: 'held' }, status: 'awaiting_seller' } });
    expect(held.body.rule).not.toHaveProperty('actsAt');
    expect((await hold(agent)).body.version).toBe(held.body.version);
    expect(await typesOf(id, agent)).toContain('rule.held');
    expect(await typesOf(id, buyer)).not.toContain('rule.held');
    api().clock.set(deadline?.at ?? '');
    api().clock.advance(-1000);
    await api().sweep.run();
    expect((await read(id)).offer).toBeNull();
  });

  it('how often a buyer asked a shop in 90 days is a fact of the request, and a rule may ask for it', async () => {
    const sellerId = await fresh([rule({ at: 'opened', when: { buyerRequests: { atMost: 1 } } })]);
    const buyerId = `buyer-often-${++shops}`;
    const asked = async (changes = {}) => {
      const { buyerRequests, rule: chosen } = await open(sellerId, { buyerId, ...changes });
      return [buyerRequests?.count, chosen?.status ?? null];
    };
    const old = new Date(api().clock.now() - 100 * 86_400_000).toISOString();
    expect(await asked({ openedAt: old })).toEqual([0, 'acted']);
    expect(await asked()).toEqual([0, 'acted']);
    expect(await asked()).toEqual([1, 'acted']);
    expect(await asked()).toEqual([2, null]);
    expect((await open(sellerId, { buyerId: 'buyer-other' })).buyerRequests).toEqual({ days: 90, count: 0 });
  });

  it('the same externalId again is the same request, whatever the shop’s rules are by then', async () => {
    const sellerId = await fresh([rule({ at: 'opened' })]);
    const body = input({ sellerId, conversationId: 'conv-rules-again', externalId: 'ext-rules' });
    const first = await api().post<RequestView>('/v1/requests', body);
    await api().call('PUT', `/v1/sellers/${sellerId}/rules`, { as: integrator, body: { rules: [] } });
    const again = await api().post<RequestView>('/v1/requests', body);
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id } });
  });

  it('rule 17: nobody acts in a rule’s name', async () => {
    const token = await api().post('/v1/tokens', { role: 'seller', id: 'shop-1', userId: 'rule:bowls' });
    expect(token).toMatchObject({ status: 400, body: { code: 'invalid_body' } });
    expect((await api().get('/v1/requests', actingFor('seller:shop-1:rule%3Abowls'))).status).toBe(400);
  });

  it('tiers: the respond_by of a claim is that of the last tier it reaches', async () => {
    const day = { value: 1, unit: 'hour' } as const;
    const claimFrom = { amount: 25_000, currency: 'THB' };
    const respondBy = [day, { claimFrom, value: 4, unit: 'hour' } as const];
    const { deadline, openedAt } = await open(await fresh([], { respondBy }));
    expect(Date.parse(deadline?.at ?? '') - Date.parse(openedAt)).toBe(4 * 3_600_000);
    const wrong = [
      { ...day, claimFrom },
      { ...day, claimFrom: { amount: 1, currency: 'USD' } },
    ];
    const body = { name: 'Baan', market: 'TH', zone: 'Asia/Bangkok', policy: { respondBy: wrong } };
    const { status, body: problem } = await api().call('PUT', '/v1/sellers/shop-tiers', { as: integrator, body });
    expect(status).toBe(400);
    expect(problem.errors).toMatchObject([
      { path: 'policy.respondBy[0].claimFrom' },
      { path: 'policy.respondBy[1].claimFrom' },
    ]);
  });

  it('rule 20: odds are those of the shop where it made 20 offers, else of the market where there were 50, else none', async () => {
    const [sellerId, other] = [await fresh([]), await fresh([])];
    const answerOf = async (seller: string, accepted: boolean) => {
      const { id } = await open(seller, { reason: 'defective' });
      const body = { kind: 'partial_refund', percent: 50 };
      const { offer } = (await api().post<RequestView>(`/v1/requests/${id}/offers`, body)).body;
      await api().post(`/v1/requests/${id}/offers/${offer?.id}/${accepted ? 'accept' : 'reject'}`, {}, buyer);
    };
    const oddsOf = async (seller: string) => {
      const { id } = await open(seller, { reason: 'defective' });
      const path = `/v1/requests/${id}/odds?percent=42.5`;
      expect((await api().get(path, buyer)).status).toBe(403);
      return (await api().get<OddsView>(path, actingFor(`seller:${seller}`))).body;
    };
    const none = await oddsOf(sellerId);
    expect(none.basis).toBeNull();
    expect(none.picks.at(-1)).toEqual({
      percent: 42.5,
      amount: { amount: 10_625, currency: 'THB' },
      likely: null,
      low: null,
      high: null,
      offers: 0,
    });
    for (let n = 0; n < 20; n += 1) await answerOf(sellerId, n < 15);
    const own = await oddsOf(sellerId);
    expect(own.basis).toMatchObject({ scope: 'shop', offers: 20 });
    expect(own.picks.map(({ likely, offers }) => [likely, offers])).toEqual(own.picks.map(() => [0.75, 20]));
    expect((await oddsOf(other)).basis).toBeNull();
    for (let n = 0; n < 30; n += 1) await answerOf(await fresh([]), false);
    expect(await oddsOf(other)).toMatchObject({
      basis: { scope: 'market', offers: 50 },
      picks: [{ likely: 0.3 }, {}, {}, {}],
    });
  });

  describe('rule 18: second thoughts', () => {
    const cardOf = async (conversationId: string, as = buyer) => {
      await api().relay.idle();
      const path = `/v1/conversations/${conversationId}/messages`;
      const { messages } = (await api().get<MessagesPage>(path, as)).body;
      return messages.findLast(({ card }) => card)?.card;
    };

    it('rule 18: the card of an offer that ended offers Accept again, in place, until the seller answers', async () => {
      const sellerId = await fresh([rule({ at: 'opened' })], { secondThoughts: true });
      const { id, offer, conversationId } = await open(sellerId);
      await api().post(`/v1/requests/${id}/offers/${offer?.id}/reject`, {}, buyer);
      const card = await cardOf(conversationId);
      expect(card).toMatchObject({ offerId: offer?.id, status: 'rejected', actions: [{ id: 'accept' }] });
      expect(card?.actions).toHaveLength(1);
      expect(card?.outcome).toMatch(/ยังรับข้อเสนอนี้ได้|may still accept/u);
      expect((await cardOf(conversationId, agent))?.actions).toEqual([]);
      expect((await read(id, buyer)).actions).toContain('accept_offer');

      const [taken, decided] = await Promise.all([
        api().post<RequestView>(`/v1/requests/${id}/offers/${offer?.id}/accept`, {}, buyer),
        api().post<RequestView>(`/v1/requests/${id}/approve`, {}, actingFor(`seller:${sellerId}`)),
      ]);
      expect([taken.status, decided.status].sort()).toEqual([200, 409]);
      const after = await read(id);
      expect(after.status).toBe(taken.status === 200 ? 'settling' : 'awaiting_shipment');
      expect((await cardOf(conversationId))?.actions).toEqual([]);
    });
  });
});
