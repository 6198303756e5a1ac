import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoSlack, DemoSlackAnswer } from '../../src/contract/demo.ts';
import { mountDemoSlack } from '../../src/demo/slack-routes.ts';
import { createStandIn, type Delivery, type SlackStandIn } from '../../stand-ins/slack/slack.ts';

const TOKEN = 'xoxb-demo';
const NOW = Date.parse('2026-11-23T03:00:00.000Z');
const clock = { now: () => NOW };
const answered = (body = '') => ({ status: 200, body, milliseconds: 5 });
const button = (text: string) => ({ type: 'button', action_id: 'parley:offer', text: { type: 'plain_text', text } });
const input = { type: 'plain_text_input', action_id: 'value', max_length: 40 };
const MODAL = {
  type: 'modal',
  callback_id: 'parley:offer',
  title: { type: 'plain_text', text: 'Offer' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [{ type: 'input', block_id: 'amount', label: { type: 'plain_text', text: 'Amount' }, element: input }],
};

describe('The seller’s Slack on the demo page', () => {
  let standIn: SlackStandIn;
  let server: Server;
  let streams: { close(): void };
  let url: string;
  /** What the bot was told, and how it answers. */
  let told: Delivery[];
  let bot: (delivery: Delivery) => { status: number; body: string; milliseconds: number; error?: string };

  beforeEach(async () => {
    standIn = createStandIn({ clock, wallClock: clock, baseUrl: () => 'http://127.0.0.1:9' });
    standIn.addWorkspace({
      id: 'T1',
      name: 'Demo shops',
      botToken: TOKEN,
      users: [
        { id: 'U1', name: 'ploy', realName: 'Ploy' },
        { id: 'U2', name: 'linh', realName: 'Linh' },
      ],
      channels: [
        { id: 'C1', name: 'returns-siam', members: ['U1'] },
        { id: 'C2', name: 'returns-saigon', members: ['U2'] },
      ],
    });
    told = [];
    bot = () => answered();
    standIn.sendWith(async (delivery) => {
      told.push(delivery);
      return bot(delivery);
    });
    const app = express();
    const people = {
      'demo-siam': { team: 'T1', user: 'U1', channel: 'C1', zone: 'Asia/Bangkok' },
      'demo-saigon': { team: 'T1', user: 'U2', channel: 'C2', zone: 'Asia/Ho_Chi_Minh' },
    };
    streams = mountDemoSlack(app, { standIn, people });
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/slack`;
  });
  afterEach(async () => {
    streams.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** The bot asks the stand-in something, as JSON. */
  function ask(method: string, args: object): { ok: boolean; ts: string } {
    const { body } = standIn.handle({
      method: 'POST',
      url: `/api/${method}`,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const answer = JSON.parse(body);
    expect(answer).toMatchObject({ ok: true });
    return answer;
  }
  const blocks = (text: string) => [
    { type: 'header', block_id: 'n1:lead', text: { type: 'plain_text', text } },
    { type: 'actions', block_id: 'n1:actions', elements: [button('Offer money instead')] },
  ];
  const alert = (text: string, more: object = {}): string =>
    ask('chat.postMessage', { channel: 'C1', text, blocks: blocks(text), ...more }).ts;
  const look = async (sellerId = 'demo-siam'): Promise<DemoSlack> =>
    (await (await fetch(`${url}?sellerId=${sellerId}`)).json()) as DemoSlack;
  const post = (what: string, body: object): Promise<Response> =>
    fetch(`${url}/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ sellerId: 'demo-siam', ...body }),
    });
  const act = async (what: string, body: object = {}): Promise<DemoSlackAnswer> => {
    const response = await post(what, body);
    expect(response.status).toBe(200);
    return (await response.json()) as DemoSlackAnswer;
  };
  const pressed = (ts: string) => ({ place: { ts }, blockId: 'n1:actions', actionId: 'parley:offer' });
  /** The bot opens the modal for whoever pressed. */
  const opensModal = (delivery: Delivery) => {
    if (delivery.body.type === 'block_actions') {
      ask('views.open', { trigger_id: delivery.body.trigger_id, view: MODAL });
    }
    return answered();
  };

  it('shows the channel of the shop: its messages, threads and edits, and nothing of another shop', async () => {
    const payload = { key: 'k', request_id: 'req_1' };
    const ts = alert('Decide today', { metadata: { event_type: 'parley', event_payload: payload } });
    ask('chat.postMessage', { channel: 'C1', text: 'Back to you', thread_ts: ts, reply_broadcast: true });
    ask('chat.postMessage', { channel: 'C1', text: 'Noted', thread_ts: ts });
    ask('chat.update', { channel: 'C1', ts, text: 'Decided', blocks: blocks('Decided') });
    const slack = await look();
    expect(slack).toMatchObject({
      channel: { id: 'C1', name: 'returns-siam', archived: false },
      me: { id: 'U1', name: 'Ploy' },
      users: { U1: 'Ploy', U2: 'Linh' },
      zone: 'Asia/Bangkok',
      modal: null,
      home: null,
    });
    expect(Object.keys(slack.users)).toHaveLength(2);
    const [parent, reply, ...others] = slack.messages;
    expect(others).toEqual([]);
    expect(parent).toMatchObject({ ts, text: 'Decided', edited: true, requestId: 'req_1', from: { kind: 'app' } });
    expect(parent?.replies.map(({ text, broadcast }) => [text, broadcast])).toEqual([
      ['Back to you', true],
      ['Noted', false],
    ]);
    expect(reply).toMatchObject({ text: 'Back to you', broadcast: true, threadTs: ts, edited: false });
    expect((await look('demo-saigon')).messages).toEqual([]);
  });

  it('presses a button as the shop’s member of staff, and shows the modal that the bot opens', async () => {
    bot = opensModal;
    const ts = alert('Decide today');
    expect(await act('press', pressed(ts))).toEqual({});
    expect(told[0]?.body).toMatchObject({ user: { id: 'U1' }, channel: { id: 'C1' }, message: { ts } });
    const { modal } = await look();
    expect(modal).toMatchObject({ title: 'Offer', submit: 'Send', errors: {}, notice: null });
    expect(modal?.blocks.map(({ block_id }) => block_id)).toEqual(['amount']);
  });

  it('submits what was entered; the bot’s sentences stand at their fields, and then the modal closes', async () => {
    bot = opensModal;
    await act('press', pressed(alert('Decide today')));
    const viewId = (await look()).modal?.id ?? '';
    expect(await act('submit', { viewId, values: { amount: null } })).toEqual({
      errors: { amount: expect.any(String) },
    });

    bot = () => answered(JSON.stringify({ response_action: 'errors', errors: { amount: 'Between 1 and 5.' } }));
    expect(await act('submit', { viewId, values: { amount: '9' } })).toEqual({});
    expect((await look()).modal?.errors).toEqual({ amount: 'Between 1 and 5.' });

    bot = () => answered();
    await act('submit', { viewId, values: { amount: '3' } });
    const view = told.at(-1)?.body.view as { state: { values: object } };
    expect(view.state.values).toEqual({ amount: { value: { type: 'plain_text_input', value: '3' } } });
    expect((await look()).modal).toBeNull();
    expect(await act('submit', { viewId, values: { amount: '3' } })).toEqual({ problem: expect.any(String) });
  });

  it('closes a modal that its person closed', async () => {
    bot = opensModal;
    await act('press', pressed(alert('Decide today')));
    await act('close');
    expect((await look()).modal).toBeNull();
  });

  it('gives commands in the shop’s channel, and shows the answer to this person alone', async () => {
    bot = () => answered(JSON.stringify({ text: 'Nothing waits.' }));
    await act('slash', { text: 'list' });
    expect(told[0]?.body).toMatchObject({ command: '/parley', text: 'list', channel_id: 'C1', user_id: 'U1' });
    expect((await look()).ephemerals).toMatchObject([{ from: 'app', text: 'Nothing waits.' }]);
    expect((await look('demo-saigon')).ephemerals).toEqual([]);
  });

  it('opens Home', async () => {
    const home = { type: 'home', blocks: [{ type: 'divider', block_id: 'd' }] };
    bot = () => {
      ask('views.publish', { user_id: 'U1', view: home });
      return answered();
    };
    await act('home');
    expect((await look()).home).toEqual([{ type: 'divider', block_id: 'd' }]);
  });

  it('takes a press on the Home that was there before it was published anew', async () => {
    const button = { type: 'button', action_id: 'settings', text: { type: 'plain_text', text: 'Settings' } };
    const publish = () =>
      ask('views.publish', {
        user_id: 'U1',
        view: { type: 'home', blocks: [{ type: 'actions', elements: [button] }] },
      });
    publish();
    const [before] = (await look()).home ?? [];
    publish();
    const [now] = (await look()).home ?? [];
    expect(now?.block_id).not.toBe(before?.block_id);
    expect(await act('press', { place: 'home', blockId: before?.block_id, actionId: 'settings' })).toEqual({});
    expect(told[0]?.body).toMatchObject({ actions: [{ action_id: 'settings', block_id: now?.block_id }] });
    expect((await act('press', { place: 'home', blockId: 'other', actionId: 'other' })).problem).toMatch(/changed/u);
  });

  it('says so in a sentence where the button is gone, or the bot does not answer', async () => {
    const ts = alert('Decide today');
    bot = () => ({ status: 0, body: '', milliseconds: 3_000, error: 'operation_timeout' });
    expect((await act('press', pressed(ts))).problem).toMatch(/did not answer/u);
    ask('chat.update', { channel: 'C1', ts, text: 'Closed', blocks: [{ type: 'divider' }] });
    expect((await act('press', pressed(ts))).problem).toMatch(/changed/u);
    expect(told).toHaveLength(1);
  });

  it('does not reach into another shop’s channel', async () => {
    const ts = alert('Decide today');
    expect((await act('press', { ...pressed(ts), sellerId: 'demo-saigon' })).problem).toMatch(/changed/u);
    expect(told).toEqual([]);
  });

  it.each([
    ['press', { place: { ts: 'no ts' }, blockId: 'b', actionId: 'a' }, 400],
    ['press', { place: 'elsewhere', blockId: 'b', actionId: 'a' }, 400],
    ['press', { place: 'home', blockId: 'b', actionId: 'a', channel: 'C2' }, 400],
    ['submit', { viewId: 'V1', values: { amount: { value: 1 } } }, 400],
    ['slash', { text: 'x'.repeat(2_001) }, 400],
    ['slash', { text: 'list', sellerId: 'constructor' }, 404],
    ['home', { sellerId: 'demo-nobody' }, 404],
    ['slash', { text: 'x'.repeat(70_000) }, 413],
  ])('refuses what is not in order: %s %j', async (what, body, status) => {
    expect((await post(what, body)).status).toBe(status);
    expect(told).toEqual([]);
  });

  it('refuses to show a shop that is not the demo’s', async () => {
    expect((await fetch(`${url}?sellerId=demo-nobody`)).status).toBe(404);
    expect((await fetch(`${url}/events`)).status).toBe(400);
  });

  it('tells what it shows at once and after each change in this shop, not of another’s, until it is closed', async () => {
    const response = await fetch(`${url}/events?sellerId=demo-siam`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    const next = async (): Promise<DemoSlack> => {
      while (!seen.includes('\n\n')) {
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
        if (done) throw new Error('the stream has ended');
        seen += value;
      }
      const [event = '', ...rest] = seen.split('\n\n');
      seen = rest.join('\n\n');
      return JSON.parse(event.replace(/^data: /u, ''));
    };
    expect((await next()).messages).toEqual([]);
    ask('chat.postMessage', { channel: 'C2', text: 'Of another shop' });
    alert('Decide today');
    expect((await next()).messages.map(({ text }) => text)).toEqual(['Decide today']);
    streams.close();
    await expect(next()).rejects.toThrow('ended');
  });
});
