/**
 * What Slack's libraries log, as lines of Parley's own log: one level lower, since most of it is about their insides.
 * Their debug lines are left out: they hold whole deliveries, with addresses that anyone could answer to.
 */
import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from 'pino';

const textOf = (parts: unknown[]): string =>
  parts
    .map((part) => (part instanceof Error ? part.message : String(part)))
    .join(' ')
    .slice(0, 1_000);

export function boltLogger(log: Logger): SlackLogger {
  return {
    debug() {},
    info: (...parts) => log.debug({ part: 'slack' }, textOf(parts)),
    warn: (...parts) => log.warn({ part: 'slack' }, textOf(parts)),
    error: (...parts) => log.error({ part: 'slack' }, textOf(parts)),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
