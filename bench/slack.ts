/**
 * 5. Alerts per second of 49 workspaces while a 50th answers 429 to everything, over their rate in the same run when
 *    none is limited. And what a bare `WebClient` makes of the same messages: it notes nothing, so a crash loses or
 *    doubles them.
 *
 * The service is the real one, with workspaces that installed the app; their Slack is the tests' stand-in. All alerts of
 * a round are owed beforehand and fall due at one moment. The stand-in, which checks every message as Slack does, and
 * the service share the machine, so the rates are no figure of either alone; the ratios compare like with like.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createInstallations, installationStore } from '../bots/slack/workspace/installations.ts';
import { createCommands } from '../src/application/commands.ts';
import type { Store } from '../src/application/ports/store.ts';
import { openStore } from '../src/storage/open.ts';
import { type FakeSlack, SIGNING_SECRET, startFakeSlack } from '../stand-ins/slack/served/fake-slack.ts';
import { type RecordedCall, rateLimited } from '../stand-ins/slack/served/faults.ts';
import { freePort } from '../test/support/free-port.ts';
import { SECRET, startServer } from '../test/support/load/server.ts';
import { call, inParallel } from './api.ts';
import { type Figure, median } from './figures.ts';
import { forkServer } from './processes.ts';
import { freshDatabase, type StorageName } from './storages.ts';

const WORKSPACES = 50;
const SHOPS = 4;
/** Alerts of each shop in a round. */
const PER_SHOP: Record<StorageName, number> = { SQLite: 10, MongoDB: 5 };
const ROUNDS = 4;
const RETRY_AFTER_S = 1;
/** Time to owe everything before it falls due, in milliseconds. */
const AHEAD: Record<StorageName, number> = { SQLite: 1_000, MongoDB: 8_000 };
const ROUND_WITHIN_MS = 120_000;
const HOUR_MS = 3_600_000;

interface Shop {
  id: string;
  team: string;
  channel: string;
}

const teams = Array.from({ length: WORKSPACES }, (_, index) => `T${index + 1}`);
const LIMITED = `T${WORKSPACES}`;
const shops: Shop[] = teams.flatMap((team, index) =>
  Array.from({ length: SHOPS }, (_, shop) => ({
    id: `shop-${index + 1}-${shop + 1}`,
    team,
    channel: `C${(index + 1) * 100 + shop + 1}`,
  })),
);
const tokenOf = (team: string): string => `xoxb-${team}`;
const clock = { now: () => Date.now() };

const startSlack = (): Promise<FakeSlack> =>
  startFakeSlack({
    workspaces: teams.map((team) => ({
      id: team,
      botToken: tokenOf(team),
      channels: shops.filter((shop) => shop.team === team).map(({ channel }) => ({ id: channel, name: channel })),
    })),
  });

/** Lets the app into every workspace, as OAuth does in the end, and declares the shops. */
async function settle(store: Store): Promise<void> {
  const kept = createInstallations({ store: store.slack, secrets: [SECRET], wallClock: clock });
  const installations = installationStore(kept, async () => {});
  for (const id of teams) {
    const bot = { token: tokenOf(id), scopes: ['chat:write'], id: `B${id}`, userId: `U${id}` };
    const user = { id: 'U1', token: undefined, scopes: undefined };
    await installations.storeInstallation({ team: { id, name: id }, enterprise: undefined, user, bot });
  }
  for (const { id, team, channel } of shops) {
    const alerts = { slack: { team, channel } };
    await store.directory.putSeller({ id, name: id, market: 'TH', zone: 'Asia/Bangkok', alerts });
  }
}

let opened = 0;
/** Opens requests, so many for each shop, told already to everybody but Slack. */
async function openRequests(store: Store, perShop: number): Promise<{ id: string; sellerId: string }[]> {
  const lease = { owner: 'bench', until: Date.now() + HOUR_MS };
  const commands = createCommands({ store, clock, relay: { leaseFor: () => lease, committed: () => {} } });
  const money = (amount: number) => ({ amount, currency: 'THB' });
  return inParallel(shops.length * perShop, async (index) => {
    const { id: sellerId } = shops[index % shops.length] as Shop;
    opened += 1;
    const input = {
      orderId: `order-${opened}`,
      sellerId,
      buyerId: `buyer-${opened}`,
      conversationId: `conv-${opened}`,
      market: 'TH',
      buyerZone: 'Asia/Bangkok',
      reason: 'missing_items' as const,
      items: [{ sku: 'BOWL-2', title: 'Ceramic bowl', quantity: 2, missingQuantity: 1, unitPrice: money(25_000) }],
      paid: money(54_000),
      shippingOption: 'platform' as const,
    };
    const arrivedAt = new Date().toISOString();
    const outcome = await commands.open(input, { actor: { kind: 'integrator', id: 'bench' }, arrivedAt });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    await store.requests.ack([{ id: outcome.state.id, seq: 1, owner: lease.owner }]);
    return { id: outcome.state.id, sellerId };
  });
}

/** The messages that Slack took, oldest first. */
const takenOf = ({ calls }: FakeSlack): RecordedCall[] =>
  calls.filter(({ method, status, error }) => method === 'chat.postMessage' && status === 200 && error === undefined);

async function untilTaken(slack: FakeSlack, count: number, from: (team: string | null) => boolean): Promise<void> {
  const giveUpAt = Date.now() + ROUND_WITHIN_MS;
  const taken = () => takenOf(slack).filter(({ team }) => from(team)).length;
  while (taken() < count) {
    if (Date.now() > giveUpAt) throw new Error(`${taken()} of ${count} messages within ${ROUND_WITHIN_MS} ms`);
    await sleep(50);
  }
}

/** Messages per second of all workspaces but the limited one, from the first to the last of them. */
function rateOf(slack: FakeSlack): number {
  const times = takenOf(slack)
    .filter(({ team }) => team !== LIMITED)
    .map(({ at }) => at);
  return ((times.length - 1) * 1_000) / (Math.max(...times) - Math.min(...times));
}

interface Stage {
  slack: FakeSlack;
  store: Store;
  storage: StorageName;
}

/** One round of Parley's: opens, owes, and measures the telling. */
async function round({ slack, store, storage }: Stage, limited: boolean): Promise<number> {
  const perShop = PER_SHOP[storage];
  const requests = await openRequests(store, perShop);
  slack.calls.length = 0;
  if (limited) slack.faults.next('*', rateLimited(RETRY_AFTER_S), { team: LIMITED, times: Number.POSITIVE_INFINITY });
  const dueAt = Date.now() + AHEAD[storage];
  await store.work.alert.owe(requests.map(({ id, sellerId }) => ({ subject: id, sellerId, owed: 1, dueAt })));
  if (Date.now() > dueAt) throw new Error('owing took longer than the time ahead');
  const perWorkspace = perShop * SHOPS;
  await untilTaken(slack, (WORKSPACES - 1) * perWorkspace, (team) => team !== LIMITED);
  const rate = rateOf(slack);
  const refused = slack.calls.filter(({ team, status }) => team === LIMITED && status === 429).length;
  if (limited !== refused > 0) throw new Error(`${LIMITED} was limited ${refused} times`);
  slack.faults.clear();
  await untilTaken(slack, perWorkspace, (team) => team === LIMITED);
  return rate;
}

/** The same messages by bare clients. `sample`: what one of Parley's messages held. */
async function bareRound(slack: FakeSlack, port: number, perShop: number, sample: object): Promise<number> {
  slack.calls.length = 0;
  const work = shops.map(({ team, channel }) => ({ team, token: tokenOf(team), channel, count: perShop }));
  await call(port, 'POST', '/post', { sample, work });
  return rateOf(slack);
}

export async function measureSlack(storage: StorageName): Promise<Figure[]> {
  const database = await freshDatabase(storage);
  const perShop = PER_SHOP[storage];
  const slack = await startSlack();
  const store = await openStore(database.url, { log: () => {} });
  const stage = { slack, store, storage };
  await settle(store);
  const server = await startServer(await freePort(), database.url, {
    SLACK_CLIENT_ID: 'bench',
    SLACK_CLIENT_SECRET: 'bench-client-secret',
    SLACK_STATE_SECRET: 'bench-state-secret',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
  });
  const bare = await forkServer('./slack-bare.ts', slack.apiUrl);
  try {
    // A round of each that does not count: the code has to be compiled first.
    await round(stage, false);
    const { text, blocks, metadata } = takenOf(slack)[0]?.args ?? {};
    const sample = { text, blocks, metadata };
    await bareRound(slack, bare.port, perShop, sample);

    const rates = { calm: [] as number[], limited: [] as number[], bare: [] as number[] };
    for (let count = 0; count < ROUNDS; count++) {
      rates.bare.push(await bareRound(slack, bare.port, perShop, sample));
      // Each goes first as often as the other: the storage grows meanwhile.
      const isLimitedFirst = count % 2 === 1;
      for (const limited of [isLimitedFirst, !isLimitedFirst]) {
        rates[limited ? 'limited' : 'calm'].push(await round(stage, limited));
      }
    }
    const figure = (name: string, parley: number[], base: number[], target: Figure['target']): Figure => ({
      measurement: 'slack',
      storage,
      name,
      unit: '/s',
      parley: median(parley),
      bare: median(base),
      target,
    });
    return [
      figure('alerts of 49 workspaces (bare: a WebClient)', rates.calm, rates.bare, null),
      figure('the same, a 50th limited (bare: none limited)', rates.limited, rates.calm, {
        ratio: 'at least',
        value: 0.9,
      }),
    ];
  } finally {
    await server.kill();
    await bare.stop();
    await store.close();
    await slack.close();
    await database.remove();
  }
}
