/**
 * The service without listening: every part wired, nothing started. `main.ts` starts it; tests start it on a free port
 * with clocks of their own.
 */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Express } from 'express';
import { createAlerts } from './application/alerts/alerts.ts';
import { createAlone } from './application/alone.ts';
import { createPhotos } from './application/attachments/photos.ts';
import type { ReadPicture } from './application/attachments/ports.ts';
import { type Commands, createCommands } from './application/commands.ts';
import { createConversations } from './application/conversations.ts';
import { createErasing } from './application/erasing/erasing.ts';
import { type Feed, localFeed } from './application/feed.ts';
import { createHousekeeping } from './application/housekeeping.ts';
import { createNotes } from './application/notes/notes.ts';
import { viewEvent } from './application/queries.ts';
import { createRelay, type Relay } from './application/relay.ts';
import { createRequestViews } from './application/request-views.ts';
import { createStats } from './application/stats.ts';
import { createSweep, type Sweep } from './application/sweep.ts';
import { createChatChannel } from './channels/chat.ts';
import { createFeedChannel } from './channels/feed.ts';
import { createShippingDocuments } from './documents/documents.ts';
import { listeningAt } from './http/address.ts';
import { closeServer } from './http/close-server.ts';
import type { HttpConfig } from './http/parts.ts';
import { createHttp } from './http/router.ts';
import { createHttpServer } from './http/server.ts';
import { routeUpgrades } from './http/upgrades.ts';
import { createLive } from './live/live.ts';
import { MOST_SOCKETS } from './live/seats.ts';
import { connectOutside, type Outside, type OutsideParts } from './outside.ts';
import { createPictures } from './pictures/pictures.ts';
import type { Redis, RedisParts } from './redis/redis.ts';

export interface AppParts extends OutsideParts {
  config: HttpConfig & OutsideParts['config'] & { socketsPerPerson?: number };
  /** Several instances: what carries the feed between them and counts calls for all of them. */
  redis?: (parts: Pick<RedisParts, 'local' | 'owner' | 'wallClock' | 'log'>) => Redis;
  /** How pictures are read; in this process where nothing is said. */
  readPicture?: ReadPicture;
  /** More routes: pages, demo. */
  extra?: (app: Express, commands: Commands) => void;
}

export interface App extends Pick<Outside, 'slack' | 'chatwoot' | 'marketplaces' | 'deliverer'> {
  server: Server;
  commands: Commands;
  relay: Relay;
  sweep: Sweep;
  feed: Feed;
  /** Starts the relay's recovery, the sweep and the deliverers. */
  start(): void;
  /**
   * Goes on serving for so long while `/readyz` says that it stops and answers end their connections, so that balancers
   * and callers go elsewhere. Then it stops listening, ends what is in flight, has sockets connect elsewhere and tells
   * what is owed. The store stays open: it is the caller's. `onClosed` runs when it listens no more.
   */
  close(drainMs?: number, onClosed?: () => void): Promise<void>;
}

/** How long a reader of a conversation waits for what was just committed there. */
const SETTLE_MS = 250;
const NO_REDIS =
  'other instances serve on this database, and REDIS_URL is not set here: pages on this instance hear of what others do only when they ask again, and calls are limited by each alone';

export function createApp(parts: AppParts): App {
  const { config, store, clock, wallClock, log, version } = parts;
  const owner = randomUUID();
  const local = localFeed((error) => log.error({ err: error }, 'a listener of the feed failed'));
  const redis = parts.redis?.({ local, owner, wallClock, log }) ?? null;
  const feed = redis?.feed ?? local;
  const onError = (error: unknown, context: object) => log.error({ err: error, ...context }, 'will be tried again');
  const stats = createStats(store, clock);
  const address = (): string => config.publicUrl ?? listeningAt(server, config);
  const readPicture = createPictures(parts.readPicture);
  const outside = connectOutside(parts, { stats, feed, owner, address, readPicture, onError });
  const { chat } = outside;
  const channels = [createChatChannel({ store, feed, wallClock }), createFeedChannel(feed), ...outside.channels];
  const relay = createRelay({ store, channels, wallClock, owner, onError });
  const commands = createCommands({ store, clock, relay, onWake: (at) => sweep.expect(at) });
  const photos = createPhotos({
    store,
    readPicture,
    secrets: config.secrets,
    address,
    clock,
    wallClock,
  });
  const erasing = createErasing({
    store,
    relay,
    feed,
    clock,
    wallClock,
    clearAway: photos.clearAway,
    onWake: (at) => sweep.expect(at),
  });
  const sweep = createSweep({ store, commands, erasing, clock, onError });
  const ownConversations = createConversations({
    photos,
    store: chat,
    feed,
    clock,
    settled: (id) => relay.settled(id, SETTLE_MS),
  });
  const conversations = outside.listen(commands, ownConversations);

  const views = createRequestViews({ store, clock });
  const notes = createNotes({ store: store.notes, feed, clock });

  const http = createHttp({
    config,
    store,
    commands,
    views,
    viewEvent,
    conversations,
    photos,
    notes,
    erasing,
    stats,
    alerts: createAlerts(store, clock, outside.slack !== null),
    documents: createShippingDocuments(),
    instances: redis && { limits: redis.limits, state: redis.state },
    address,
    isStopping: () => stopping,
    webhooks: outside.webhooks,
    clock,
    wallClock,
    log,
    version,
    extra: (app) => {
      outside.mount(app);
      parts.extra?.(app, commands);
    },
  });
  const server = createHttpServer(http);
  const live = createLive({
    store,
    links: photos.links,
    commands,
    conversations,
    views,
    stats,
    feed,
    clock,
    wallClock,
    mostSockets: config.socketsPerPerson ?? MOST_SOCKETS,
    secrets: config.secrets,
    log,
  });
  routeUpgrades(server, live.upgrade);

  const alone =
    store.instances &&
    createAlone({
      store: store.instances,
      owner,
      wallClock,
      onError: (error) => onError(error, { part: 'instances' }),
      onOthers(others) {
        if (!redis) log.warn({ others }, NO_REDIS);
      },
    });

  const housekeeping = createHousekeeping({
    store,
    photos,
    feed,
    clock,
    wallClock,
    onKept: (markets) => log.info({ markets }, 'policies are kept as what they say otherwise'),
    onError,
  });
  let stopping = false;

  return {
    server,
    commands,
    relay,
    sweep,
    feed,
    slack: outside.slack,
    chatwoot: outside.chatwoot,
    marketplaces: outside.marketplaces,
    deliverer: outside.deliverer,
    start() {
      redis?.start();
      alone?.start();
      relay.start();
      sweep.start();
      outside.start();
      housekeeping.start();
    },
    async close(drainMs = 0, onClosed = () => {}) {
      stopping = true;
      await closeServer(server, drainMs, () => {
        onClosed();
        return live.close();
      });
      housekeeping.stop();
      await sweep.stop();
      await relay.stop();
      await outside.stop();
      await redis?.close();
      await alone?.stop();
    },
  };
}
