/**
 * Environment → Config, or one line naming the wrong variable (SPEC.md section 7).
 *
 * A variable that is set to nothing counts as not set, since compose files pass `NAME=` for what `.env` leaves out.
 * Secrets are never printed: a message quotes the value only where it cannot hold one.
 */
import { randomBytes } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { SlackConfig } from '../../bots/slack/config.ts';
import type { ChatwootConfig } from '../connectors/chatwoot/config.ts';
import type { TikTokShopConfig } from '../connectors/tiktok-shop/config.ts';
import { chatwootShape, readChatwoot } from './chatwoot.ts';
import { ConfigError } from './error.ts';
import { readSlack, slackShape } from './slack.ts';
import { readTikTokShop, tiktokShopShape } from './tiktok-shop.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

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

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);
const isOrigin = (text: string): boolean => isHttpUrl(text) && new URL(text).origin === text;

const wholeNumber = (min: number, max: number) => (text: string) =>
  /^\d{1,9}$/u.test(text) && Number(text) >= min && Number(text) <= max;

const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** As Express takes it: a name, an address, or a subnet that is not everything. */
function isProxy(part: string): boolean {
  const [address = '', range, ...more] = part.split('/');
  if (PROXY_NAMES.has(part)) return true;
  if (more.length > 0 || !/[.:]/u.test(address) || !ipaddr.isValid(address)) return false;
  return range === undefined || wholeNumber(1, ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128)(range);
}
const isProxyList = (text: string): boolean => list(text).length > 0 && list(text).every(isProxy);

const isSqliteUrl = (text: string): boolean => /^sqlite:./u.test(text);
const isMongoUrl = (text: string): boolean => /^mongodb(\+srv)?:\/\/[^/]/u.test(text);

const shape = {
  PORT: z
    .string()
    .default('3000')
    .refine(wholeNumber(0, 65_535), 'must be a port from 0 to 65535 (0 picks a free one), such as 3000')
    .transform(Number),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/u, 'must be an address or a host name to listen on, such as 0.0.0.0')
    .optional(),
  PUBLIC_URL: z
    .string()
    .refine(isHttpUrl, 'must be the http(s) address at which people reach Parley, such as https://parley.example')
    .transform((text) => text.replace(/\/+$/u, ''))
    .optional(),
  DATABASE_URL: z
    .string()
    .default('sqlite:./data/parley.db')
    .refine(
      (text) => isSqliteUrl(text) || isMongoUrl(text),
      'must start with "sqlite:" and a path, or be a "mongodb://" address, such as sqlite:./data/parley.db',
    ),
  FILES_URL: z
    .string()
    .regex(
      /^(?:gridfs:|file:.+)$/u,
      'must be "file:" and a folder, such as file:./data/files, or "gridfs:" for MongoDB; leave it out for files beside the database',
    )
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/[^/]/u, 'must be a "redis://" or "rediss://" address; leave it out to run without')
    .optional(),
  PARLEY_API_KEY: z
    .string()
    .transform(list)
    .refine((keys) => keys.length > 0 && keys.every((key) => /^[\x21-\x7e]+$/u.test(key)), {
      message: 'must be one key, or several separated by commas, of printable ASCII without spaces',
    })
    .optional(),
  PARLEY_SECRET: z
    .string()
    .transform(list)
    .refine((secrets) => secrets.length > 0, 'must be one secret, or several separated by commas')
    .optional(),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) => list(text).map((origin) => origin.replace(/\/$/u, '')))
    .refine((origins) => origins.every(isOrigin), {
      message: 'must list exact origins separated by commas, such as https://shop.example,https://admin.shop.example',
    }),
  TRUST_PROXY: z
    .string()
    .default('0')
    .refine(
      (text) => text === 'false' || wholeNumber(0, 100)(text) || isProxyList(text),
      'must be the number of proxies in front (1), or their addresses or subnets separated by commas; "true" and a subnet of /0 would let any caller choose their address',
    )
    .transform((text) => {
      if (text === 'false' || Number(text) === 0) return false;
      return wholeNumber(1, 100)(text) ? Number(text) : list(text).join(', ');
    }),
  RATE_LIMIT: z
    .string()
    .default('6000')
    .refine(
      (text) => text === 'off' || wholeNumber(1, 10_000_000)(text),
      'must be the calls a minute that one caller may make, such as 6000, or "off"',
    )
    .transform((text) => (text === 'off' ? null : Number(text))),
  DRAIN_SECONDS: z
    .string()
    .refine(wholeNumber(0, 600), 'must be the seconds from 0 to 600 to go on serving after SIGTERM, such as 5')
    .transform(Number)
    .optional(),
  SOCKETS_PER_PERSON: z
    .string()
    .default('20')
    .refine(wholeNumber(1, 10_000), 'must be the live connections that one person may have open, such as 20')
    .transform(Number),
  WEBHOOK_ALLOW_PRIVATE: z
    .enum(['0', '1', 'true', 'false'], { error: 'must be 1 to let webhooks go to private networks, or 0' })
    .default('0')
    .transform((text) => text === '1' || text === 'true'),
  ...slackShape,
  ...chatwootShape,
  ...tiktokShopShape,
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  DEMO: z
    .enum(['0', '1', 'true', 'false'], { error: 'must be 1 for demo mode or 0' })
    .default('0')
    .transform((text) => text === '1' || text === 'true'),
};
type Read = z.output<z.ZodObject<typeof shape>>;

/** Every variable that is read. */
export const VARIABLES: readonly string[] = Object.keys(shape);

/** Variables whose values may be quoted in a message, since they hold no secret. */
const QUOTABLE = new Set([
  'PORT',
  'HOST',
  'CORS_ORIGINS',
  'TRUST_PROXY',
  'RATE_LIMIT',
  'DRAIN_SECONDS',
  'SOCKETS_PER_PERSON',
  'LOG_LEVEL',
  'DEMO',
  'WEBHOOK_ALLOW_PRIVATE',
]);

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

function readVariables<Shape extends z.ZodRawShape>(env: NodeJS.ProcessEnv, wanted: Shape) {
  const given = Object.keys(wanted).map((name) => [name, env[name]?.trim() || undefined] as const);
  const result = z.object(wanted).safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0]);
  const value = QUOTABLE.has(name) ? `is ${JSON.stringify(env[name])} but ` : '';
  throw new ConfigError(name, `${value}${issue?.message}`);
}

interface Keys {
  apiKeys: string[];
  secrets: string[];
  madeUpKeys: boolean;
}

/** The keys given, or made-up ones for a demo. Half a pair is a mistake wherever it happens. */
function readKeys(read: Read, production: boolean): Keys {
  const { PARLEY_API_KEY: apiKeys, PARLEY_SECRET: secrets } = read;
  if (apiKeys && secrets) return { apiKeys, secrets, madeUpKeys: false };
  const missing = apiKeys ? 'PARLEY_SECRET' : 'PARLEY_API_KEY';
  const what =
    missing === 'PARLEY_SECRET' ? 'a secret of at least 32 characters' : 'the key your platform calls Parley with';
  if (apiKeys || secrets) {
    const other = apiKeys ? 'PARLEY_API_KEY' : 'PARLEY_SECRET';
    throw new ConfigError(missing, `is not set but ${other} is: set it to ${what}, or neither for demo mode`);
  }
  if (production)
    throw new ConfigError(
      missing,
      `is not set: production needs PARLEY_API_KEY (${what}) and PARLEY_SECRET (at least 32 characters)`,
    );
  const madeUp = () => randomBytes(32).toString('base64url');
  return { apiKeys: [madeUp()], secrets: [madeUp()], madeUpKeys: true };
}

const MIN_KEY = 24;
const MIN_SECRET = 32;

/** What makes one of them easy to guess; undefined where nothing does. */
function weaknessOf(values: readonly string[], min: number, howTo: string): string | undefined {
  if (values.some((value) => value.length < min)) return `has fewer than ${min} characters; make one with: ${howTo}`;
  if (values.some((value) => new Set(value).size === 1)) return `is one character repeated; make one with: ${howTo}`;
  return undefined;
}

/** A short secret can be guessed from one token, a short key by trying: refused in production; the former is pointed out elsewhere. */
function checkStrength({ apiKeys, secrets }: Keys, production: boolean, notices: string[]): void {
  const weakKey = weaknessOf(apiKeys, MIN_KEY, 'openssl rand -hex 24');
  const weakSecret = weaknessOf(secrets, MIN_SECRET, 'openssl rand -base64 48');
  if (production && weakKey) throw new ConfigError('PARLEY_API_KEY', weakKey);
  if (production && weakSecret) throw new ConfigError('PARLEY_SECRET', weakSecret);
  if (weakSecret) notices.push(`PARLEY_SECRET ${weakSecret}`);
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
