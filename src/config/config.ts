/**
 * Environment → Config, or one line naming the wrong variable (SPEC.md section 7).
 * Variables one by one are in variables.ts and the connectors' own files; here they become one configuration.
 *
 * Secrets are never printed: a message quotes the value only where it cannot hold one.
 */
import type { SlackConfig } from '../../bots/slack/config.ts';
import type { ChatwootConfig } from '../connectors/chatwoot/config.ts';
import type { TikTokShopConfig } from '../connectors/tiktok-shop/config.ts';
import { readChatwoot } from './chatwoot.ts';
import { ConfigError } from './error.ts';
import { checkStrength, readKeys } from './keys.ts';
import { readSlack } from './slack.ts';
import { readTikTokShop } from './tiktok-shop.ts';
import { isMongoUrl, type LOG_LEVELS, type Read, readVariables, shape } from './variables.ts';

export interface Config {
  /** 0 lets the system choose a free one. */
  port: number;
  /** The address to listen on. In demo mode always 127.0.0.1. */
  host: string;
  /** Where people reach the service, without a slash at the end; null: the address it listens on. */
  publicUrl: string | null;
  /** `sqlite:<path>` or `mongodb://…`. */
  databaseUrl: string;
  /** `file:<folder>` or `gridfs:`; null: beside the SQLite file, or in MongoDB. */
  filesUrl: string | null;
  /** `redis://…` where several instances are one service; null where there is one. */
  redisUrl: string | null;
  /** Keys of the integrator, all valid. Each has at least 24 characters in production. */
  apiKeys: string[];
  /** The first signs, all verify. Each has at least 32 characters in production. */
  secrets: string[];
  /** Exact origins of pages that may call the API from a browser. */
  corsOrigins: string[];
  /** Express's `trust proxy`: hops, or addresses and subnets; false where no proxy stands in front. */
  trustProxy: number | string | false;
  /** Calls a minute by one caller; null: no limit. */
  rateLimit: number | null;
  /** How long it goes on serving after it was told to stop, so that balancers go elsewhere first. */
  drainSeconds: number;
  /** Live connections that one person may have open on an instance. */
  socketsPerPerson: number;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Seeds examples, shows the demo page, listens on 127.0.0.1 only. */
  demo: boolean;
  /** Lets webhooks go to private, loopback and link-local networks: for development. */
  webhookAllowPrivate: boolean;
  /** Null: no alerts in Slack. */
  slack: SlackConfig | null;
  /** Null: no connector for Chatwoot. */
  chatwoot: ChatwootConfig | null;
  /** Null: no connector for TikTok Shop. */
  tiktokShop: TikTokShopConfig | null;
  /** True where the keys were made up for this start and nobody outside the process knows them. */
  madeUpKeys: boolean;
  /** What the operator should know at the start, one line each. */
  notices: string[];
}

/** The storage alone, for tools that need nothing else. Throws ConfigError where one of its variables is wrong. */
export function readStorage(env: NodeJS.ProcessEnv): Pick<Config, 'databaseUrl' | 'filesUrl'> {
  const read = readVariables(env, { DATABASE_URL: shape.DATABASE_URL, FILES_URL: shape.FILES_URL });
  return { databaseUrl: read.DATABASE_URL, filesUrl: readFilesUrl(read) };
}

function readFilesUrl({ DATABASE_URL, FILES_URL }: Pick<Read, 'DATABASE_URL' | 'FILES_URL'>): string | null {
  if (FILES_URL === 'gridfs:' && !isMongoUrl(DATABASE_URL)) {
    throw new ConfigError(
      'FILES_URL',
      'is gridfs:, which is MongoDB’s, but DATABASE_URL names no MongoDB: leave it out, or name a folder, such as file:./data/files',
    );
  }
  return FILES_URL ?? null;
}

/** As long as a balancer may take to notice that `/readyz` says 503. */
const DRAIN_SECONDS = 5;
const DEMO_HOST = '127.0.0.1';

function readHost(given: string | undefined, demo: boolean): string {
  if (!demo) return given ?? '0.0.0.0';
  if (given === undefined || given === DEMO_HOST || given === 'localhost') return DEMO_HOST;
  throw new ConfigError(
    'HOST',
    `is ${JSON.stringify(given)} but demo mode listens on ${DEMO_HOST} only: leave it out, or set PARLEY_API_KEY and PARLEY_SECRET`,
  );
}

const NOBODY_REACHES_LINKS =
  'PUBLIC_URL is not set: links in cards, Slack and e-mails begin with the address that Parley listens on, which people elsewhere cannot open';

/**
 * Reads what SPEC.md section 7 names. Demo mode is asked for with `DEMO=1`, or entered where neither key is set and
 * `NODE_ENV` is not `production`; keys that are missing then are made up for this start.
 *
 * Throws ConfigError for the first variable that is wrong, missing, or contradicts another.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const read = readVariables(env, shape);
  const production = env.NODE_ENV === 'production';
  const keys = readKeys(read, production);
  const demo = read.DEMO || keys.madeUpKeys;
  const notices: string[] = [];
  checkStrength(keys, production, notices);
  if (keys.madeUpKeys) {
    notices.push('Demo mode with made-up keys: set PARLEY_API_KEY and PARLEY_SECRET to run Parley for real.');
  }
  if (production && !demo && read.PUBLIC_URL === undefined) notices.push(NOBODY_REACHES_LINKS);
  return {
    port: read.PORT,
    host: readHost(read.HOST, demo),
    publicUrl: read.PUBLIC_URL ?? null,
    databaseUrl: read.DATABASE_URL,
    filesUrl: readFilesUrl(read),
    redisUrl: read.REDIS_URL ?? null,
    ...keys,
    corsOrigins: read.CORS_ORIGINS,
    trustProxy: read.TRUST_PROXY,
    rateLimit: read.RATE_LIMIT,
    drainSeconds: read.DRAIN_SECONDS ?? (demo ? 0 : DRAIN_SECONDS),
    socketsPerPerson: read.SOCKETS_PER_PERSON,
    logLevel: read.LOG_LEVEL,
    demo,
    webhookAllowPrivate: read.WEBHOOK_ALLOW_PRIVATE,
    slack: readSlack(read),
    chatwoot: readChatwoot(read),
    tiktokShop: readTikTokShop(read),
    notices,
  };
}
