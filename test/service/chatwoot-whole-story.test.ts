/**
 * The whole way of a request in Chatwoot, with something going wrong at each step: a website inbox of three versions, an
 * API inbox whose client is a plain bridge (it shows words and sends words), a Thai and a US shop.
 */
import { describe, expect, it } from 'vitest';
import type { RequestInput } from '../../src/contract/request.ts';
import type { Seller } from '../../src/contract/seller.ts';
import { BOT, BOT_TOKEN, PARLEY } from '../../stand-ins/chatwoot/fake-chatwoot.ts';
import { VERSIONS } from '../../stand-ins/chatwoot/model.ts';
import { HOUR } from '../support/builders.ts';
import { type ChatwootScene, CONVERSATION, chatwootStage } from '../support/chatwoot-scene.ts';

const MINUTE = 60_000;
const usd = (amount: number) => ({ amount, currency: 'USD' });
interface Shop {
  seller: Partial<Seller>;
  input: Partial<RequestInput>;
  /** What half of the claim reads like. */
  offer: string;
}
const SHOPS = {
  Thai: { seller: {}, input: {}, offer: '฿125.00' },
  US: {
    seller: { market: 'US', zone: 'America/New_York' },
    input: {
      market: 'US',
      buyerZone: 'America/New_York',
      items: [{ sku: 'BOWL-2', title: 'Bowl', quantity: 2, missingQuantity: 1, unitPrice: usd(2_500) }],
      paid: usd(5_400),
    },
    offer: '$12.50',
  },
} satisfies Record<string, Shop>;

describe('In Chatwoot', () => {
  let scene: ChatwootScene;
  const { start } = chatwootStage((on) => {
    scene = on;
  });

  const words = async () => (await scene.transcript()).filter(({ kind }) => kind === 'text').map(({ text }) => text);

  const later = async () => {
    for (let tries = 0; tries < 4; tries += 1) await scene.pass(MINUTE);
  };

  const stories = [
    ['4.11', 'website', 'Thai'],
    ['4.12', 'website', 'US'],
    ['4.15', 'website', 'Thai'],
    ['4.12', 'API', 'Thai'],
    ['4.15', 'API', 'US'],
  ] as const;

  it.each(stories)(
    '%s, %s inbox, %s shop: everything is told once, and the buyer’s answer counts',
    async (...story) => {
      const [version, inbox, shop] = story;
      const { seller, input, offer } = SHOPS[shop];
      await start({ version: VERSIONS[version], seller });
      scene.chatwoot.callsHome = true;
      if (inbox === 'API') scene.chatwoot.conversation(CONVERSATION).channel = 'Channel::Api';

      scene.chatwoot.faults.push({ on: 'read', status: 429, headers: { 'retry-after': '5' } });
      const { id } = await scene.open(input);
      await later();

      scene.chatwoot.faults.push({ on: 'read', status: 502 });
      await scene.chatwoot.say(CONVERSATION, 'Where is *my* bowl?');
      await later();
      expect(await words()).toEqual(['Where is *my* bowl?']);

      scene.chatwoot.faults.push({ on: 'send', regret: 'undefined method for nil' }, { on: 'send', lose: true });
      const half = { kind: 'partial_refund', percent: 50, note: 'So sorry' };
      expect((await scene.post(`/v1/requests/${id}/offers`, half, 'seller:shop-1')).status).toBe(201);
      await scene.settle();
      await later();
      expect(scene.card().content).toContain(offer);

      const [accept = ''] = scene.values();
      await scene.chatwoot.say(CONVERSATION, accept.replace(/.$/u, '!'));
      await scene.settle();
      expect((await scene.read(id)).offer?.status).toBe('pending');

      scene.chatwoot.faults.push({ on: 'send', status: 500 }, { on: 'send', status: 422, body: 'Too many messages' });
      if (inbox === 'API') await scene.chatwoot.say(CONVERSATION, accept);
      else await scene.choose('accept');
      await later();
      expect(await scene.read(id)).toMatchObject({
        status: 'settling',
        offer: { status: 'accepted', answer: { by: 'buyer' } },
      });

      scene.chatwoot.faults.push({ on: 'send', hang: true });
      const paid = await scene.post(`/v1/requests/${id}/refund`, { outcome: 'confirmed', reference: 'RF-1' });
      expect(paid.body.status).toBe('settled');
      await later();
      const texts = scene.texts();
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.at(-1)).toContain(offer.slice(1));
      expect(scene.cards()).toHaveLength(1);
      expect(scene.codes()).toEqual([]);
    },
  );

  describe('webhooks that do not arrive', () => {
    it('are told to agents when looks keep finding what one should have told, as from a Chatwoot that calls no private address', async () => {
      await start({
        version: VERSIONS['4.15'],
        seller: { policy: { offerExpires: { value: 3, unit: 'calendar_day' } } },
      });
      await scene.offered();
      for (let looks = 0; looks < 3; looks += 1) {
        await scene.chatwoot.say(CONVERSATION, `Hello? ${looks}`);
        expect(scene.codes()).toEqual([]);
        await scene.pass(10 * MINUTE);
      }
      expect(scene.codes()).toEqual(['chatwoot_webhooks_missing']);
      await scene.chatwoot.say(CONVERSATION, 'Anybody?');
      await scene.pass(10 * MINUTE);
      expect(scene.codes()).toEqual(['chatwoot_webhooks_missing']);
    });

    it('are not missed where one is lost now and then, or Parley could not look', async () => {
      await start({ seller: { policy: { offerExpires: { value: 3, unit: 'calendar_day' } } } });
      await scene.offered();
      for (let rounds = 0; rounds < 3; rounds += 1) {
        scene.chatwoot.sendTo(null);
        await scene.chatwoot.say(CONVERSATION, `Lost ${rounds}`);
        await scene.pass(10 * MINUTE);
        scene.chatwoot.sendTo(`${scene.service.url}/chatwoot/webhook`);
        await scene.chatwoot.say(CONVERSATION, `Told ${rounds}`);
        await scene.settle();
      }
      scene.chatwoot.faults.push({ on: 'read', times: 6, status: 503 });
      await scene.chatwoot.say(CONVERSATION, 'While it is away');
      await scene.settle();
      await scene.pass(HOUR);
      expect(scene.codes()).not.toContain('chatwoot_webhooks_missing');
    });
  });

  it('Parley posts as an agent bot where one is configured, and reads as its user', async () => {
    await start({ botToken: BOT_TOKEN });
    const { id } = await scene.offered();
    expect(scene.card().sender).toEqual(BOT);
    await scene.choose('accept');
    expect((await scene.read(id)).offer?.status).toBe('accepted');
    expect(scene.chatwoot.seenByBuyer(CONVERSATION).some(({ sender }) => sender === PARLEY)).toBe(false);
    await scene.pass(HOUR);
    expect(await words()).toEqual([]);
  });

  it.each(['Channel::WebWidget', 'Channel::Api'] as const)(
    '%s: a mail of the conversation has the way to answer',
    async (channel) => {
      await start({});
      scene.chatwoot.conversation(CONVERSATION).channel = channel;
      await scene.offered();
      const mailed = scene.texts().filter((text) => /\/o\/\S+/u.test(text));
      expect(mailed).toEqual([scene.card().content]);
    },
  );
});
