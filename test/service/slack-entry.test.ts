/** What reaches the bot: only what Slack signed, just now; by HTTP or Socket Mode; from workspaces that let it in. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unseal } from '../../src/application/sealing.ts';
import { BOT_TOKEN, type FakeSlack, startFakeSlack } from '../../stand-ins/slack/served/fake-slack.ts';
import { error } from '../../stand-ins/slack/served/faults.ts';
import type { Delivery } from '../../stand-ins/slack/slack.ts';
import { arrives, eventually } from '../support/eventually.ts';
import { SECRET, startService } from '../support/service.ts';
import { type InstallScene, installScene, slackConfig } from '../support/slack-install.ts';
import { CHANNEL, type SlackScene, slackScene, TEAM, USER } from '../support/slack-scene.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';

const wall = { now: () => Date.now() };

describe('A delivery by HTTP', () => {
  let scene: SlackScene;
  let stored: TestStore;
  beforeAll(async () => {
    stored = await sqliteStore();
    scene = await slackScene({ store: stored.store });
  });
  afterAll(async () => {
    await scene.close();
    await stored.cleanup();
  });

  const delivery = () => scene.slack.standIn.event(TEAM, { type: 'app_home_opened', user: USER, tab: 'home' });

  it('is taken where it is signed with our secret, just now', async () => {
    expect((await scene.slack.deliver(delivery())).status).toBe(200);
  });

  it.each([
    ['was signed with another secret', { secret: 'another-signing-secret' }],
    ['was signed six minutes ago', { age: 360 }],
    ['was signed six minutes in the future', { age: -360 }],
  ])('is refused where it %s', async (_, oddity) => {
    expect((await scene.slack.deliver(delivery(), oddity)).status).toBe(401);
  });

  it('is refused without a signature, or with a time that is none', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${scene.service.url}/slack/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      });
    expect((await send({})).status).toBe(401);
    expect((await send({ 'x-slack-request-timestamp': 'now', 'x-slack-signature': 'v0=ab' })).status).toBe(401);
  });

  it('proves the address to Slack', async () => {
    const ack = await scene.slack.standIn.verifyUrl('the-challenge');
    expect(ack).toMatchObject({ status: 200, body: expect.stringContaining('the-challenge') });
  });

  const whatever = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, [], {}, '', 0, false));
  const types = ['view_submission', 'block_suggestion', 'block_actions', 'view_closed', 'event_callback', 'shortcut'];
  const nearly = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...types), whatever),
      team: whatever,
      team_id: whatever,
      user: whatever,
      event: fc.oneof(fc.record({ type: fc.constantFrom('app_home_opened', 'message') }), whatever),
      view: fc.oneof(fc.record({ callback_id: whatever, private_metadata: whatever, state: whatever }), whatever),
      actions: fc.oneof(fc.constant([{ action_id: 'approve' }]), whatever),
      command: fc.oneof(fc.constant('/parley'), whatever),
    },
    { requiredKeys: [] },
  );
  it('that is signed and yet none is no fault of ours, whatever JSON it holds', async () => {
    const kinds = fc.constantFrom('event', 'interactive');
    await fc.assert(
      fc.asyncProperty(kinds, fc.oneof(whatever, nearly), async (kind, body) => {
        const { status } = await scene.slack.deliver({ kind, body } as Delivery);
        expect([200, 400, 401, 404]).toContain(status);
      }),
      {
        numRuns: 150,
        examples: [
          ['event', null],
          ['interactive', null],
          ['event', 7],
          ['interactive', { type: 'view_submission', view: null }],
        ],
      },
    );
  });

  it('comes to a service where nobody installs anything: there is one workspace', async () => {
    expect((await fetch(`${scene.service.url}/slack/install`)).status).toBe(404);
  });
});

describe('Installing by OAuth', () => {
  let scene: InstallScene;
  let slack: FakeSlack;
  let stored: TestStore;
  beforeEach(async () => {
    stored = await sqliteStore();
    const workspace = (id: string) => ({
      id,
      name: `Shop of ${id}`,
      users: [{ id: 'U1', name: 'ploy' }],
      channels: [{ id: 'C1', name: 'returns' }],
    });
    scene = await installScene({ store: stored.store, slack: { workspaces: [workspace('T1'), workspace('T2')] } });
    slack = scene.slack;
  });
  afterEach(async () => {
    await scene.close();
    await stored.cleanup();
  });

  it('keeps the workspace’s token sealed', async () => {
    const done = await scene.install('T1');
    expect(done.status).toBe(200);
    expect(await done.text()).toContain('Shop of T1');
    const kept = await stored.store.slack.installation('T1');
    expect(kept?.sealed).not.toContain('xoxb');
    expect(unseal(kept?.sealed ?? '', 'slack-installation:T1', [SECRET])).toContain('xoxb');
  });

  it('refuses who comes back without the state of this browser', async () => {
    expect((await scene.install('T1', { cookie: false })).status).toBe(400);
    expect(await stored.store.slack.installation('T1')).toBeNull();
  });

  it('tells each seller in their own workspace', async () => {
    await scene.install('T1');
    await scene.install('T2');
    await scene.attach('shop-1', 'T1');
    await scene.attach('shop-2', 'T2');
    await scene.open('shop-2');
    expect([scene.posted('T1'), scene.posted('T2')]).toEqual([0, 1]);
  });

  it('takes the only workspace where the alerts name none, and asks for one where there are two', async () => {
    await scene.install('T1');
    await scene.attach('shop-1', undefined);
    await scene.open('shop-1');
    expect(scene.posted('T1')).toBe(1);
    await scene.install('T2');
    await scene.open('shop-1');
    expect(scene.posted('T1') + scene.posted('T2')).toBe(1);
    expect((await stored.store.work.alert.status('shop-1'))?.code).toBe('not_connected');
  });

  it('stops nobody else’s alerts where one workspace lets the app go, and goes on when it is back', async () => {
    await scene.install('T1');
    await scene.install('T2');
    await scene.attach('shop-1', 'T1');
    await scene.attach('shop-2', 'T2');
    await slack.standIn.uninstall('T1');
    await scene.open('shop-1');
    await scene.open('shop-2');
    expect(scene.posted('T2')).toBe(1);
    expect((await stored.store.work.alert.status('shop-1'))?.code).toMatch(/token_revoked|not_connected/u);
    await scene.install('T1');
    await scene.settle();
    expect(slack.standIn.person('T1', 'U1').messages('C1')).toHaveLength(1);
    expect((await stored.store.work.alert.status('shop-1'))?.code).toBe('ok');
  });

  it('tells what waited for the installing, at once', async () => {
    await scene.attach('shop-1', 'T1');
    await scene.open('shop-1');
    await scene.open('shop-1');
    expect(scene.posted('T1')).toBe(0);
    await scene.install('T1');
    await scene.settle();
    expect(slack.standIn.person('T1', 'U1').messages('C1')).toHaveLength(2);
  });

  it('acknowledges at once, whatever the storage does', async () => {
    await scene.install('T1');
    const { installation } = stored.store.slack;
    let release = () => {};
    const stuck = new Promise<void>((resolve) => {
      release = resolve;
    });
    stored.store.slack.installation = async (id) => {
      await stuck;
      return installation(id);
    };
    const person = slack.standIn.person('T1', 'U1');
    expect((await person.slash('help', 'C1')).status).toBe(200);
    expect(person.ephemerals('C1')).toHaveLength(0);
    release();
    await arrives('the answer', () => person.ephemerals('C1'), { from: 'bot' });
    expect(person.ephemerals('C1')).toHaveLength(1);
  });

  it('serves what people do in each workspace with that workspace’s token', async () => {
    await scene.install('T1');
    await scene.install('T2');
    await slack.standIn.person('T2', 'U1').openHome();
    await arrives('Home', () => slack.callsOf('views.publish', 'T2'), { status: 200 });
    await scene.settle();
    expect(slack.callsOf('views.publish', 'T2')).toHaveLength(1);
    expect(slack.callsOf('views.publish', 'T1')).toHaveLength(0);
  });
});

describe('Socket Mode', () => {
  it('carries what people do to the bot, and no HTTP address is open for it', async () => {
    const stored = await sqliteStore();
    const appToken = 'xapp-1-A1-1-abc';
    const slack = await startFakeSlack({ appToken });
    const service = await startService({
      store: stored.store,
      wallClock: wall,
      slack: slackConfig({ botToken: BOT_TOKEN, appToken, signingSecret: null, apiUrl: slack.apiUrl }),
    });
    const person = slack.standIn.person(TEAM, USER);
    await eventually('the bot is connected', () => expect(slack.socketMode?.connections).toBe(1));
    expect(slack.callsOf('apps.connections.open')).toHaveLength(1);
    expect((await person.slash('help', CHANNEL)).status).toBe(200);
    await arrives('the answer', () => person.ephemerals(CHANNEL), { from: 'bot' });
    expect(person.ephemerals(CHANNEL)).toHaveLength(1);
    const closed = await fetch(`${service.url}/slack/events`, { method: 'POST', body: '{}' });
    expect(closed.status).toBe(404);
    await service.close();
    await slack.close();
    await stored.cleanup();
  });

  it('that cannot be opened stops nothing else', async () => {
    const stored = await sqliteStore();
    const slack = await startFakeSlack({ appToken: 'xapp-1' });
    slack.faults.next('apps.connections.open', error('invalid_auth'), { times: 100 });
    const service = await startService({
      store: stored.store,
      wallClock: wall,
      slack: slackConfig({ botToken: BOT_TOKEN, appToken: 'xapp-2', signingSecret: null, apiUrl: slack.apiUrl }),
    });
    await arrives('a call that is refused', () => slack.callsOf('apps.connections.open'), { error: 'invalid_auth' });
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    await service.close();
    await slack.close();
    await stored.cleanup();
  });
});
