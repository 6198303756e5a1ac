/**
 * A Slack that lives in the test process, so that it outlives the service, which is killed beside it. Every story has a
 * shop, a channel and a person of its own.
 */
import type { Store } from '../../src/application/ports/store.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { openStore } from '../../src/storage/open.ts';
import { BOT_TOKEN, type FakeSlack, SIGNING_SECRET, startFakeSlack } from '../../stand-ins/slack/served/fake-slack.ts';
import { type Ack, type Delivery, httpSender, type Sender } from '../../stand-ins/slack/slack.ts';
import { freePort } from '../support/free-port.ts';
import type { ActsAs } from '../support/load/client.ts';
import { API_KEY, launchServer } from '../support/load/server.ts';
import { Reaper } from './slack-reaper.ts';

export const TEAM = 'T1';
/** Slack lets a channel be read once a minute; a test has less time. */
const READ_EVERY_MS = 300;
/** Slack's patience is not what is tested: on a busy machine, an ack and a trigger of three seconds would be late. */
const ANSWER_WITHIN_MS = 300_000;
const SLOWER = 100;

export interface Scene {
  slack: FakeSlack;
  /** The service's database, seen from here. */
  store: Store;
  reaper: Reaper;
  /** Calls Parley; null where the connection broke. Throws where it was refused. */
  ask(method: 'POST' | 'PUT', path: string, body: unknown, as?: ActsAs): Promise<RequestView | null>;
  /** Lets `gate` carry what this person does in Slack to the service. */
  carry(user: string, gate: Gate): void;
  close(): Promise<void>;
}

/** Carries a delivery to the service with `send` and its ack back, unless something happens on the way. */
type Gate = (delivery: Delivery, send: Sender) => Promise<Ack>;

const userOf = ({ body }: Delivery): string => String((body.user as { id?: string } | undefined)?.id ?? '');

/** `mortal`: the process takes orders to die from its first life on. */
export async function startScene(databaseUrl: string, { mortal = false } = {}): Promise<Scene> {
  const store = await openStore(databaseUrl, { log: () => {} });
  const slack = await startFakeSlack({
    workspaces: [{ id: TEAM, botToken: BOT_TOKEN }],
    limits: { reads: { windowMs: READ_EVERY_MS / SLOWER, rows: 15 } },
    wallClock: { now: () => Date.now() / SLOWER },
  });
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl };
  const launch = (takesOrders: boolean) => launchServer(port, databaseUrl, env, takesOrders);
  const reaper = new Reaper({ store, launch, mortal });

  const send = httpSender({
    requestUrl: `${baseUrl}/slack/events`,
    signingSecret: SIGNING_SECRET,
    answerWithin: ANSWER_WITHIN_MS,
  });
  const gates = new Map<string, Gate>();
  slack.standIn.sendWith((delivery) => {
    const gate = gates.get(userOf(delivery));
    return gate ? gate(delivery, send) : send(delivery);
  });

  async function ask(method: 'POST' | 'PUT', path: string, body: unknown, as?: ActsAs): Promise<RequestView | null> {
    const headers = {
      authorization: `Bearer ${API_KEY}`,
      'content-type': 'application/json',
      ...(as ? { 'parley-actor': as } : {}),
    };
    let status: number;
    let answer: RequestView;
    try {
      const response = await fetch(baseUrl + path, { method, headers, body: JSON.stringify(body) });
      status = response.status;
      answer = (await response.json()) as RequestView;
    } catch {
      return null;
    }
    if (status < 300) return answer;
    throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(answer)}`);
  }

  return {
    slack,
    store,
    reaper,
    ask,
    carry: (user, gate) => void gates.set(user, gate),
    async close() {
      await reaper.end();
      await slack.close();
      await store.close();
    },
  };
}
