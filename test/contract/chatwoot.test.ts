/** Buyers in Chatwoot where it depends on the storage: who wins, who works, and what a process that died leaves behind. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../support/builders.ts';
import { type ChatwootScene, CONVERSATION, chatwootStage } from '../support/chatwoot-scene.ts';
import { eventually } from '../support/eventually.ts';
import { storeLegs } from '../support/stores.ts';

const MINUTE = 60_000;

describe.each(storeLegs())('A buyer in Chatwoot, on $name', (leg) => {
  let scene: ChatwootScene;
  const { start, restart, another } = chatwootStage((on) => {
    scene = on;
  }, leg.open);
  beforeEach(() => start());

  const offer = (id: string) =>
    scene.post(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 50 }, 'seller:shop-1');

  it('is told, answers and is answered without anybody asking for it', async () => {
    await start({ start: true });
    const { id } = await scene.open();
    await scene.post(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 50 }, 'seller:shop-1');
    const card = await eventually('the card is there', () => scene.card());
    const [item] = card.attributes.items as { value: string }[];
    await scene.chatwoot.choose(CONVERSATION, card.id, item?.value ?? '');
    await eventually(
      'the outcome is told',
      () => expect(scene.texts().filter((text) => text.includes('You accepted '))).toHaveLength(1),
      () => scene.texts(),
    );
    expect((await scene.read(id)).status).toBe('settling');
  });

  it('is answered for once, however often Chatwoot tells it', async () => {
    const { id } = await scene.offered();
    await scene.choose('accept');
    const texts = scene.texts();
    const { version } = await scene.read(id);
    const told = scene.chatwoot.last();
    expect(await Promise.all([scene.chatwoot.tell(told), scene.chatwoot.tell(told)])).toEqual([200, 200]);
    await scene.settle();
    expect((await scene.read(id)).version).toBe(version);
    expect(scene.texts()).toEqual(texts);
  });

  it('races the same buyer in Parley: exactly one answer wins, and both places tell the same', async () => {
    const { id, offerId } = await scene.offered();
    await Promise.all([
      scene.choose('reject'),
      scene.post(`/v1/requests/${id}/offers/${offerId}/accept`, {}, 'buyer:buyer-1'),
    ]);
    await scene.settle();
    const status = (await scene.read(id)).offer?.status;
    const types = await scene.eventsOf(id);
    expect(types.filter((type) => type === 'offer.accepted' || type === 'offer.rejected')).toEqual([`offer.${status}`]);
    const word = status === 'accepted' ? 'You accepted ' : 'You rejected';
    expect(scene.texts().some((text) => text.includes(word))).toBe(true);
    const lost = scene.texts().filter((text) => text.startsWith('Your answer did not count'));
    expect(lost).toHaveLength(status === 'accepted' ? 1 : 0);
  });

  it('finds what a process that died had posted, and tells on from there', async () => {
    const { id } = await scene.open();
    // The process dies after Chatwoot took the card and before that could be noted.
    const { finish, note } = scene.store.work.chatwoot;
    scene.chatwoot.faults.push({
      on: 'send',
      after() {
        scene.store.work.chatwoot.finish = () => Promise.reject(new Error('killed'));
        scene.store.work.chatwoot.note = () => Promise.reject(new Error('killed'));
      },
    });
    await offer(id);
    await scene.settle();
    expect(scene.cards()).toHaveLength(1);
    Object.assign(scene.store.work.chatwoot, { finish, note });
    await restart();
    await scene.pass(2 * MINUTE);
    expect(scene.cards()).toHaveLength(1);
    await scene.choose('accept');
    expect((await scene.read(id)).offer?.status).toBe('accepted');
    expect(scene.texts().filter((text) => text.includes('You accepted '))).toHaveLength(1);
  });

  it('lets two processes work without telling anything twice', async () => {
    const other = await another();
    const { id } = await scene.open();
    await offer(id);
    await Promise.all([scene.settle(), other.settle()]);
    await scene.choose('accept');
    await Promise.all([scene.settle(), other.settle()]);
    await Promise.all([scene.pass(HOUR), other.settle()]);
    expect(scene.cards()).toHaveLength(1);
    expect(scene.texts()).toHaveLength(new Set(scene.texts()).size);
    await other.service.close();
  });
});
