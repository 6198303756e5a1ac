/**
 * The connector for Chatwoot: buyers answer offers in the chat that the shop has already. Wires its parts; each explains
 * itself.
 *
 * - channel: the relay notes which conversations are to be looked at; so does everybody who writes in one.
 * - worker: takes what is due and visits it; a conversation is made to agree both ways, a choice is answered.
 * - webhook: takes what Chatwoot tells: choices are owed, and looks at what was said.
 */
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { Commands } from '../../application/commands.ts';
import type { Conversations } from '../../application/conversations.ts';
import type { Feed } from '../../application/feed.ts';
import type { Channel } from '../../application/ports/channel.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { Store } from '../../application/ports/store.ts';
import { createEngine } from '../../application/work/engine.ts';
import type { Worker } from '../../application/work/worker.ts';
import { createApi } from './api.ts';
import { createChatwootChannel, mirrored } from './channel.ts';
import { createChoiceVisit } from './choice-visit.ts';
import type { ChatwootConfig } from './config.ts';
import { createConversationVisit } from './conversation-visit.ts';
import { createDelivery, LANES } from './deliver.ts';
import { createInbound } from './inbound.ts';
import { createPoster } from './posting.ts';
import { createReports } from './reports.ts';
import { mountWebhook } from './webhook.ts';

export interface ChatwootParts {
  config: ChatwootConfig;
  store: Pick<Store, 'requests' | 'chat' | 'work'>;
  feed: Feed;
  clock: Clock;
  wallClock: Clock;
  /** Sign the values of options; the first signs, all verify. */
  secrets: readonly string[];
  /** Where people reach the service, without a slash at the end. */
  address(): string;
  /** Names this process in leases. */
  owner: string;
  log: Logger;
}

export interface ChatwootConnector {
  /** For the relay's list, after the chat's own channel: what it writes is what is told. */
  channel: Channel;
  /** The conversations that everybody is to write through. */
  mirrored(conversations: Conversations): Conversations;
  /** Works off what is owed, once `listen` was called. */
  worker: Worker;
  /** Takes what buyers choose from now on. Called once, before `start`. */
  listen(commands: Pick<Commands, 'execute'>): void;
  /** The webhook's route, on the service's own app. */
  mount(app: Express): void;
}

export function createChatwoot({
  config,
  store,
  feed,
  clock,
  wallClock,
  secrets,
  address,
  owner,
  log,
}: ChatwootParts): ChatwootConnector {
  const { chat, requests } = store;
  const owed = store.work.chatwoot;
  const { accountId } = config;
  const api = createApi({ config, wallClock });
  const inbound = createInbound({ chat, owed, feed, clock, secrets });
  const reports = createReports({ work: owed, feed, clock, accountId });
  const onGivenUp: Parameters<typeof createPoster>[0]['onGivenUp'] = ({ record }, detail) => {
    log.error({ subject: record.subject, detail }, 'Chatwoot refuses a message; it was given up');
    reports.givenUp(record, detail);
  };
  const poster = createPoster({ api, clock, wallClock, onGivenUp });
  let commands: Pick<Commands, 'execute'> | undefined;
  const execute: Commands['execute'] = (...args) => {
    if (!commands) throw new Error('the connector is not listening yet');
    return commands.execute(...args);
  };
  const onOwed = () => worker.nudge();
  const visitConversation = createConversationVisit({
    chat,
    api,
    inbound,
    poster,
    reports,
    clock,
    wallClock,
    secrets,
    address,
    onChosen: onOwed,
  });
  const visitChoice = createChoiceVisit({ requests, commands: { execute }, api, poster, clock });
  const connector = createDelivery({ visitConversation, visitChoice, reports });
  const lanes = { known: async () => LANES };
  const worker = createEngine({ work: owed, connector, lanes, clock, wallClock, owner, log });
  const owing = { owed, clock, accountId, onOwed };
  const onSaid = async (conversationId: string) => {
    await owed.wake({ subjects: [conversationId] }, clock.now());
    onOwed();
  };

  return {
    channel: createChatwootChannel(owing),
    mirrored: (conversations) => mirrored(conversations, owing),
    worker,
    listen(taken) {
      commands = taken;
    },
    mount: (app) => mountWebhook(app, { config, chat, owed, inbound, reports, wallClock, onSaid, onChosen: onOwed }),
  };
}
