/** Tokens that end after twelve hours: each is exchanged for the next before anybody notices, once, by whoever comes first. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, error, http, loseResponse } from '../../stand-ins/slack/served/faults.ts';
import { eventually } from '../support/eventually.ts';
import { type InstallScene, installScene, type WallClock, wallClock } from '../support/slack-install.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('A token that ends', () => {
  let stored: TestStore;
  let wall: WallClock;
  let scene: InstallScene;
  let others: InstallScene[];
  beforeEach(async () => {
    stored = await sqliteStore();
    wall = wallClock();
    others = [];
    const channels = [{ id: 'C1', name: 'returns' }];
    const workspaces = [{ id: 'T1', users: [{ id: 'U1', name: 'ploy' }], channels }];
    scene = await installScene({ store: stored.store, wall, slack: { workspaces, rotation: { seconds: 12 * 3_600 } } });
    await scene.install('T1');
    await scene.attach('shop-1', 'T1');
  });
  afterEach(async () => {
    for (const each of [...others, scene]) await each.close();
    await stored.cleanup();
  });

  async function another(): Promise<InstallScene> {
    const other = await installScene({ store: stored.store, wall, beside: scene.slack });
    others.push(other);
    return other;
  }
  const exchanges = () =>
    scene.slack.callsOf('oauth.v2.access').filter(({ args }) => args.grant_type === 'refresh_token');
  const refused = () => scene.slack.calls.filter(({ error: code }) => code !== undefined);
  /** Both, however slow they are. */
  const exchanged = (times: number) =>
    eventually('the exchange', () => {
      expect(exchanges().filter(({ status }) => status === 200)).toHaveLength(times);
    });

  it('is exchanged before its end, while it still serves', async () => {
    await scene.open('shop-1');
    wall.pass(10.5 * HOUR);
    await scene.open('shop-1');
    await exchanged(1);
    wall.pass(9 * HOUR);
    await scene.open('shop-1');
    expect(scene.posted('T1')).toBe(3);
    expect(refused()).toEqual([]);
  });

  it('and has ended meanwhile is exchanged first, and nothing is late', async () => {
    await scene.open('shop-1');
    for (let days = 1; days <= 3; days += 1) {
      wall.pass(24 * HOUR);
      await scene.open('shop-1');
      expect(scene.posted('T1')).toBe(days + 1);
    }
    expect(exchanges()).toHaveLength(3);
    expect(refused()).toEqual([]);
    expect(await scene.status('shop-1')).toBe('ok');
  });

  it('serves who presses and types as well', async () => {
    const ploy = scene.slack.standIn.person('T1', 'U1');
    await ploy.slash('help', 'C1');
    await eventually('the answer', () => expect(ploy.ephemerals('C1')).toHaveLength(1));
    wall.pass(24 * HOUR);
    await ploy.openHome();
    await eventually('Home', () => expect(ploy.home()).not.toBeNull());
    expect(refused()).toEqual([]);
  });

  it('is exchanged once by two instances that need it at the same moment', async () => {
    const other = await another();
    await scene.open('shop-1');
    await other.open('shop-1');
    for (let round = 1; round <= 3; round += 1) {
      wall.pass(24 * HOUR);
      await Promise.all([scene.open('shop-1'), other.open('shop-1')]);
      await eventually('both are told', async () => {
        await Promise.all([scene.settle(), other.settle()]);
        expect(scene.posted('T1')).toBe(2 + 2 * round);
      });
    }
    expect(exchanges()).toHaveLength(3);
    expect(refused()).toEqual([]);
  });

  it('goes on serving where Slack does not exchange it just now', async () => {
    await scene.open('shop-1');
    wall.pass(10.5 * HOUR);
    scene.slack.faults.next('oauth.v2.access', http(503));
    await scene.open('shop-1');
    await eventually('the first try', () => expect(exchanges().map(({ status }) => status)).toEqual([503]));
    await eventually('the next try', async () => {
      wall.pass(MINUTE);
      await scene.open('shop-1');
      expect(exchanges().map(({ status }) => status)).toEqual([503, 200]);
    });
    wall.pass(8 * HOUR);
    await scene.open('shop-1');
    expect(await scene.status('shop-1')).toBe('ok');
    expect(refused()).toEqual([]);
  });

  it('whose next one was lost on its way serves to its end; then the app is installed again', async () => {
    wall.pass(10.5 * HOUR);
    scene.slack.faults.next('oauth.v2.access', loseResponse());
    await scene.open('shop-1');
    expect(scene.posted('T1')).toBe(1);
    wall.pass(12 * HOUR);
    await scene.open('shop-1');
    expect(scene.posted('T1')).toBe(1);
    expect(await scene.status('shop-1')).toBe('token_revoked');
    await scene.install('T1');
    await scene.settle();
    expect(scene.posted('T1')).toBe(2);
  });

  it('that another instance exchanged while it was used here is no reason to wait', async () => {
    await scene.open('shop-1');
    const other = await another();
    wall.pass(10.5 * HOUR);
    await other.open('shop-1');
    await exchanged(1);
    scene.slack.faults.next('chat.postMessage', error('token_revoked'));
    await scene.open('shop-1');
    expect(scene.posted('T1')).toBe(3);
    expect(await scene.status('shop-1')).toBe('ok');
  });

  it('is not written over an installation that was made while it was exchanged', async () => {
    wall.pass(24 * HOUR);
    scene.slack.faults.next(
      'oauth.v2.access',
      after(async () => void (await scene.install('T1'))),
    );
    await scene.open('shop-1');
    wall.pass(11 * HOUR);
    await scene.open('shop-1');
    wall.pass(24 * HOUR);
    await scene.open('shop-1');
    expect(scene.posted('T1')).toBe(3);
    expect(await scene.status('shop-1')).toBe('ok');
  });
});
