/** A service that workspaces install, in front of a stand-in of Slack, and what whoever installs it does. */
import type { SlackConfig } from '../../bots/slack/config.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { Store } from '../../src/application/ports/store.ts';
import {
  type FakeSlack,
  type FakeSlackOptions,
  SIGNING_SECRET,
  startFakeSlack,
} from '../../stand-ins/slack/served/fake-slack.ts';
import { API_KEY, type Service, startService } from './service.ts';
import { input, shop } from './world.ts';

const OAUTH = { clientId: 'client-1', clientSecret: 'secret-1' };

export const slackConfig = (changes: Partial<SlackConfig>): SlackConfig => ({
  signingSecret: SIGNING_SECRET,
  botToken: null,
  appToken: null,
  oauth: null,
  apiUrl: null,
  ...changes,
});

/** Wall time that a test may move on. */
export interface WallClock extends Clock {
  pass(milliseconds: number): void;
}
export function wallClock(): WallClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    pass(milliseconds) {
      ahead += milliseconds;
    },
  };
}

export interface InstallScene {
  slack: FakeSlack;
  service: Service;
  /** Goes the way of whoever installs: to Slack's page, and back with a code. `place`: a workspace, or an organisation. */
  install(place: string, options?: { cookie?: boolean }): Promise<Response>;
  settle(): Promise<void>;
  /** Declares a shop whose alerts go there. */
  attach(sellerId: string, team: string | undefined, channel?: string): Promise<unknown>;
  /** Opens a request of the shop, and has it told. */
  open(sellerId: string): Promise<void>;
  /** How many messages were posted with the token of a workspace or organisation. */
  posted(place: string): number;
  /** How the shop's alerts fare. */
  status(sellerId: string): Promise<string>;
  close(): Promise<void>;
}

export interface InstallOptions {
  store: Store;
  wall?: Clock;
  slack?: FakeSlackOptions;
  /** The token is configured, and nobody installs anything. */
  botToken?: string;
  /** Another instance in front of the same Slack. */
  beside?: FakeSlack;
}

export async function installScene({
  store,
  wall = wallClock(),
  slack: options,
  beside,
  botToken,
}: InstallOptions): Promise<InstallScene> {
  const slack = beside ?? (await startFakeSlack({ wallClock: wall, oauth: OAUTH, ...options }));
  const letIn = botToken ? { botToken } : { oauth: { ...OAUTH, stateSecret: 'a-state-secret-of-tests' } };
  const service = await startService({
    store,
    wallClock: wall,
    start: false,
    slack: slackConfig({ apiUrl: slack.apiUrl, ...letIn }),
  });
  if (!beside) slack.sendTo(`${service.url}/slack/events`);

  const scene: InstallScene = {
    slack,
    service,
    async install(place, { cookie = true } = {}) {
      const start = await fetch(`${service.url}/slack/install`, { redirect: 'manual' });
      const consent = new URL(start.headers.get('location') ?? '');
      consent.searchParams.set('team', place);
      consent.searchParams.set('redirect_uri', `${service.url}/slack/oauth_redirect`);
      const back = await fetch(consent, { redirect: 'manual' });
      const headers = cookie ? { cookie: (start.headers.get('set-cookie') ?? '').split(';')[0] ?? '' } : undefined;
      return fetch(back.headers.get('location') ?? '', { headers });
    },
    async settle() {
      await service.app.slack?.idle();
      await service.app.relay.idle();
      await service.app.slack?.deliverer.run();
    },
    attach: (id, team, channel = 'C1') =>
      store.directory.putSeller(shop({ id, alerts: { slack: { channel, ...(team ? { team } : {}) } } })),
    async open(sellerId) {
      const response = await fetch(`${service.url}/v1/requests`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify(input({ sellerId })),
      });
      if (response.status !== 201) throw new Error(`the request was not opened: ${await response.text()}`);
      await scene.settle();
    },
    posted: (place) => slack.callsOf('chat.postMessage', place).filter(({ error }) => error === undefined).length,
    status: async (sellerId) => (await store.work.alert.status(sellerId))?.code ?? 'ok',
    async close() {
      await service.close();
      if (!beside) await slack.close();
    },
  };
  return scene;
}
