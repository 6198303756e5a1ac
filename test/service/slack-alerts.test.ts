/** Alerts in Slack: one message per request that is always true, reminders, quiet hours and the digest. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, CHANNEL, type SlackScene, slackSceneOn } from '../support/slack-scene.ts';
import { sqliteStore } from '../support/stores.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('Slack alerts', () => {
  let scene: SlackScene;
  beforeEach(async () => {
    scene = await slackSceneOn(sqliteStore);
  });
  afterEach(() => scene.close());

  describe('one message per request, always true', () => {
    it('posts a parent with the buttons that the seller has', async () => {
      const { id } = await scene.open();
      const parent = scene.parent(id);
      expect(buttonsOf(parent)).toEqual(['parley:approve', 'parley:reject', 'parley:offer']);
      expect(parent.text).toContain('฿250.00');
      expect(parent.metadata?.event_payload).toMatchObject({ request_id: id });
      expect(await scene.alertStatus()).toBe('ok');
    });

    it('edits it at every change, with new block ids, wherever the change was made', async () => {
      const { id } = await scene.open();
      const before = scene.parent(id);
      await scene.offer(id);
      await scene.settle();
      const after = scene.parent(id);
      expect(after.ts).toBe(before.ts);
      expect(buttonsOf(after)).toEqual(['parley:withdraw']);
      const ids = (message: typeof before) => (message.blocks ?? []).map(({ block_id }) => block_id);
      expect(ids(after).some((blockId) => ids(before).includes(blockId))).toBe(false);
      const [update] = scene.slack.callsOf('chat.update');
      expect(update?.args).toMatchObject({ text: expect.any(String), blocks: expect.any(Array) });
    });

    it('tells what happened in the thread, and broadcasts a new duty', async () => {
      const { id } = await scene.open();
      await scene.offer(id);
      await scene.settle();
      expect(scene.replies(id)).toHaveLength(1);
      expect(scene.person.messages(CHANNEL)).toHaveLength(1);
      await scene.rejectOffer(id);
      await scene.settle();
      const [, handedBack] = scene.replies(id);
      expect(handedBack?.text).toMatch(/rejected/iu);
      expect(scene.person.messages(CHANNEL)).toHaveLength(2);
      expect(buttonsOf(scene.parent(id))).toEqual(['parley:approve', 'parley:reject']);
    });

    it('keeps no live button on a decided request', async () => {
      const { id } = await scene.open();
      await scene.post(`/v1/requests/${id}/reject`, { reason: 'other', text: 'Sent twice' }, 'seller:shop-1');
      await scene.settle();
      expect(buttonsOf(scene.parent(id))).toEqual([]);
    });

    it('approves by timeout, says so, and says what is owed now', async () => {
      const { id } = await scene.open();
      await scene.pass(25 * HOUR);
      expect(buttonsOf(scene.parent(id))).toEqual(['parley:ship', 'parley:documents', 'parley:page']);
      expect(scene.person.messages(CHANNEL).length).toBeGreaterThan(1);
    });

    it('tells nothing twice when the relay tells it twice', async () => {
      const { id } = await scene.open();
      const loaded = await scene.store.requests.load(id);
      const events = await scene.store.requests.events(id, 0, 10);
      const bot = scene.service.app.slack;
      if (!loaded || !bot) throw new Error('not there');
      await bot.channel.deliver([{ state: loaded.state, events }]);
      await scene.settle();
      expect(scene.slack.callsOf('chat.postMessage')).toHaveLength(1);
      expect(scene.slack.callsOf('chat.update')).toHaveLength(0);
    });

    it('owes nothing to a seller without a channel', async () => {
      const seller = await scene.store.directory.seller('shop-1');
      if (seller) await scene.store.directory.putSeller({ ...seller, alerts: {} });
      const { id } = await scene.open();
      expect(await scene.store.work.alert.get(id)).toBeNull();
      expect(scene.slack.callsOf('chat.postMessage')).toHaveLength(0);
    });
  });

  describe('reminders and mentions', () => {
    it('mentions the responsible person once for a deadline, at its last reminder, and broadcasts it', async () => {
      await scene.alert({ mention: 'U1' });
      const { id } = await scene.open();
      await scene.pass(20.5 * HOUR);
      const mentions = () => scene.slack.callsOf('chat.postMessage').filter((call) => shownIn(call.args, 'U1'));
      expect(scene.replies(id)).toHaveLength(1);
      expect(mentions()).toHaveLength(0);
      await scene.pass(3 * HOUR);
      expect(mentions()).toHaveLength(1);
      expect(mentions()[0]?.args).toMatchObject({ reply_broadcast: 'true' });
      await scene.pass(10 * MINUTE);
      expect(mentions()).toHaveLength(1);
    });

    it('mentions at once where the deadline is nearer than any reminder would be', async () => {
      await scene.alert({ mention: 'U1' });
      const { id } = await scene.open({ respondBy: new Date(scene.clock.now() + 30 * MINUTE).toISOString() });
      const [post] = scene.slack.callsOf('chat.postMessage');
      expect(post && shownIn(post.args, 'U1')).toBe(true);
      await scene.offer(id);
      await scene.settle();
      await scene.rejectOffer(id);
      await scene.settle();
      const mentions = scene.slack.callsOf('chat.postMessage').filter((call) => shownIn(call.args, 'U1'));
      expect(mentions).toHaveLength(1);
    });
  });

  describe('quiet hours', () => {
    beforeEach(() => scene.alert({ quiet: { from: '09:00', to: '20:00' } }));

    it('hold an alert until they end', async () => {
      const { id } = await scene.open();
      expect(scene.parents(id)).toHaveLength(0);
      await scene.pass(10 * HOUR);
      expect(scene.parents(id)).toHaveLength(0);
      await scene.pass(31 * MINUTE);
      expect(scene.parents(id)).toHaveLength(1);
    });

    it('do not hold it where a deadline falls before they end', async () => {
      const respondBy = new Date(scene.clock.now() + 5 * HOUR).toISOString();
      const { id } = await scene.open({ respondBy });
      expect(scene.parents(id)).toHaveLength(1);
    });

    it('let edits through, since they disturb nobody', async () => {
      await scene.alert({});
      const { id } = await scene.open();
      await scene.alert({ quiet: { from: '09:00', to: '20:00' } });
      await scene.offer(id);
      await scene.settle();
      expect(buttonsOf(scene.parent(id))).toEqual(['parley:withdraw']);
      expect(scene.replies(id)).toHaveLength(0);
      await scene.pass(11 * HOUR);
      expect(scene.replies(id)).toHaveLength(1);
    });
  });

  describe('the digest', () => {
    it('comes once a day at its time with what is open', async () => {
      await scene.alert({ digestAt: '10:00' });
      await scene.open();
      const digests = () =>
        scene.slack.callsOf('chat.postMessage').filter(({ args }) => keyOf(args).startsWith('digest:shop-1'));
      expect(digests()).toHaveLength(0);
      await scene.pass(31 * MINUTE);
      expect(digests()).toHaveLength(1);
      await scene.pass(HOUR);
      expect(digests()).toHaveLength(1);
      await scene.pass(23 * HOUR);
      expect(digests()).toHaveLength(2);
    });

    it('that is set again later begins with its next time', async () => {
      await scene.alert({ digestAt: '09:50' });
      await scene.open();
      await scene.alert({});
      await scene.pass(48 * HOUR + 35 * MINUTE);
      await scene.alert({ digestAt: '09:50' });
      await scene.settle();
      const digests = scene.slack.callsOf('chat.postMessage').filter(({ args }) => keyOf(args).startsWith('digest:'));
      expect(digests).toHaveLength(0);
    });

    it('is left out where nothing is open', async () => {
      await scene.alert({ digestAt: '10:00' });
      await scene.settle();
      await scene.pass(31 * MINUTE);
      expect(scene.slack.callsOf('chat.postMessage')).toHaveLength(0);
    });
  });
});

const keyOf = (args: Record<string, unknown>): string =>
  String((args.metadata as { event_payload?: { key?: string } } | undefined)?.event_payload?.key ?? '');
const shownIn = (args: Record<string, unknown>, user: string): boolean =>
  JSON.stringify(args.blocks ?? []).includes(`"user_id":"${user}"`);
