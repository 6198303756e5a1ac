/** The shop decides once, and Parley does it every time: a night, told as it is seen in Slack the next morning. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rule } from '../../src/contract/rules.ts';
import { loseResponse } from '../../stand-ins/slack/served/faults.ts';
import { eventually } from '../support/eventually.ts';
import { buttonsOf, CHANNEL, type SlackScene, shown, slackScene } from '../support/slack-scene.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';

const MINUTE = 60_000;
const baht = (amount: number) => ({ amount, currency: 'THB' });
const BOWLS: Rule = {
  id: 'bowls',
  name: 'Small bowls',
  enabled: true,
  at: 'opened',
  when: { reasons: ['missing_items'], claimTo: baht(10_000) },
  then: { kind: 'partial_refund', percent: 50 },
};
const DAMAGED: Rule = {
  id: 'damaged',
  name: 'Damaged',
  enabled: true,
  at: { beforeDeadline: 1_800 },
  when: { reasons: ['damaged'] },
  then: { kind: 'partial_refund', percent: 30 },
};

describe.each(storeLegs())('A shop that sleeps, on $name', (leg) => {
  let stored: TestStore;
  let scene: SlackScene;
  beforeEach(async () => {
    stored = await leg.open();
    scene = await slackScene({
      store: stored.store,
      seller: { policy: { secondThoughts: true } },
      slack: { limits: { reads: { windowMs: 1, rows: 15 } } },
    });
    await scene.alert({ digestAt: '09:00', quiet: { from: '22:00', to: '07:00' } });
    const seller = await stored.store.directory.seller('shop-1');
    if (seller) await stored.store.directory.putSeller({ ...seller, rules: [BOWLS, DAMAGED] });
  });
  afterEach(async () => {
    await scene.close();
    await stored.cleanup();
  });

  /** Moves to a time of day in Bangkok, on the day that the story begins or the next. */
  const at = (day: '23' | '24', time: string) => `2026-11-${day}T${time}:00.000+07:00`;
  const goTo = (instant: string) => scene.pass(Date.parse(instant) - scene.clock.now());
  const claim = (amount: number) => [
    { sku: 'BOWL', title: 'Bowl', quantity: 1, missingQuantity: 1, unitPrice: baht(amount) },
  ];
  const digests = () =>
    scene.person.messages(CHANNEL).filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('digest:'));
  const offers = async (id: string) => (await scene.read(id)).offers;

  it('answers by its rules, keeps what is held, lets a buyer think again, and says it all in the morning', async () => {
    await goTo(at('23', '23:00'));
    const small = [];
    for (const amount of [6_200, 8_000, 9_000]) small.push(await scene.open({ items: claim(amount) }));
    const damaged = { reason: 'damaged', items: claim(20_000) } as const;
    const held = await scene.open({ ...damaged, respondBy: at('24', '12:00') });
    const last = await scene.open({ ...damaged, respondBy: at('24', '06:00') });
    for (const { id } of small) expect(await offers(id)).toMatchObject([{ status: 'pending', percent: 50 }]);
    expect(await offers(last.id)).toEqual([]);
    await scene.post(`/v1/requests/${held.id}/hold-rule`, {}, 'seller:shop-1:mali');

    const [first] = small;
    await scene.rejectOffer(first?.id ?? '');
    await goTo(at('24', '00:30'));
    const [offer] = await offers(first?.id ?? '');
    await scene.post(`/v1/requests/${first?.id}/offers/${offer?.id}/accept`, {}, 'buyer:buyer-1');
    expect((await scene.read(first?.id ?? '')).status).toBe('settling');

    // The rule's moment comes for two instances at once; the one that tells of it dies before it hears back.
    const dying = await slackScene({ store: stored.store, beside: scene.slack, clock: scene.clock });
    scene.clock.advance(Date.parse(at('24', '05:30')) - scene.clock.now());
    scene.slack.faults.next('chat.postMessage', loseResponse());
    await Promise.all([dying.service.app.sweep.run(), scene.service.app.sweep.run()]);
    await dying.settle();
    await dying.close();
    await scene.pass(2 * MINUTE);
    await scene.pass(2 * MINUTE);
    expect(await offers(last.id)).toMatchObject([
      { status: 'pending', percent: 30, amount: baht(6_000), createdAt: '2026-11-23T22:30:00.000Z' },
    ]);

    await goTo(at('24', '07:00'));
    await goTo(at('24', '08:59'));
    expect(digests()).toEqual([]);
    await goTo(at('24', '09:00'));
    await eventually('the digest comes', () => expect(digests()).toHaveLength(1));
    const [digest] = digests();
    const said = digest ? `${digest.text}\n${shown(digest)}` : '';
    expect(said).toContain('1 request waits for you');
    expect(said).toContain('Since yesterday your rules answered 4 requests');
    expect(said).toMatch(/฿31\.00 offered · Small bowls · order \S+ · the buyer took it after all/u);
    expect(said).toMatch(/฿60\.00 offered · Damaged · order \S+ · the buyer has not answered yet/u);
    expect(said).toContain(held.orderId);
    expect(said).not.toContain('about to answer');
    for (const { id } of [...small, held, last]) expect(scene.parents(id)).toHaveLength(1);
    expect(buttonsOf(scene.parent(held.id))).toEqual(['parley:approve', 'parley:reject', 'parley:offer']);
    await goTo(at('24', '10:00'));
    expect(digests()).toHaveLength(1);
  });
});
