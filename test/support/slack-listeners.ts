/**
 * The bot's listeners on a real Bolt app behind HTTP, in front of a Slack stand-in, with a storage that can be made to
 * wait. There is no worker: what listeners ask of it is written down.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, type Logger as SlackLogger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import pino from 'pino';
import type { Message } from '../../bots/slack/blocks/model.ts';
import { requestMessage } from '../../bots/slack/blocks/request.ts';
import { createLinks } from '../../bots/slack/links.ts';
import { registerListeners } from '../../bots/slack/listeners/index.ts';
import { createModels } from '../../bots/slack/models.ts';
import { boltLogger } from '../../bots/slack/workspace/logger.ts';
import { createConversations } from '../../src/application/conversations.ts';
import { localFeed } from '../../src/application/feed.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { createStats } from '../../src/application/stats.ts';
import type { RequestInput } from '../../src/contract/request.ts';
import type { Seller } from '../../src/contract/seller.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { BOT_TOKEN, type FakeSlack, SIGNING_SECRET, startFakeSlack } from '../../stand-ins/slack/served/fake-slack.ts';
import type { Ack, Person, PressOptions } from '../../stand-ins/slack/slack.ts';
import { photosOver } from './photos.ts';
import { SECRET } from './service.ts';
import { sqliteStore } from './stores.ts';
import { act, FakeClock, input, integrator, shop, type World, world } from './world.ts';

/** U1 acts for shop-1, U2 for shop-2, U3 for nobody. */
const PEOPLE = [
  { id: 'U1', name: 'somchai' },
  { id: 'U2', name: 'anong' },
  { id: 'U3', name: 'visitor' },
];
const CHANNELS = [
  { id: 'C1', name: 'returns' },
  { id: 'C2', name: 'elsewhere', botIsMember: false },
  { id: 'C3', name: 'hidden', private: true, botIsMember: false },
];

export interface SlackDesk {
  slack: FakeSlack;
  store: Store;
  clock: FakeClock;
  wallClock: FakeClock;
  world: World;
  somchai: Person;
  anong: Person;
  visitor: Person;
  /** What was asked of the worker, in order. */
  asked: { nudged: string[]; sellers: string[]; teams: string[]; forgotten: string[] };
  logs: string[];
  /** Opens a request of shop-1 and posts its message in C1, as the worker would. */
  opened(changes?: Partial<RequestInput>): Promise<Posted>;
  /** The request as stored. */
  state(id: string): Promise<RequestState>;
  /** The types of its events so far. */
  events(id: string): Promise<string[]>;
  /** Posts the request's message as it is now. */
  post(id: string): Promise<string>;
  /** Posts a message in C1. */
  say(message: Message): Promise<string>;
  /** Presses a button of a message, with all that follows from it. */
  press(person: Person, ts: string, action: string, options?: PressOptions): Promise<Ack>;
  /** Resolves when everything that was delivered has been dealt with. */
  settled(): Promise<void>;
  /** Makes the storage wait from now on, until what it answers is called. */
  holdStorage(): () => void;
  /** Makes the storage fail from now on, until what it answers is called. */
  breakStorage(): () => void;
  close(): Promise<void>;
}
interface Posted {
  id: string;
  ts: string;
}

/** A storage whose every call first waits for `gate()`. */
function gated(store: Store, gate: () => Promise<void>): Store {
  const wrap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const member = Reflect.get(target, name, target) as unknown;
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          await gate();
          return Reflect.apply(member, target, args);
        };
      },
    });
  const { requests, chat, directory, idempotency, work, slack, ...rest } = store;
  return {
    ...rest,
    requests: wrap(requests),
    chat: wrap(chat),
    directory: wrap(directory),
    idempotency: wrap(idempotency),
    work: { ...work, alert: wrap(work.alert) },
    slack: wrap(slack),
  };
}

export const alertsTo = (channel: string): Seller['alerts'] => ({ slack: { team: 'T1', channel } });

/** Longer than Slack allows: on a loaded machine, too, a form is answered with its outcome. */
const PATIENT = 20_000;

/** `ackWithin`: real milliseconds that a submitted form may wait for its outcome. */
export async function startSlackDesk({ ackWithin = PATIENT }: { ackWithin?: number } = {}): Promise<SlackDesk> {
  const clock = new FakeClock();
  const wallClock = new FakeClock();
  const opened = await sqliteStore();
  let gate: () => Promise<void> = async () => {};
  const store = gated(opened.store, () => gate());
  const inside = world(store, clock);
  const logs: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logs.push(line) });
  const slack = await startFakeSlack({
    workspaces: [
      { id: 'T1', name: 'Bowl House', botToken: BOT_TOKEN, users: PEOPLE, channels: CHANNELS },
      { id: 'T2', name: 'Elsewhere', botToken: 'xoxb-2', users: [{ id: 'U1', name: 'namesake' }] },
    ],
    clock,
    wallClock,
  });

  const logger: SlackLogger = boltLogger(log);
  const receiver = new ExpressReceiver({ signingSecret: SIGNING_SECRET, endpoints: '/slack/events', logger });
  const app = new App({
    receiver,
    logger,
    authorize: async ({ teamId }) => ({ botToken: BOT_TOKEN, botId: 'B1', botUserId: 'U1BOT', teamId }),
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  const links = createLinks({ address: () => 'https://parley.example', secrets: [SECRET], wallClock });
  const asked: SlackDesk['asked'] = { nudged: [], sellers: [], teams: [], forgotten: [] };
  registerListeners(app, {
    apiUrl: slack.apiUrl,
    ackWithin,
    store,
    commands: inside.commands,
    conversations: createConversations({
      store: store.chat,
      feed: localFeed(() => {}),
      clock,
      photos: photosOver(store, clock),
    }),
    models: createModels({ store, stats: createStats(store, clock), clock, links }),
    links,
    clock,
    wallClock,
    log,
    nudge: (id) => void asked.nudged.push(id),
    wakeSeller: async (id) => void asked.sellers.push(id),
    wakeTeam: async (team) => void asked.teams.push(team),
    forgetTeam: async (team) => void asked.forgotten.push(team),
  });
  const working = new Set<Promise<void>>();
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) => {
    const work = processEvent(event).finally(() => working.delete(work));
    working.add(work);
    return work;
  };
  const server = createServer(receiver.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.sendTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);

  await store.directory.putSeller(shop({ alerts: alertsTo('C1') }));
  await store.directory.putSeller(shop({ id: 'shop-2', name: 'Plate House' }));
  const at = clock.iso();
  await store.slack.putLink({ team: 'T1', user: 'U1', sellerId: 'shop-1', at });
  await store.slack.putLink({ team: 'T1', user: 'U2', sellerId: 'shop-2', at });

  const bot = new WebClient(BOT_TOKEN, { slackApiUrl: slack.apiUrl });
  const models = createModels({ store: opened.store, stats: createStats(opened.store, clock), clock, links });
  let posts = 0;

  const desk: SlackDesk = {
    slack,
    store: opened.store,
    clock,
    wallClock,
    world: inside,
    somchai: slack.standIn.person('T1', 'U1'),
    anong: slack.standIn.person('T1', 'U2'),
    visitor: slack.standIn.person('T1', 'U3'),
    asked,
    logs,
    async opened(changes) {
      const outcome = await inside.commands.open(input(changes), { actor: integrator, arrivedAt: clock.iso() });
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      const { id } = outcome.state;
      return { id, ts: await desk.post(id) };
    },
    async state(id) {
      const loaded = await opened.store.requests.load(id);
      if (!loaded) throw new Error(`there is no request ${id}`);
      return loaded.state;
    },
    events: async (id) => (await opened.store.requests.events(id, 0, 100)).map(({ type }) => type),
    async post(id) {
      const model = await models.request(await desk.state(id));
      const seller = await opened.store.directory.seller(model.request.sellerId);
      if (!seller) throw new Error(`there is no seller of ${id}`);
      posts += 1;
      return desk.say(requestMessage(model, models.words(seller), `n${posts}`));
    },
    async say(message) {
      const { ts } = await bot.chat.postMessage({ channel: 'C1', ...message });
      if (!ts) throw new Error('the message was not posted');
      return ts;
    },
    async press(person, ts, action, press) {
      const ack = await person.press({ channel: 'C1', ts }, `parley:${action}`, press);
      await desk.settled();
      return ack;
    },
    async settled() {
      while (working.size > 0) await Promise.all(working);
    },
    holdStorage() {
      let release = (): void => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      gate = () => held;
      return () => {
        gate = async () => {};
        release();
      };
    },
    breakStorage() {
      gate = async () => {
        throw new Error('the disk is full');
      };
      return () => {
        gate = async () => {};
      };
    },
    async close() {
      await desk.settled();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await inside.relay.stop();
      await inside.sweep.stop();
      await slack.close();
      await opened.cleanup();
    },
  };
  return desk;
}

/** Whoever else acts on a request, through the same commands. */
export const meanwhile = async (
  desk: SlackDesk,
  id: string,
  actor: Parameters<typeof act>[3],
  command: Parameters<typeof act>[4],
): Promise<void> => {
  const outcome = await act(desk.world, desk.clock, await desk.state(id), actor, command);
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
};
