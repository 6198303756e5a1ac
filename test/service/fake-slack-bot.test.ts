/** The other direction: what people do in the fake Slack reaches a real Bolt app, and its answers reach them. */
import { App, SocketModeReceiver } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { BOT_TOKEN, type FakeSlack, startFakeSlack } from '../../stand-ins/slack/served/fake-slack.ts';
import type { Person } from '../../stand-ins/slack/slack.ts';
import { arrives, eventually } from '../support/eventually.ts';
import {
  actions,
  button,
  giveManners,
  type MannersTest,
  SILENT,
  startManneredBot,
  type Told,
} from '../support/mannered-bot.ts';

/** Real milliseconds in which nothing that never answers has answered. */
const SOON = 200;

describe('a person in Slack and a real Bolt app', () => {
  let bot: MannersTest;
  let fake: FakeSlack;
  let somchai: Person;
  let told: Told[];
  beforeAll(async () => {
    bot = await startManneredBot();
    ({ fake, somchai, told } = bot);
  });
  afterAll(() => bot.close());
  beforeEach(() => bot.reset());

  it('the request URL proves itself', async () => {
    const ack = await fake.standIn.verifyUrl('challenge-1');
    expect(JSON.parse(ack.body)).toEqual({ challenge: 'challenge-1' });
  });

  it('a pressed button says who, where and which, and its response URL changes the message', async () => {
    const message = await bot.posted(actions('b1', button('done', 'req_1'), button('quiet')));
    const ack = await somchai.press(message, 'done');
    expect(ack).toMatchObject({ status: 200, body: '' });
    expect(bot.lastBody()).toMatchObject({
      type: 'block_actions',
      team: { id: 'T1' },
      user: { id: 'U1', team_id: 'T1' },
      channel: { id: 'C1', name: 'returns' },
      container: { type: 'message', message_ts: message.ts, channel_id: 'C1', is_ephemeral: false },
      message: { ts: message.ts, text: 'An ask' },
      actions: [{ type: 'button', action_id: 'done', block_id: 'b1', value: 'req_1', action_ts: expect.any(String) }],
    });
    await eventually('the message says Done', () =>
      expect(somchai.messages('C1')).toMatchObject([{ ts: message.ts, text: 'Done' }]),
    );
  });

  it('what is not there cannot be pressed; what was there can be by a screen that is behind', async () => {
    const before = await bot.posted(actions('b1', button('quiet')));
    await bot.app.client.chat.update({ token: BOT_TOKEN, channel: 'C1', ts: before.ts, text: 'Decided' });
    await expect(somchai.press(before, 'quiet')).rejects.toThrow('0 elements are */quiet; there is nothing');
    expect(told).toEqual([]);
    await somchai.press(before, 'quiet', { stale: before });
    expect(bot.lastBody()).toMatchObject({ message: { text: 'An ask' }, actions: [{ block_id: 'b1' }] });
  });

  it('of two buttons of one name, the block says which', async () => {
    const message = await bot.posted(actions('b1', button('quiet', 'first')), actions('b2', button('quiet', 'second')));
    await expect(somchai.press(message, 'quiet')).rejects.toThrow('2 elements are */quiet');
    await somchai.press(message, 'quiet', { blockId: 'b2' });
    expect(bot.lastBody()).toMatchObject({ actions: [{ value: 'second' }] });
  });

  it('an ephemeral is answered in place, without a message in the payload', async () => {
    await somchai.press(await bot.posted(actions('b1', button('whisper'))), 'whisper');
    const { id } = await arrives('the whisper', () => somchai.ephemerals('C1'), { text: 'psst' });
    await somchai.press({ ephemeral: id }, 'done');
    expect(bot.lastBody()).toMatchObject({ container: { is_ephemeral: true, message_ts: id } });
    expect(bot.lastBody()).not.toHaveProperty('message');
    await eventually('the whisper says Done', () =>
      expect(somchai.ephemerals('C1')).toMatchObject([{ id, text: 'Done' }]),
    );
  });

  it('a response URL works five times, for half an hour', async () => {
    const urlOfAPress = async () => {
      await somchai.press(await bot.posted(actions('b1', button('quiet'))), 'quiet');
      return String(bot.lastBody().response_url);
    };
    const [first, second] = [await urlOfAPress(), await urlOfAPress()];
    const answer = async (url: string) => {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'again' }) });
      return [response.status, await response.text()];
    };
    for (let use = 1; use <= 5; use += 1) expect(await answer(first)).toEqual([200, 'ok']);
    expect(await answer(first)).toEqual([404, '{"ok":false,"error":"used_url"}']);
    bot.wallClock.advance(30 * 60_000);
    expect(await answer(second)).toEqual([404, '{"ok":false,"error":"expired_url"}']);
  });

  it("a command's answer is seen by who gave it; silence is nothing", async () => {
    await somchai.slash('list', 'C1');
    expect(bot.lastBody()).toMatchObject({
      command: '/parley',
      text: 'list',
      user_id: 'U1',
      team_id: 'T1',
      channel_id: 'C1',
    });
    expect(somchai.ephemerals('C1')).toMatchObject([{ from: 'bot', text: 'You said list' }]);
    await somchai.slash('', 'C1');
    expect(somchai.ephemerals('C1')).toHaveLength(1);
  });

  it('a bot that does not answer in time, or is not there: Slack says so', async () => {
    const message = await bot.posted(actions('b1', button('late')));
    fake.sendTo(bot.requestUrl, SOON);
    expect(await somchai.press(message, 'late')).toMatchObject({ status: 0, error: 'operation_timeout' });
    await arrives('the press that is not answered', () => told, { body: { actions: [{ action_id: 'late' }] } });
    fake.sendTo('http://127.0.0.1:9/nobody');
    await somchai.slash('list', 'C1');
    expect(somchai.ephemerals('C1')).toMatchObject([
      { from: 'slackbot', text: '/parley failed with the error "dispatch_failed"' },
    ]);
    fake.sendTo(bot.requestUrl);
  });

  it('the Home is published when it is opened, and its buttons name the view', async () => {
    await somchai.openHome();
    await arrives('the opening of Home', () => told, {
      body: { type: 'event_callback', event: { type: 'app_home_opened', user: 'U1', tab: 'home' } },
    });
    await eventually('Home is published', () => expect(somchai.home()).not.toBeNull());
    await somchai.press('home', 'ask');
    expect(bot.lastBody()).toMatchObject({
      container: { type: 'view', view_id: somchai.home()?.id },
      view: { type: 'home' },
    });
    expect(bot.lastBody()).not.toHaveProperty('response_url');
  });

  it('what happens in the workspace comes as signed events in their envelope', async () => {
    const { ts } = await bot.posted(actions('b1', button('quiet')));
    await somchai.deleteMessage('C1', ts);
    await fake.standIn.archive('T1', 'C1');
    await fake.standIn.unarchive('T1', 'C1');
    await fake.standIn.removeBot('T1', 'C1');
    await fake.standIn.inviteBot('T1', 'C1');
    await eventually(
      'all that happened is told, in order',
      () =>
        expect(told.map(({ body }) => body.event)).toMatchObject([
          {
            type: 'message',
            subtype: 'message_deleted',
            channel: 'C1',
            deleted_ts: ts,
            previous_message: { text: 'An ask' },
          },
          { type: 'channel_archive', channel: 'C1' },
          { type: 'channel_unarchive', channel: 'C1' },
          { type: 'channel_left', channel: 'C1' },
          { type: 'member_joined_channel', channel: 'C1', user: fake.standIn.workspace('T1').botUser },
        ]),
      () => told,
    );
    for (const { body } of told) {
      expect(body).toMatchObject({
        team_id: 'T1',
        event_id: expect.any(String),
        authorizations: [{ team_id: 'T1', is_bot: true }],
      });
    }
  });

  it('forged and old requests are refused; the same delivery can come twice', async () => {
    await somchai.press(await bot.posted(actions('b1', button('quiet'))), 'quiet');
    const delivery = fake.standIn.deliveries.at(-1);
    if (!delivery) throw new Error('nothing was delivered');
    told.length = 0;
    expect(await fake.deliver(delivery, { secret: 'another' })).toMatchObject({ status: 401 });
    expect(await fake.deliver(delivery, { age: 301 })).toMatchObject({ status: 401 });
    expect(told).toEqual([]);
    const retry = { num: 1, reason: 'http_timeout' };
    expect(await fake.deliver(delivery, { retry })).toMatchObject({ status: 200 });
    expect(told).toMatchObject([{ context: { retryNum: 1, retryReason: 'http_timeout' } }]);
  });

  it('tells listeners of every change, and shows one person’s Slack as plain JSON', async () => {
    const seen = vi.fn();
    const stop = fake.standIn.onChange(seen);
    const { ts } = await bot.posted(actions('b1', button('quiet')));
    await bot.app.client.chat.postMessage({ token: BOT_TOKEN, channel: 'C1', text: 'more', thread_ts: ts });
    expect(seen).toHaveBeenCalledTimes(2);
    stop();
    somchai.say('C1', 'hello');
    expect(seen).toHaveBeenCalledTimes(2);
    const snapshot = fake.standIn.snapshot('T1', 'U1');
    expect(JSON.parse(JSON.stringify(snapshot)).channels.find(({ id }: { id: string }) => id === 'C1')).toMatchObject({
      name: 'returns',
      messages: [
        { ts, replies: [{ text: 'more' }] },
        { text: 'hello', replies: [] },
      ],
    });
  });
});

describe('Socket Mode', () => {
  it('carries the same deliveries over a web socket, and their acks back', async () => {
    const fake = await startFakeSlack({ appToken: 'xapp-1' });
    const told: Told[] = [];
    const clientOptions = { slackApiUrl: fake.apiUrl };
    const receiver = new SocketModeReceiver({
      appToken: 'xapp-1',
      logger: SILENT,
      installerOptions: { clientOptions },
    });
    const app = new App({ token: BOT_TOKEN, receiver, logger: SILENT, clientOptions });
    giveManners(app, told);
    await app.start();
    const somchai = fake.standIn.person('T1', 'U1');
    await somchai.slash('list', 'C1');
    expect(somchai.ephemerals('C1')).toMatchObject([{ text: 'You said list' }]);
    await somchai.openHome();
    await eventually('Home is published', () => expect(somchai.home()).not.toBeNull());
    await somchai.press('home', 'ask');
    await eventually('the form is open', () => expect(somchai.modal()).not.toBeNull());
    await somchai.submit({ amount: '13' });
    expect(somchai.modal()?.errors).toEqual({ amount: 'Not that one' });
    await app.stop();
    await eventually('the socket is closed', () => expect(fake.socketMode?.connections).toBe(0));
    await fake.close();
  });
});
