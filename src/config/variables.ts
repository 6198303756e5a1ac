/** The variables of SPEC.md section 7 that no connector owns: what each may be, and the sentence where it is not. */
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { chatwootShape } from './chatwoot.ts';
import { ConfigError } from './error.ts';
import { slackShape } from './slack.ts';
import { tiktokShopShape } from './tiktok-shop.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);
/** What links begin with: an address to which a path can be added, and that may be logged. */
function isLinkable(text: string): boolean {
  if (!isHttpUrl(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return username + password + search + hash === '' && !/[?#]/u.test(text);
}
const isOrigin = (text: string): boolean => isHttpUrl(text) && new URL(text).origin === text;

const wholeNumber = (min: number, max: number) => (text: string) =>
  /^\d{1,9}$/u.test(text) && Number(text) >= min && Number(text) <= max;

const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** The widest subnets for anybody's own use: 10.0.0.0/8, fc00::/7. Wider ones hold strangers, and a few of them everybody. */
const WIDEST = { ipv4: 8, ipv6: 7, mapped: 96 + 8 };

/** As Express takes it: a name, an address, or a subnet that may be somebody's own. */
function isProxy(part: string): boolean {
  const [address = '', range, ...more] = part.split('/');
  if (PROXY_NAMES.has(part)) return true;
  if (more.length > 0 || !/[.:]/u.test(address) || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  const isMapped = parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress();
  const widest = WIDEST[isMapped ? 'mapped' : parsed.kind()];
  return range === undefined || wholeNumber(widest, parsed.kind() === 'ipv4' ? 32 : 128)(range);
}
const isProxyList = (text: string): boolean => list(text).length > 0 && list(text).every(isProxy);

const isSqliteUrl = (text: string): boolean => /^sqlite:./u.test(text);
export const isMongoUrl = (text: string): boolean => /^mongodb(\+srv)?:\/\/[^/]/u.test(text);

export const shape = {
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
    .refine(
      isLinkable,
      'must be the http(s) address at which people reach Parley, without a name, a password, a query or a fragment, such as https://parley.example',
    )
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
      'must be the number of proxies in front (1), or their addresses or subnets separated by commas; "true", and a subnet wider than 10.0.0.0/8 or fc00::/7, would let callers choose their address',
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
export type Read = z.output<z.ZodObject<typeof shape>>;

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

/**
 * What the environment says of the wanted variables. Throws ConfigError for the first that is wrong. A variable that is
 * set to nothing counts as not set, since compose files pass `NAME=` for what `.env` leaves out.
 */
export function readVariables<Shape extends z.ZodRawShape>(env: NodeJS.ProcessEnv, wanted: Shape) {
  const given = Object.keys(wanted).map((name) => [name, env[name]?.trim() || undefined] as const);
  const result = z.object(wanted).safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0]);
  const value = QUOTABLE.has(name) ? `is ${JSON.stringify(env[name])} but ` : '';
  throw new ConfigError(name, `${value}${issue?.message}`);
}
