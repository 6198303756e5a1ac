/** The demo tells of a shop that sleeps: five claims at night, and in the morning one message says what became of them. */
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, expect, it } from 'vitest';
import { createSlackBot } from '../../bots/slack/slack.ts';
import { createApp } from '../../src/app.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import { openDemoClock, openSlackDemo, seedDemo } from '../../src/demo/demo.ts';
import { eventually } from '../support/eventually.ts';
import { API_KEY, SECRET } from '../support/service.ts';
import { sqliteStore } from '../support/stores.ts';

const START = Date.parse('2026-11-25T22:10:00.000Z');
const MINUTE = 60_000;
const log = pino({ level: 'silent' });

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

/** The demo as it is first opened, with its own Slack; nothing runs by itself. */
async function firstOpened() {
  const own = await sqliteStore();
  const wallClock: Clock = { now: () => START };
  const clock = await openDemoClock(own.store, wallClock);
  const slack = await openSlackDemo(clock, wallClock);
  const app = createApp({
    config: { apiKeys: [API_KEY], secrets: [SECRET], corsOrigins: [], trustProxy: false, rateLimit: null },
    store: own.store,
    clock,
    wallClock,
    log,
    version: 'test',
    slack: (parts) => createSlackBot({ ...parts, config: slack.config }),
  });
  close = async () => {
    await app.close();
    await own.cleanup();
  };
  await seedDemo({ commands: app.commands, store: own.store, clock, log, seated: slack.seated });
  await slack.settle(own.store, clock);
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve));
  slack.connect(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);
  const { team, user, channel } = slack.people['demo-owl'] ?? { team: '', user: '', channel: '' };
  return {
    channelOf: () => slack.standIn.person(team, user).messages(channel),
    async pass(minutes: number) {
      clock.set(clock.now() + minutes * MINUTE);
      await app.sweep.run();
      await app.relay.idle();
      await app.slack?.deliverer.run();
    },
    async request(name: string) {
      const state = await own.store.requests.findByExternalId(`demo-owl-${name}`);
      if (!state) throw new Error(`there is no request ${name}`);
      return state;
    },
  };
}

it('rules 17 and 18: three are answered, one is held, one waits for its last half hour, and a buyer thought again', async () => {
  const demo = await firstOpened();
  await demo.pass(0);
  const rules = async () => {
    const states = await Promise.all(['spoon', 'cup', 'saucer', 'vase', 'plate'].map((name) => demo.request(name)));
    return states.map(({ rule }) => rule?.status);
  };
  expect(await rules()).toEqual(['acted', 'acted', 'acted', 'held', 'waiting']);
  expect(await demo.request('spoon')).toMatchObject({ status: 'settling', secondThought: { was: 'rejected' } });
  const plate = await demo.request('plate');
  const deadline = Date.parse(plate.deadline?.at ?? '');

  await demo.pass(29);
  expect(await rules()).toEqual(['acted', 'acted', 'acted', 'held', 'waiting']);
  await demo.pass(1);
  expect(await rules()).toEqual(['acted', 'acted', 'acted', 'held', 'acted']);
  const [offer] = (await demo.request('plate')).offers;
  expect(deadline - Date.parse(offer?.createdAt ?? '')).toBe(30 * MINUTE);

  const digests = () =>
    demo.channelOf().filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('digest:'));
  expect(digests()).toEqual([]);
  await demo.pass(2);
  await eventually('the digest', () => expect(digests()).toHaveLength(1));
  const said = JSON.stringify(digests()[0]?.blocks);
  expect(said).toContain('Since yesterday your rules answered 4 requests');
  expect(said.match(/offered · Small things/gu)).toHaveLength(3);
  expect(said.match(/offered · Before silence/gu)).toHaveLength(1);
  expect(said).toContain('the buyer took it after all');
  expect(said).toContain((await demo.request('vase')).facts.orderId);
});
