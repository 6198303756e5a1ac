/**
 * Whom the service speaks to outside: Slack, Chatwoot and marketplaces where they are configured, and the endpoints of
 * webhooks. Each tells what it owes by a channel of the relay and a worker of its own.
 */
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { SlackBot, SlackParts } from '../bots/slack/slack.ts';
import type { ReadPicture } from './application/attachments/ports.ts';
import type { Commands } from './application/commands.ts';
import type { Conversations } from './application/conversations.ts';
import type { Channel } from './application/ports/channel.ts';
import type { ChatStore } from './application/ports/chat.ts';
import type { Clock } from './application/ports/clock.ts';
import type { Store } from './application/ports/store.ts';
import { createHealth } from './application/webhooks/health.ts';
import { createWebhooks, type Webhooks } from './application/webhooks/webhooks.ts';
import { isPublicAddress } from './channels/webhooks/addresses.ts';
import { createWebhookDeliverer, type WebhookDeliverer } from './channels/webhooks/deliverer.ts';
import { createWebhookSender, type SenderParts } from './channels/webhooks/sender.ts';
import { createWebhookChannel } from './channels/webhooks.ts';
import { type ChatwootConnector, createChatwoot } from './connectors/chatwoot/chatwoot.ts';
import type { ChatwootConfig } from './connectors/chatwoot/config.ts';
import type { Marketplaces } from './connectors/marketplace/marketplaces.ts';
import { connectMarketplaces } from './connectors/marketplaces.ts';
import type { TikTokShopConfig } from './connectors/tiktok-shop/config.ts';

export interface OutsideParts {
  config: {
    secrets: readonly string[];
    publicUrl?: string | null;
    chatwoot?: ChatwootConfig | null;
    tiktokShop?: TikTokShopConfig | null;
    webhookAllowPrivate?: boolean;
  };
  store: Store;
  /** The business's clock; the wall's one except in demo mode and tests. */
  clock: Clock;
  wallClock: Clock;
  log: Logger;
  version: string;
  /** The bot where a Slack is configured. Whoever has none need not load it. */
  slack?: (parts: Omit<SlackParts, 'config'>) => SlackBot;
  /** How webhooks reach their endpoints, where that is not as usual. */
  sending?: Pick<SenderParts, 'resolve' | 'timeoutMs'>;
}

export interface Outside {
  /** Null where none is configured, as the two that follow. */
  slack: SlackBot | null;
  chatwoot: ChatwootConnector | null;
  marketplaces: Marketplaces | null;
  webhooks: Webhooks;
  /** Sends what webhooks are owed. */
  deliverer: WebhookDeliverer;
  channels: Channel[];
  /** Messages as they are kept, which Slack is owed as they are written. */
  chat: ChatStore;
  /** What comes from outside is handed in there from now on. Answers the conversations with what Chatwoot mirrors of them. */
  listen(commands: Commands, conversations: Conversations): Conversations;
  mount(app: Express): void;
  start(): void;
  stop(): Promise<void>;
}

type Shared = Pick<SlackParts, 'stats' | 'feed' | 'owner' | 'address'> & {
  readPicture: ReadPicture;
  onError(error: unknown, context: object): void;
};

export function connectOutside(parts: OutsideParts, { stats, readPicture, onError, ...shared }: Shared): Outside {
  const { config, store, clock, wallClock, log, version } = parts;
  const { feed, owner } = shared;
  const { secrets, publicUrl = null, webhookAllowPrivate: allowPrivate = false } = config;
  const common = { ...shared, clock, wallClock, log };

  const slack = parts.slack?.({ ...common, store, stats, secrets, publicUrl }) ?? null;
  const chat = slack?.owing(store.chat) ?? store.chat;
  const chatwoot = config.chatwoot
    ? createChatwoot({ ...common, config: config.chatwoot, store: { ...store, chat }, secrets })
    : null;
  const isAllowed = (address: string) => allowPrivate || isPublicAddress(address);
  const marketplaces = connectMarketplaces({ ...common, config, store, isAllowed, readPicture });

  const sender = createWebhookSender({ ...parts.sending, allowPrivate, version });
  const webhookParts = { store: store.webhooks, sender, keys: secrets, wallClock };
  const health = createHealth({ store: store.webhooks, feed, clock, wallClock });
  const deliverer = createWebhookDeliverer({ ...webhookParts, health, random: Math.random, owner, onError });
  const webhookChannel = createWebhookChannel({ store, wallClock, onOwed: deliverer.nudge });

  return {
    slack,
    chatwoot,
    marketplaces,
    webhooks: createWebhooks({ ...webhookParts, clock, deliverer }),
    deliverer,
    channels: [slack?.channel, chatwoot?.channel, marketplaces?.channel, webhookChannel].filter((each) => !!each),
    chat,
    listen(commands, own) {
      const conversations = chatwoot?.mirrored(own) ?? own;
      slack?.listen(commands, conversations);
      chatwoot?.listen(commands);
      marketplaces?.listen(commands);
      return conversations;
    },
    mount(app) {
      for (const part of [slack, chatwoot, marketplaces]) part?.mount(app);
    },
    start() {
      slack?.start().catch((err) => log.error({ err }, 'Slack could not be reached; alerts will be tried again'));
      chatwoot?.worker.start();
      marketplaces?.worker.start();
      deliverer.start();
    },
    async stop() {
      await slack?.stop();
      await chatwoot?.worker.stop();
      await marketplaces?.worker.stop();
      await deliverer.stop();
      sender.close();
    },
  };
}
