/** An organisation that let the app in as one: Slack then names no workspace, and one token works in all of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinkCode } from '../../src/application/slack-link.ts';
import type { FakeSlack } from '../../stand-ins/slack/served/fake-slack.ts';
import { arrives, eventually } from '../support/eventually.ts';
import { API_KEY } from '../support/service.ts';
import { type InstallScene, installScene } from '../support/slack-install.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';

/** Two workspaces of one organisation, and one that is nobody's. U1 is in both. */
const workspaces = [
  ['T1', 'E1', 'C1'],
  ['T2', 'E1', 'C2'],
  ['T9', undefined, 'C9'],
].map(([id = '', organisation, channel = '']) => ({
  id,
  ...(organisation ? { organisation } : {}),
  users: [{ id: 'U1', name: 'ploy' }],
  channels: [{ id: channel, name: 'returns' }],
}));

describe('An organisation’s installation', () => {
  let scene: InstallScene;
  let slack: FakeSlack;
  let stored: TestStore;
  beforeEach(async () => {
    stored = await sqliteStore();
    const organisations = [{ id: 'E1', name: 'Big Shops', teams: ['T1', 'T2'] }];
    scene = await installScene({ store: stored.store, slack: { workspaces, organisations } });
    slack = scene.slack;
  });
  afterEach(async () => {
    await scene.close();
    await stored.cleanup();
  });

  const ploy = (team: string) => slack.standIn.person(team, 'U1');
  const messages = (team: string, channel: string) => ploy(team).messages(channel).length;
  const type = async (team: string, channel: string, text: string) => {
    const before = ploy(team).ephemerals(channel).length;
    await ploy(team).slash(text, channel);
    await eventually('the answer', () => expect(ploy(team).ephemerals(channel).length).toBeGreaterThan(before));
    await scene.settle();
    return ploy(team).ephemerals(channel).at(-1)?.text;
  };
  const link = async (team: string, channel: string, sellerId: string, userId?: string) =>
    type(team, channel, `link ${(await createLinkCode(stored.store, { sellerId, userId }, Date.now())).code}`);

  it('tells each shop in its own workspace, by the organisation’s token', async () => {
    expect(await (await scene.install('E1')).text()).toContain('Big Shops');
    await scene.attach('shop-1', 'T1', 'C1');
    await scene.attach('shop-2', 'T2', 'C2');
    await scene.open('shop-2');
    expect([messages('T1', 'C1'), messages('T2', 'C2')]).toEqual([0, 1]);
    await scene.open('shop-1');
    expect([messages('T1', 'C1'), messages('T2', 'C2')]).toEqual([1, 1]);
    expect(scene.posted('E1')).toBe(2);
    expect(await scene.status('shop-1')).toBe('ok');
  });

  it('serves the one organisation’s channel where the alerts name no workspace', async () => {
    await scene.install('E1');
    await scene.attach('shop-1', undefined, 'C2');
    await scene.open('shop-1');
    expect(messages('T2', 'C2')).toBe(1);
  });

  it('does not serve a workspace that is not the organisation’s', async () => {
    await scene.install('E1');
    await scene.attach('shop-1', 'T9', 'C9');
    await scene.open('shop-1');
    expect(await scene.status('shop-1')).toBe('not_connected');
    await scene.install('T9');
    await scene.settle();
    expect(messages('T9', 'C9')).toBe(1);
    expect(scene.posted('E1')).toBe(0);
  });

  it('has what is typed, opened and pressed in each workspace work there', async () => {
    await scene.install('E1');
    await scene.attach('shop-1', 'T1', 'C1');
    expect(await link('T2', 'C2', 'shop-1')).toContain('You now act for');
    // Somebody of an organisation is the same person in all of its workspaces.
    expect(await type('T1', 'C1', 'list')).toContain('Nothing waits');
    expect(await type('T2', 'C2', 'channel')).toContain('now come to this channel');
    await scene.open('shop-1');
    expect([messages('T1', 'C1'), messages('T2', 'C2')]).toEqual([0, 1]);
    for (const team of ['T1', 'T2']) {
      await ploy(team).openHome();
      await eventually(`Home in ${team}`, () => expect(JSON.stringify(ploy(team).home())).toContain('ร้านชาม'));
    }
    const [message] = ploy('T2').messages('C2');
    await ploy('T2').press({ channel: 'C2', ts: message?.ts ?? '' }, 'parley:reject');
    await eventually('the dialog', () => expect(ploy('T2').modal()).not.toBeNull());
    await ploy('T2').press({ channel: 'C2', ts: message?.ts ?? '' }, 'parley:approve');
    await eventually('the approval is told', async () => {
      await scene.settle();
      expect(ploy('T2').messages('C2')[0]?.text).toMatch(/^Ship by/u);
    });
  });

  it('rule 19: mentions a member in each workspace, wherever in it they were linked', async () => {
    await scene.install('E1');
    await scene.attach('shop-1', 'T1', 'C1');
    await link('T2', 'C2', 'shop-1', 'staff-7');
    await scene.open('shop-1');
    const ts = ploy('T1').messages('C1')[0]?.ts ?? '';
    await ploy('T1').press({ channel: 'C1', ts }, 'parley:assign');
    await scene.settle();
    const { items } = await stored.store.requests.list({
      filter: { sellerId: 'shop-1', assigned: { sides: ['shop'], to: ['staff-7'] } },
      sort: 'deadline',
      limit: 10,
      now: Date.now(),
    });
    expect(items).toHaveLength(1);
    await fetch(`${scene.service.url}/v1/conversations/${items[0]?.facts.conversationId}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        'parley-actor': 'buyer:buyer-1',
      },
      body: JSON.stringify({ text: 'Hello?' }),
    });
    await scene.settle();
    const thread = ploy('T1').thread('C1', ts);
    expect(JSON.stringify(thread.find((message) => message.text?.includes('Hello?'))?.blocks)).toContain(
      '"user_id":"U1"',
    );
  });

  it('that is ended stops its workspaces and nobody else, and goes on when it is back', async () => {
    await scene.install('E1');
    await scene.install('T9');
    for (const [shop, team, channel] of [
      ['shop-1', 'T1', 'C1'],
      ['shop-2', 'T2', 'C2'],
      ['shop-9', 'T9', 'C9'],
    ] as const)
      await scene.attach(shop, team, channel);
    await slack.standIn.uninstallOrganisation('E1');
    expect(await stored.store.slack.installation('E1')).toBeNull();
    for (const shop of ['shop-1', 'shop-2', 'shop-9']) await scene.open(shop);
    expect([messages('T1', 'C1'), messages('T2', 'C2'), messages('T9', 'C9')]).toEqual([0, 0, 1]);
    expect(await scene.status('shop-1')).toBe('not_connected');
    await scene.install('E1');
    await scene.settle();
    expect([messages('T1', 'C1'), messages('T2', 'C2')]).toEqual([1, 1]);
    expect(await scene.status('shop-2')).toBe('ok');
  });

  it('may be let out of one workspace and back in', async () => {
    await scene.install('E1');
    await scene.attach('shop-2', 'T2', 'C2');
    await scene.open('shop-2');
    await slack.standIn.grantTeam('T2', false);
    await scene.open('shop-2');
    expect(messages('T2', 'C2')).toBe(1);
    expect(await scene.status('shop-2')).toBe('not_connected');
    await slack.standIn.grantTeam('T2', true);
    await scene.settle();
    expect(messages('T2', 'C2')).toBe(2);
  });

  it('is not what serves a workspace with an installation of its own', async () => {
    await scene.install('E1');
    await scene.install('T1');
    await scene.attach('shop-1', 'T1', 'C1');
    await scene.open('shop-1');
    expect([scene.posted('T1'), scene.posted('E1')]).toEqual([1, 0]);
    await arrives('the message', () => ploy('T1').messages('C1'), { type: 'message' });
  });
});

it('An organisation’s token in the configuration serves each of its workspaces', async () => {
  const stored = await sqliteStore();
  const organisations = [{ id: 'E1', teams: ['T1', 'T2'], botToken: 'xoxb-E1' }];
  const scene = await installScene({ store: stored.store, botToken: 'xoxb-E1', slack: { workspaces, organisations } });
  await scene.attach('shop-1', 'T1', 'C1');
  await scene.attach('shop-2', 'T2', 'C2');
  await scene.open('shop-1');
  await scene.open('shop-2');
  const ploy = (team: string) => scene.slack.standIn.person(team, 'U1');
  expect([ploy('T1').messages('C1').length, ploy('T2').messages('C2').length]).toEqual([1, 1]);
  await ploy('T2').slash('help', 'C2');
  await arrives('the answer', () => ploy('T2').ephemerals('C2'), { from: 'bot' });
  await scene.close();
  await stored.cleanup();
});
