import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebAPICallError, WebClient, type WebClientOptions } from '@slack/web-api';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN, type FakeSlack, startFakeSlack, WORKSPACE } from '../../stand-ins/slack/served/fake-slack.ts';
import { after, before, error, hang, http, loseResponse, rateLimited } from '../../stand-ins/slack/served/faults.ts';
import { createStandIn, listenerOf } from '../../stand-ins/slack/slack.ts';
import { FakeClock } from '../support/world.ts';

const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => 'error' as never,
};
const MINUTE = 60_000;

let fake: FakeSlack;
let wallClock: FakeClock;
let web: WebClient;

const client = (token: string | undefined, options: WebClientOptions = {}): WebClient =>
  new WebClient(token, { slackApiUrl: fake.apiUrl, logger: SILENT, retryConfig: { retries: 0 }, ...options });
const divider = { type: 'divider' } as const;
const text = (count: number): { channel: string; text: string } => ({ channel: 'C1', text: `message ${count}` });

/** What the call was refused with: Slack's code and all the answer says. */
async function refused(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const failure = await call.then(
    () => expect.fail('the call was not refused'),
    (reason: WebAPICallError & { data?: Record<string, unknown>; retryAfter?: number }) => reason,
  );
  return { ...failure.data, retryAfter: failure.retryAfter, code: failure.code };
}
const errorOf = async (call: Promise<unknown>): Promise<unknown> => (await refused(call)).error;

beforeEach(async () => {
  wallClock = new FakeClock();
  fake = await startFakeSlack({ wallClock });
  web = client(BOT_TOKEN);
});
afterEach(() => fake.close());

describe('messages, asked for by the real client', () => {
  it('are posted with a rising ts, and read as Slack shows them', async () => {
    const first = await web.chat.postMessage({ ...text(1), blocks: [divider] });
    const second = await web.chat.postMessage(text(2));
    expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));
    expect(first.ts).toMatch(/^\d+\.\d{6}$/u);
    const [shown] = fake.standIn.person('T1', 'U1').messages('C1');
    expect(shown).toMatchObject({
      ts: first.ts,
      text: 'message 1',
      user: fake.standIn.workspace('T1').botUser,
      blocks: [{ type: 'divider' }],
    });
    expect(shown?.blocks?.[0]?.block_id).toEqual(expect.any(String));
  });

  it('are changed: text and blocks as given, metadata kept where none is given', async () => {
    const metadata = { event_type: 'request', event_payload: { id: 'req_1' } };
    const { ts = '' } = await web.chat.postMessage({ ...text(1), blocks: [divider], metadata });
    await web.chat.update({ channel: 'C1', ts, text: 'changed' });
    const { messages } = await web.conversations.history({ channel: 'C1', include_all_metadata: true });
    expect(messages).toHaveLength(1);
    expect(messages?.[0]).toMatchObject({
      ts,
      text: 'changed',
      metadata,
      edited: { user: fake.standIn.workspace('T1').botUser },
    });
    expect(messages?.[0]).not.toHaveProperty('blocks');
  });

  it('carry no metadata unless it is asked for', async () => {
    await web.chat.postMessage({ ...text(1), metadata: { event_type: 'request', event_payload: { id: 'a' } } });
    const { messages } = await web.conversations.history({ channel: 'C1' });
    expect(messages?.[0]).not.toHaveProperty('metadata');
  });

  it('are answered in threads, which the channel shows only where they are broadcast', async () => {
    const { ts = '' } = await web.chat.postMessage(text(1));
    await web.chat.postMessage({ ...text(2), thread_ts: ts });
    await web.chat.postMessage({ ...text(3), thread_ts: ts, reply_broadcast: true });
    const somchai = fake.standIn.person('T1', 'U1');
    expect(somchai.messages('C1').map((one) => one.text)).toEqual(['message 1', 'message 3']);
    expect(somchai.thread('C1', ts).map((one) => one.text)).toEqual(['message 1', 'message 2', 'message 3']);
    const { messages } = await web.conversations.replies({ channel: 'C1', ts });
    expect(messages?.map((one) => one.text)).toEqual(['message 1', 'message 2', 'message 3']);
    expect(messages?.[0]).toMatchObject({ reply_count: 2, thread_ts: ts });
  });

  it('are deleted, a parent with replies leaving a tombstone that nobody can change', async () => {
    const { ts = '' } = await web.chat.postMessage(text(1));
    await web.chat.postMessage({ ...text(2), thread_ts: ts });
    await web.chat.delete({ channel: 'C1', ts });
    expect(fake.standIn.person('T1', 'U1').messages('C1')).toMatchObject([{ ts, subtype: 'tombstone' }]);
    expect(await errorOf(web.chat.update({ channel: 'C1', ts, text: 'a' }))).toBe('message_not_found');
  });

  it('reach a person directly by their id', async () => {
    const { channel } = await web.chat.postMessage({ channel: 'U1', text: 'hello' });
    const opened = await web.conversations.open({ users: 'U1' });
    expect(channel).toBe(opened.channel?.id);
    expect(fake.standIn.person('T1', 'U1').messages(channel ?? '')).toMatchObject([{ text: 'hello' }]);
  });

  it('for one person are seen by that person alone', async () => {
    fake.standIn.addUser('T1', { id: 'U2', name: 'malee' });
    await web.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'psst' });
    expect(fake.standIn.person('T1', 'U1').ephemerals()).toMatchObject([{ text: 'psst', channel: 'C1' }]);
    expect(fake.standIn.person('T1', 'U2').ephemerals()).toEqual([]);
    expect(await errorOf(web.chat.postEphemeral({ channel: 'C1', user: 'U2', text: 'a' }))).toBe('user_not_in_channel');
  });
});

describe('refusals', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['invalid_auth', () => client('xoxb-forged').auth.test()],
    ['not_authed', () => client(undefined).auth.test()],
    ['unknown_method', () => web.apiCall('chat.shout')],
    ['channel_not_found', () => web.chat.postMessage({ channel: 'C9', text: 'a' })],
    ['no_text', () => web.chat.postMessage({ channel: 'C1', text: '' })],
    ['msg_too_long', () => web.chat.postMessage({ channel: 'C1', text: 'a'.repeat(40_001) })],
    ['message_not_found', () => web.chat.update({ channel: 'C1', ts: '1.000000', text: 'a' })],
    ['thread_not_found', () => web.conversations.replies({ channel: 'C1', ts: '1.000000' })],
    ['user_not_found', () => web.users.info({ user: 'U9' })],
    [
      'invalid_trigger_id',
      () =>
        web.views.open({
          trigger_id: 'x',
          view: { type: 'modal', title: { type: 'plain_text', text: 'a' }, blocks: [] },
        }),
    ],
  ])('%s', async (code, call) => {
    expect(await errorOf(call())).toBe(code);
  });

  it('invalid_blocks says which and why', async () => {
    const blocks = [divider, { type: 'section', text: { type: 'mrkdwn', text: '' } } as const];
    const { error: code, response_metadata: metadata } = await refused(web.chat.postMessage({ ...text(1), blocks }));
    expect(code).toBe('invalid_blocks');
    expect(metadata).toMatchObject({
      messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/1/text/text]'],
    });
  });

  it('of a text that can be posted but not be changed to', async () => {
    const { ts = '' } = await web.chat.postMessage({ channel: 'C1', text: 'a'.repeat(4_001) });
    expect(await errorOf(web.chat.update({ channel: 'C1', ts, text: 'a'.repeat(4_001) }))).toBe('msg_too_long');
  });

  it("of changing a person's words", async () => {
    const { ts } = fake.standIn.person('T1', 'U1').say('C1', 'mine');
    expect(await errorOf(web.chat.update({ channel: 'C1', ts, text: 'yours' }))).toBe('cant_update_message');
  });

  it('in a channel that was archived, or the bot is not in', async () => {
    const { ts = '' } = await web.chat.postMessage(text(1));
    await fake.standIn.archive('T1', 'C1');
    expect(await errorOf(web.chat.postMessage(text(2)))).toBe('is_archived');
    expect(await errorOf(web.chat.update({ channel: 'C1', ts, text: 'a' }))).toBe('is_inactive');
    await fake.standIn.unarchive('T1', 'C1');
    await fake.standIn.removeBot('T1', 'C1');
    expect(await errorOf(web.chat.postMessage(text(2)))).toBe('not_in_channel');
    await web.conversations.join({ channel: 'C1' });
    expect((await web.chat.postMessage(text(2))).ok).toBe(true);
  });

  it('of a private channel the bot is not in: it does not exist', async () => {
    fake.standIn.addChannel('T1', { id: 'C2', name: 'secret', private: true, botIsMember: false });
    expect(await errorOf(web.conversations.info({ channel: 'C2' }))).toBe('channel_not_found');
  });

  it('for want of a scope, named', async () => {
    const scopes = ['chat:write'];
    fake.standIn.addWorkspace({ ...WORKSPACE, id: 'T2', botToken: 'xoxb-2', scopes });
    const answer = await refused(client('xoxb-2').conversations.history({ channel: 'C1' }));
    expect(answer).toMatchObject({ error: 'missing_scope', needed: 'channels:history', provided: 'chat:write' });
  });

  it('of a token that was revoked, or whose app was removed', async () => {
    await fake.standIn.revokeToken('T1');
    expect(await errorOf(web.auth.test())).toBe('token_revoked');
    await fake.standIn.uninstall('T1');
    expect(await errorOf(web.auth.test())).toBe('account_inactive');
  });
});

describe('limits for apps outside the Marketplace', () => {
  it('history shows the latest 15 rows, the next page after a minute', async () => {
    for (let count = 1; count <= 20; count += 1) await web.chat.postMessage(text(count));
    const first = await web.conversations.history({ channel: 'C1', limit: 100 });
    expect(first.messages?.map((one) => one.text)).toEqual(
      Array.from({ length: 15 }, (_, index) => `message ${20 - index}`),
    );
    expect(first.has_more).toBe(true);
    wallClock.advance(MINUTE);
    const rest = await web.conversations.history({ channel: 'C1', cursor: first.response_metadata?.next_cursor });
    expect(rest.messages?.map((one) => one.text)).toEqual([
      'message 5',
      'message 4',
      'message 3',
      'message 2',
      'message 1',
    ]);
    expect(rest.has_more).toBe(false);
  });

  it('history is read once a minute in a workspace; the refusal says how long to wait, others go on', async () => {
    fake.standIn.addWorkspace({ ...WORKSPACE, id: 'T2', botToken: 'xoxb-2' });
    const hasty = client(BOT_TOKEN, { rejectRateLimitedCalls: true });
    await hasty.conversations.history({ channel: 'C1' });
    wallClock.advance(20_000);
    expect(await refused(hasty.conversations.history({ channel: 'C1' }))).toMatchObject({
      code: 'slack_webapi_rate_limited_error',
      retryAfter: 40,
    });
    expect((await client('xoxb-2').conversations.history({ channel: 'C1' })).ok).toBe(true);
    wallClock.advance(40_000);
    expect((await hasty.conversations.history({ channel: 'C1' })).ok).toBe(true);
  });

  it('history keeps to oldest and latest', async () => {
    const posts = [
      await web.chat.postMessage(text(1)),
      await web.chat.postMessage(text(2)),
      await web.chat.postMessage(text(3)),
    ];
    const [oldest, , latest] = posts.map(({ ts }) => ts);
    const between = await web.conversations.history({ channel: 'C1', oldest, latest });
    expect(between.messages?.map((one) => one.text)).toEqual(['message 2']);
    wallClock.advance(MINUTE);
    const from = await web.conversations.history({ channel: 'C1', oldest, inclusive: true });
    expect(from.messages).toHaveLength(3);
  });

  it('posting to a channel has a burst, then a pace of its own', async () => {
    const paced = await startFakeSlack({ wallClock, limits: { posts: { burst: 2, everyMs: 1_000 } } });
    paced.standIn.addChannel('T1', { id: 'C2', name: 'other' });
    const hasty = new WebClient(BOT_TOKEN, { slackApiUrl: paced.apiUrl, logger: SILENT, rejectRateLimitedCalls: true });
    await hasty.chat.postMessage(text(1));
    await hasty.chat.postMessage(text(2));
    expect(await refused(hasty.chat.postMessage(text(3)))).toMatchObject({ retryAfter: 1 });
    expect((await hasty.chat.postMessage({ channel: 'C2', text: 'a' })).ok).toBe(true);
    wallClock.advance(1_000);
    expect((await hasty.chat.postMessage(text(3))).ok).toBe(true);
    expect(paced.standIn.person('T1', 'U1').messages('C1')).toHaveLength(3);
    await paced.close();
  });
});

describe('faults', () => {
  const shown = (): string[] =>
    fake.standIn
      .person('T1', 'U1')
      .messages('C1')
      .map((one) => one.text);

  it('a lost response: the work was done, the client does not know', async () => {
    fake.faults.next('chat.postMessage', loseResponse());
    expect(await refused(web.chat.postMessage(text(1)))).toMatchObject({ code: 'slack_webapi_request_error' });
    expect(shown()).toEqual(['message 1']);
    expect(fake.callsOf('chat.postMessage')).toEqual([
      { method: 'chat.postMessage', team: 'T1', args: text(1), at: expect.any(Number) },
    ]);
  });

  it('a 429, an error and a broken front door: nothing was done', async () => {
    const hasty = client(BOT_TOKEN, { rejectRateLimitedCalls: true });
    fake.faults.next('chat.postMessage', rateLimited(30));
    fake.faults.next('chat.postMessage', error('edit_window_closed'));
    fake.faults.next('chat.postMessage', http(503));
    expect(await refused(hasty.chat.postMessage(text(1)))).toMatchObject({ retryAfter: 30 });
    expect(await errorOf(hasty.chat.postMessage(text(2)))).toBe('edit_window_closed');
    expect(await refused(hasty.chat.postMessage(text(3)))).toMatchObject({ code: 'slack_webapi_http_error' });
    expect(shown()).toEqual([]);
    expect(fake.calls.map(({ status, error: code }) => [status, code])).toEqual([
      [429, 'ratelimited'],
      [200, 'edit_window_closed'],
      [503, undefined],
    ]);
  });

  it('no answer at all, until the client gives up', async () => {
    fake.faults.next('chat.postMessage', hang());
    const impatient = client(BOT_TOKEN, { timeout: 50 });
    expect(await refused(impatient.chat.postMessage(text(1)))).toMatchObject({ code: 'slack_webapi_request_error' });
    expect(shown()).toEqual([]);
  });

  it('are met by their workspace, and as often as told', async () => {
    fake.standIn.addWorkspace({ ...WORKSPACE, id: 'T2', botToken: 'xoxb-2' });
    fake.faults.next('*', error('fatal_error'), { team: 'T2', times: 2 });
    expect((await web.chat.postMessage(text(1))).ok).toBe(true);
    const other = client('xoxb-2');
    expect(await errorOf(other.auth.test())).toBe('fatal_error');
    expect(await errorOf(other.chat.postMessage(text(2)))).toBe('fatal_error');
    expect((await other.auth.test()).team_id).toBe('T2');
    expect(fake.faults.waiting).toBe(0);
  });

  it('hooks run before and after the work', async () => {
    const seen: string[][] = [];
    fake.faults.next(
      'chat.postMessage',
      before(() => void seen.push(shown())),
    );
    fake.faults.next(
      'chat.postMessage',
      after(() => void seen.push(shown())),
    );
    await web.chat.postMessage(text(1));
    await web.chat.postMessage(text(2));
    expect(seen).toEqual([[], ['message 1', 'message 2']]);
  });
});

describe('people, asked for by the real client', () => {
  it('have a zone with its offset, and a language where it is asked for', async () => {
    const { user } = await web.users.info({ user: 'U1', include_locale: true });
    expect(user).toMatchObject({
      id: 'U1',
      real_name: 'Somchai',
      tz: 'Asia/Bangkok',
      tz_offset: 25_200,
      locale: 'en-US',
    });
    expect((await web.users.info({ user: 'U1' })).user).not.toHaveProperty('locale');
  });
});

describe('mounted in an app under a path', () => {
  it('answers there, and its URLs lead there', async () => {
    const app = express();
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/slack`;
    const standIn = createStandIn({ baseUrl: () => base, clock: wallClock, wallClock });
    standIn.addWorkspace(WORKSPACE);
    app.use('/demo/slack', listenerOf(standIn));
    const mounted = new WebClient(BOT_TOKEN, { slackApiUrl: `${base}/api/`, logger: SILENT });
    expect(await mounted.auth.test()).toMatchObject({ team_id: 'T1', url: `${base}/` });
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
});

describe('installing by OAuth', () => {
  it('gives a code for one use, and for that the token and scopes of a workspace', async () => {
    const oauth = { clientId: 'client-1', clientSecret: 'secret-1' };
    const slack = await startFakeSlack({ oauth, workspaces: [{ id: 'T7', name: 'New' }] });
    const query = new URLSearchParams({
      client_id: 'client-1',
      scope: 'chat:write,commands',
      redirect_uri: 'http://bot.test/back',
      state: 's1',
    });
    const page = await fetch(`${slack.authorizeUrl}?${query}`, { redirect: 'manual' });
    const back = new URL(page.headers.get('location') ?? '');
    expect([page.status, back.origin + back.pathname, back.searchParams.get('state')]).toEqual([
      302,
      'http://bot.test/back',
      's1',
    ]);
    const anonymous = new WebClient(undefined, { slackApiUrl: slack.apiUrl, logger: SILENT });
    const exchange = { client_id: 'client-1', client_secret: 'secret-1', code: back.searchParams.get('code') ?? '' };
    expect(await errorOf(anonymous.oauth.v2.access({ ...exchange, client_secret: 'x' }))).toBe('bad_client_secret');
    const granted = await anonymous.oauth.v2.access(exchange);
    expect(granted).toMatchObject({ team: { id: 'T7', name: 'New' }, scope: 'chat:write,commands', token_type: 'bot' });
    const installed = await anonymous.auth.test({ token: granted.access_token });
    expect(installed.team_id).toBe('T7');
    expect(await errorOf(anonymous.oauth.v2.access(exchange))).toBe('invalid_code');
    await slack.close();
  });
});
