/** A buyer who answers in Chatwoot: what they see there, what their choice does, and what they hear of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { valuesOf } from '../../src/application/cards/values.ts';
import { PARLEY } from '../../stand-ins/chatwoot/fake-chatwoot.ts';
import { HOUR } from '../support/builders.ts';
import { type ChatwootScene, CONVERSATION, chatwootStage } from '../support/chatwoot-scene.ts';
import { SECRET } from '../support/service.ts';

const MINUTE = 60_000;
const DAY = 24 * HOUR;

/** What a reader sees where character references are drawn. */
const drawn = (text: string): string =>
  text.replaceAll('\u200B', '').replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)));

describe('A buyer in Chatwoot', () => {
  let scene: ChatwootScene;
  const { start } = chatwootStage((on) => {
    scene = on;
  });
  beforeEach(() => start());

  /** What they read of a choice that came to nothing. */
  const inVain = () => scene.texts().filter((text) => text.startsWith('Your answer did not count'));
  const accept = (id: string, offerId: string) =>
    scene.post(`/v1/requests/${id}/offers/${offerId}/accept`, {}, 'buyer:buyer-1');

  it('sees the offer with two options, and is sent it once', async () => {
    const { id, offerId } = await scene.offered();
    const card = scene.card();
    expect(card.content).toMatch(
      /The shop offers a refund of ฿125\.00.*\n“So sorry”\n1 × ชามเซรามิก\nAccept or reject/su,
    );
    const valueFor = valuesOf({ requestId: id, offerId }, [SECRET]);
    expect(card.attributes.items).toEqual([
      { title: 'Accept', value: valueFor('accept') },
      { title: 'Reject', value: valueFor('reject') },
    ]);
    expect(card).toMatchObject({ kind: 'outgoing', private: false, sender: PARLEY });
    await scene.pass(HOUR);
    expect(scene.cards()).toHaveLength(1);
  });

  it('accepts by choosing, as the buyer, and reads what came of it in answer to the offer', async () => {
    const { id } = await scene.offered();
    const card = scene.card();
    await scene.choose('accept');
    expect(await scene.read(id)).toMatchObject({ status: 'settling', offer: { status: 'accepted' } });
    const [accepted] = (await scene.store.requests.events(id, 0, 50)).filter(({ type }) => type === 'offer.accepted');
    expect(accepted?.actor).toEqual({ kind: 'buyer', id: 'buyer-1' });
    const outcome = scene.chatwoot
      .seenByBuyer(CONVERSATION)
      .find(({ attributes }) => attributes.in_reply_to === card.id);
    expect(outcome?.content).toContain('You accepted ฿125.00');
  });

  it('rejects by choosing, and reads that the shop decides anew', async () => {
    const { id } = await scene.offered();
    await scene.choose('reject');
    expect(await scene.read(id)).toMatchObject({ status: 'awaiting_seller', offer: { status: 'rejected' } });
    expect(scene.texts().filter((text) => text.startsWith('You rejected ฿'))).toHaveLength(1);
    expect(scene.texts().filter((text) => text.startsWith('You rejected the offer. The shop decides by'))).toHaveLength(
      1,
    );
  });

  it('reads everything in the language and zone of the request', async () => {
    await scene.offered({ buyerLocale: 'id', buyerZone: 'Asia/Jakarta' });
    const card = scene.card();
    expect(card.content).toContain('Toko menawarkan pengembalian dana');
    expect(card.content).toContain('09.30');
    expect((card.attributes.items as { title: string }[]).map(({ title }) => title)).toEqual(['Terima', 'Tolak']);
  });

  it('hears of an offer that was answered in Parley, and the options are no way back', async () => {
    const { id, offerId } = await scene.offered();
    await accept(id, offerId);
    await scene.settle();
    const told = scene.texts().filter((text) => text.includes('You accepted ฿125'));
    expect(told).toHaveLength(1);
    await scene.choose('reject');
    expect(await scene.read(id)).toMatchObject({ status: 'settling', offer: { status: 'accepted' } });
    expect(inVain()).toEqual([
      expect.stringMatching(/^Your answer did not count: the offer was closed[\s\S]*You accepted ฿125\.00/u),
    ]);
  });

  it('hears that the shop withdrew the offer', async () => {
    const { id, offerId } = await scene.offered();
    await scene.post(`/v1/requests/${id}/offers/${offerId}/withdraw`, { text: 'Found the bowl' }, 'seller:shop-1');
    await scene.settle();
    const outcome = scene.chatwoot
      .seenByBuyer(CONVERSATION)
      .filter(({ attributes }) => attributes.in_reply_to === scene.card().id);
    expect(outcome.map(({ content }) => content)).toEqual([expect.stringContaining('Found the bowl')]);
  });

  it('hears that the time is over, and once more where they choose after it', async () => {
    const { id } = await scene.offered();
    await scene.pass(DAY + MINUTE);
    expect((await scene.read(id)).offer?.status).toBe('expired');
    const before = scene.texts().length;
    await scene.choose('accept');
    expect((await scene.read(id)).status).toBe('awaiting_seller');
    expect(scene.texts()).toHaveLength(before + 1);
    expect(inVain()).toHaveLength(1);
    await scene.choose('accept');
    expect(scene.texts()).toHaveLength(before + 1);
  });

  it('is late where the choice arrives after the end and before the clock has said so', async () => {
    const { id } = await scene.offered();
    scene.clock.advance(DAY + MINUTE);
    await scene.choose('accept');
    expect(await scene.eventsOf(id)).toContain('offer.expired');
    expect(await scene.eventsOf(id)).not.toContain('offer.accepted');
    expect(scene.texts().filter((text) => text.startsWith('Your answer did not count: the time'))).toHaveLength(1);
  });

  it('is counted by when the choice arrived, however long its answer takes to be carried out', async () => {
    const { id } = await scene.offered();
    const [item] = scene.card().attributes.items as { value: string }[];
    await scene.chatwoot.choose(CONVERSATION, scene.card().id, item?.value ?? '');
    scene.clock.advance(DAY + MINUTE);
    await scene.settle();
    expect((await scene.read(id)).offer?.status).toBe('accepted');
  });

  it('is offered no other amount as an option, since an option carries none', async () => {
    await scene.store.directory.putSeller({
      id: 'shop-1',
      name: 'Bowls',
      market: 'TH',
      zone: 'Asia/Bangkok',
      policy: { maxRounds: 3 },
    });
    await scene.offered();
    expect(scene.card().attributes.items).toHaveLength(2);
    expect(scene.card().content).not.toContain('amount');
  });

  it('reads of an offer that needs no answer in one message without options', async () => {
    const { id } = await scene.open();
    await scene.post(`/v1/requests/${id}/offers`, { kind: 'refund_only' }, 'seller:shop-1');
    await scene.settle();
    expect(scene.cards()).toEqual([]);
    expect(scene.texts().filter((text) => text.includes('฿250.00')).length).toBeGreaterThan(0);
    expect((await scene.read(id)).offer?.status).toBe('auto_approved');
  });

  it('reads words of people as words: what looks like Markdown is escaped, addresses stay links', async () => {
    const note = '[free money](https://evil.example) **now** <script> {{contact.email}} {% for i in (1..9) %}';
    const { id, offerId } = await scene.offered({}, note);
    const shown = scene.card().content ?? '';
    expect(shown).toMatch(/“&#91;free money&#93;\(https:\u200B\/\/evil\.\u200Bexample\)/u);
    expect(shown.split('\n').slice(1, -1).join('')).not.toMatch(/[*_<>[\]{}]|https?:\/\//u);
    expect(drawn(shown)).toContain(`“${note}”`);
    const text = '[click](javascript:alert(1)) {{agent.email}} see https://shop.example/a_b_c';
    await scene.post(`/v1/requests/${id}/offers/${offerId}/withdraw`, { text }, 'seller:shop-1');
    await scene.settle();
    const said = scene.texts().find((one) => one.includes('shop.example/a_b_c'));
    expect(said?.replaceAll('\u200B', '')).toContain(
      '\\[click\\](javascript:alert(1)) \\{\\{agent.email\\}\\} see https://shop.example/a_b_c',
    );
  });

  it('cannot answer for a request of another conversation, whatever value comes back', async () => {
    const offered = await scene.offered();
    const { id } = offered;
    const other = await scene.open({ conversationId: 'chatwoot:1:43', buyerId: 'buyer-2', orderId: 'other' });
    scene.chatwoot.conversation(43);
    const offer = await scene.post(
      `/v1/requests/${other.id}/offers`,
      { kind: 'partial_refund', percent: 50 },
      'seller:shop-1',
    );
    for (const value of [
      valuesOf({ requestId: other.id, offerId: offer.body.offer?.id ?? '' }, [SECRET])('accept'),
      valuesOf({ requestId: id, offerId: offered.offerId }, ['another secret'])('accept'),
      valuesOf({ requestId: 'req_x', offerId: 'ofr_x-1' }, [SECRET])('accept'),
      valuesOf({ requestId: id, offerId: offered.offerId }, [SECRET])('counter'),
      '',
    ]) {
      await scene.chatwoot.choose(CONVERSATION, scene.card().id, value);
    }
    await scene.settle();
    expect((await scene.read(other.id)).offer?.status).toBe('pending');
    expect((await scene.read(id)).offer?.status).toBe('pending');
  });
});
