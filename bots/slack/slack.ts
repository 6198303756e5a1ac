/**
 * Parley's Slack bot: alerts sellers and lets them act where they are. Wires its parts; each explains itself.
 *
 * - channel: the relay notes there what is owed.
 * - deliverer: tells it, and keeps every message true.
 * - listeners: turn what people do in Slack into commands.
 */
import { randomBytes } from 'node:crypto';
import { App } from '@slack/bolt';
import type { Express } from 'express';
import type { Logger } from 'pino';
import {
  type Channel,
  type ChatStore,
  type Clock,
  type Commands,
  type Conversations,
  createAlerts,
  type Feed,
  owingReplies,
  type SlackAlerts,
  type StatsOf,
  type Store,
} from '../../src/bot.ts';
import { createSlackChannel } from './channel.ts';
import type { SlackConfig } from './config.ts';
import { createSlackDeliverer, type SlackDeliverer } from './deliver/deliver.ts';
import { createLinks } from './links.ts';
import { registerListeners } from './listeners/index.ts';
import { createModels } from './models.ts';
import { createEntry } from './receive.ts';
import { createBotTokens } from './workspace/bot-tokens.ts';
import { createFound } from './workspace/found.ts';
import { createInstallations } from './workspace/installations.ts';
import { boltLogger } from './workspace/logger.ts';
import { createInstaller, installRoutes } from './workspace/oauth.ts';
import { clientOptionsOf, createWorkspaces } from './workspace/workspaces.ts';

export interface SlackParts {
  config: SlackConfig;
  store: Store;
  stats: StatsOf;
  feed: Feed;
  clock: Clock;
  wallClock: Clock;
  /** Seal the workspaces' tokens; the first seals, all open. */
  secrets: readonly string[];
  publicUrl: string | null;
  /** Where people reach the service; asked for once it listens. */
  address(): string;
  owner: string;
  log: Logger;
}

export interface SlackBot {
  /** For the relay's list. */
  channel: Channel;
  deliverer: SlackDeliverer;
  /** Takes what people do in Slack from now on. Called once, before `start`. */
  listen(commands: Commands, conversations: Conversations): void;
  /** The conversations, with each message owed to Slack. */
  owing(chat: ChatStore): ChatStore;
  /** The routes under /slack, on the service's own app. */
  mount(app: Express): void;
  start(): Promise<void>;
  /** Resolves when what people did so far is dealt with, and the messages it concerns are marked for repair. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Interactive calls do not wait long: who pressed a button hears that it did not work, and presses again. */
const INTERACTIVE_TIMEOUT_MS = 5_000;

export function createSlackBot(parts: SlackParts): SlackBot {
  const { config, store, stats, feed, clock, wallClock, secrets, publicUrl, owner, log } = parts;
  const clientOptions = clientOptionsOf(config, log);
  const installations = createInstallations({ store: store.slack, secrets, wallClock });
  const installer = createInstaller(config, installations, (id) => wakeTeam(id), log);
  const installed = config.oauth && installedParts(config.oauth);
  const workspaces = createWorkspaces({ config, installed, clientOptions });
  const alerts = createAlerts(store, clock, true);
  const links = createLinks({ address: parts.address, secrets, wallClock });
  const models = createModels({ store, stats, clock, links });
  const nonce = () => randomBytes(6).toString('base64url');
  const deliverer = createSlackDeliverer({ store, models, workspaces, feed, clock, wallClock, owner, nonce, log });
  const entry = createEntry({ config, clock, wallClock, log });
  const bolt = new App({
    receiver: entry.receiver,
    authorize: workspaces.authorize,
    logger: boltLogger(log),
    clientOptions: {
      ...clientOptions,
      timeout: INTERACTIVE_TIMEOUT_MS,
      retryConfig: { retries: 1 },
      rejectRateLimitedCalls: true,
    },
  });

  function installedParts(oauth: NonNullable<SlackConfig['oauth']>) {
    const tokens = createBotTokens({ installations, oauth, clientOptions, wallClock, log });
    return { installations, tokens, found: createFound({ tokens, installations, clientOptions, wallClock }) };
  }

  /** Marks of repairs under way: nobody who pressed a button waits for them. */
  let repairing = Promise.resolve();

  async function repair(requestId: string): Promise<void> {
    try {
      await store.work.alert.wake({ subjects: [requestId] }, clock.now());
      deliverer.nudge();
    } catch (err) {
      log.error({ err, requestId }, 'a message was not repaired');
    }
  }

  async function idle(): Promise<void> {
    await entry.idle();
    await repairing;
  }

  async function wakeTeam(letIn: string): Promise<void> {
    workspaces.refresh(letIn);
    for (const team of await workspaces.letInWith(letIn)) {
      deliverer.pauses.clearAll(team);
      await store.work.alert.wake({ lane: team }, clock.now());
    }
    // What nobody could say the workspace of.
    await store.work.alert.wake({ lane: '' }, clock.now());
    deliverer.nudge();
  }

  async function wakeSeller(sellerId: string, before?: SlackAlerts): Promise<void> {
    const after = (await store.directory.seller(sellerId))?.alerts?.slack;
    if (after) deliverer.pauses.clearAll(await workspaces.teamOf(after).catch(() => after.team ?? null));
    await alerts.changed(sellerId, before, after);
    deliverer.nudge();
  }

  return {
    channel: createSlackChannel({ work: store.work.alert, directory: store.directory, clock, onOwed: deliverer.nudge }),
    deliverer,
    owing: (chat) => owingReplies(chat, { store, clock, onOwed: deliverer.nudge }),
    listen(commands, conversations) {
      registerListeners(bolt, {
        apiUrl: config.apiUrl,
        store,
        commands,
        conversations,
        models,
        links,
        clock,
        wallClock,
        log,
        nudge(requestId) {
          const repaired = repair(requestId);
          repairing = repairing.then(() => repaired);
        },
        wakeSeller,
        wakeTeam,
        async forgetTeam(installation) {
          await store.slack.deleteInstallation(installation);
          workspaces.refresh(installation);
        },
      });
    },
    mount(app) {
      if (installer) app.use(installRoutes(installer, publicUrl, log));
      if (entry.router) app.use(entry.router);
    },
    async start() {
      deliverer.start();
      // By HTTP the service's own server listens; a socket has to be opened.
      if (config.appToken) await bolt.start();
    },
    idle,
    async stop() {
      if (config.appToken) await bolt.stop().catch((err) => log.warn({ err }, 'Socket Mode did not close cleanly'));
      await idle();
      await deliverer.stop();
    },
  };
}
