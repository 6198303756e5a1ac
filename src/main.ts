/** Reads the configuration, wires the parts, listens, shuts down. The only file that knows them all. */
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { createApp } from './app.ts';
import type { Commands } from './application/commands.ts';
import type { Clock } from './application/ports/clock.ts';
import type { Store } from './application/ports/store.ts';
import { issueToken } from './application/tokens.ts';
import { isOldZoneData, zoneDataVersion } from './application/zone-data.ts';
import { type Config, readConfig } from './config/config.ts';
import { ConfigError } from './config/error.ts';
import { listeningAt } from './http/address.ts';
import { mountPages } from './http/pages.ts';
import { BACKLOG } from './http/server.ts';
import { createApart } from './pictures/apart.ts';
import { openStore } from './storage/open.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** Compiled, this file is dist/src/main.js and the package is two folders up; as it is written, src/main.ts and one. */
const packageDir = [dirname(here), dirname(dirname(here))].find((dir) => existsSync(join(dir, 'package.json'))) ?? here;
/** Built, in either case. */
const pagesDir = join(packageDir, 'dist', 'pages');
const pictureReader = new URL(`pictures/reader${extname(import.meta.url)}`, import.meta.url);
const version = (): string => JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version;

const OLD_ZONES =
  'the time-zone data of this Node is older than a year, and deadlines follow it: update Node (docs/OPERATING.md, Time zones)';

/** A stop that takes longer than this after the draining is stuck on something; what is owed is told after the next start. */
const STOP_WITHIN_MS = 15_000;

function createLog(config: Config): pino.Logger {
  return pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

async function start(config: Config): Promise<void> {
  const log = createLog(config);
  for (const notice of config.notices) log.warn(notice);
  const store = await open(config, log);
  await store.files.ready().catch((error: Error) => {
    throw new ConfigError('FILES_URL', error.message);
  });
  const wallClock: Clock = { now: () => Date.now() };
  const demo = config.demo ? await import('./demo/demo.ts') : null;
  const demoClock = demo ? await demo.openDemoClock(store, wallClock) : null;
  const clock = demoClock ?? wallClock;
  // Somebody who gives the demo a Slack of their own gets it; everybody else sees the stand-in.
  const slackDemo = demo && !config.slack ? await demo.openSlackDemo(clock, wallClock) : null;

  let streams: { close(): void } | undefined;

  const { redisUrl } = config;
  const redis = redisUrl ? await import('./redis/redis.ts') : null;
  const slackConfig = slackDemo?.config ?? config.slack;
  const bot = slackConfig ? await import('../bots/slack/slack.ts') : null;
  const app = createApp({
    config,
    store,
    clock,
    wallClock,
    log,
    version: version(),
    readPicture: createApart({
      program: pictureReader,
      onEnded: ({ message }) => log.warn(`${message} What it was reading is read once more.`),
    }),
    ...(redis && redisUrl ? { redis: (parts) => redis.createRedis({ ...parts, url: redisUrl }) } : {}),
    ...(bot && slackConfig ? { slack: (parts) => bot.createSlackBot({ ...parts, config: slackConfig }) } : {}),
    extra: (express, commands: Commands) => {
      if (demo && slackDemo) streams = demo.mountDemoSlack(express, slackDemo);
      if (demo && demoClock) {
        const tokens = (body: Parameters<typeof issueToken>[0]) => issueToken(body, config.secrets, wallClock.now());
        demo.mountDemo(express, { commands, store, issueToken: tokens, clock: demoClock, log });
      }
      mountPages(express, pagesDir, { demo: config.demo });
    },
  });

  if (demo && demoClock) {
    await demo.seedDemo({ commands: app.commands, store, clock: demoClock, log, seated: slackDemo?.seated });
  }
  await slackDemo?.settle(store, clock);
  app.start();
  await listen(app.server, config);
  slackDemo?.connect(listeningAt(app.server, config));
  announce(app.server, config, log);
  stopOnSignals(app, store, log, config.drainSeconds * 1000, () => streams?.close());
}

/** Opens the storage, or says which variable to look at. The address itself may hold a password and is not printed. */
async function open(config: Config, log: pino.Logger): Promise<Store> {
  try {
    return await openStore(config.databaseUrl, {
      files: config.filesUrl,
      log: (message, details) => log.info(details ?? {}, message),
      forServer: true,
    });
  } catch (error) {
    throw new ConfigError('DATABASE_URL', `cannot be opened: ${error instanceof Error ? error.message : error}`);
  }
}

function listen(server: ReturnType<typeof createApp>['server'], config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new ConfigError('PORT', `${config.port} is in use; choose another one`));
      else if (error.code === 'EACCES')
        reject(new ConfigError('PORT', `${config.port} needs more rights; choose another`));
      else if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
        reject(new ConfigError('HOST', `${config.host} is not an address of this machine`));
      else reject(error);
    });
    server.listen({ port: config.port, host: config.host, backlog: BACKLOG }, () => resolve());
  });
}

function announce(server: Server, config: Config, log: pino.Logger): void {
  const address = listeningAt(server, config);
  const url = config.publicUrl ?? address;
  const tz = zoneDataVersion();
  log.info({ address, url, demo: config.demo, version: version(), tz }, 'listening');
  if (isOldZoneData(tz, Date.now())) log.warn({ tz }, OLD_ZONES);
  if (config.demo) process.stdout.write(`\n  Parley's demo is at ${url}\n\n`);
}

function stopOnSignals(
  app: ReturnType<typeof createApp>,
  store: Awaited<ReturnType<typeof openStore>>,
  log: pino.Logger,
  drainMs: number,
  onClosed: () => void,
) {
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal, drainMs }, 'stopping: serving until callers went elsewhere, then finishing what is in flight');
    setTimeout(() => {
      log.error('stopping took too long; what is owed is told after the next start');
      process.exit(1);
    }, drainMs + STOP_WITHIN_MS).unref();
    try {
      await app.close(drainMs, onClosed);
      await store.close();
      log.info('stopped');
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    }
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

try {
  await start(readConfig(process.env));
} catch (error) {
  const line = error instanceof Error ? error.message : String(error);
  process.stderr.write(`parley: ${line}\n`);
  if (!(error instanceof ConfigError) && process.env.LOG_LEVEL === 'debug') console.error(error);
  process.exit(1);
}
