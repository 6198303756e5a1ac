/**
 * The token of each installation, never one that has ended. With token rotation Slack's tokens last twelve hours; each is
 * exchanged for the next by a refresh token that works once.
 *
 * - A token that lasts for a while is kept in memory and read anew now and then, while the one that is known serves.
 * - From two hours before its end it is exchanged in the background, and serves meanwhile. Only one that has ended, or is
 *   about to, is waited for.
 * - Of all processes one exchanges: it first writes into the record that it does. What it was given replaces that very record,
 *   so that neither a slower process nor an old answer undoes it, or an installation made meanwhile.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { type Clock, LruCache } from '../../../src/bot.ts';
import type { Installations, Installed, Kept } from './installations.ts';

export interface BotToken {
  /** The workspace's id, or the organisation's. */
  installation: string;
  isOrganisation: boolean;
  token: string;
  botId: string | undefined;
  botUserId: string | undefined;
  /** In milliseconds; Infinity without rotation. */
  endsAt: number;
}

export interface BotTokens {
  /** A token that lasts longer than a call takes; null where the app is not installed. */
  of(installation: string): Promise<BotToken | null>;
  /** What is known may not be true any more. */
  forget(installation: string): void;
}

export interface BotTokenParts {
  installations: Installations;
  oauth: { clientId: string; clientSecret: string };
  clientOptions: WebClientOptions;
  wallClock: Clock;
  log: Logger;
}

const MINUTE = 60_000;
const REMEMBERED = 1_000;
const READ_AGAIN_MS = 5 * MINUTE;
const RENEW_BEFORE_MS = 120 * MINUTE;
/** A token that ends sooner may end on its way. */
const SPARE_MS = MINUTE;
/** Longer than an exchange takes, with all its writing. */
const RENEWING_MS = 30_000;
const CALL_TIMEOUT_MS = 10_000;
const NEXT_TRY_MS = MINUTE;
const LOOK_MS = 250;
const SAVINGS = 20;

function tokenOf({ installed, record }: Kept): BotToken | null {
  const { bot, isEnterpriseInstall = false } = installed;
  if (!bot) return null;
  return {
    installation: record.id,
    isOrganisation: isEnterpriseInstall,
    token: bot.token,
    botId: bot.id,
    botUserId: bot.userId,
    endsAt: bot.expiresAt === undefined ? Number.POSITIVE_INFINITY : bot.expiresAt * 1_000,
  };
}

export function createBotTokens(parts: BotTokenParts): BotTokens {
  const { installations, oauth, clientOptions, wallClock, log } = parts;
  const known = new LruCache<{ token: BotToken; readAt: number }>(REMEMBERED);
  const reading = new Map<string, Promise<BotToken | null>>();
  const renewals = new Map<string, Promise<void>>();
  const nextTry = new LruCache<number>(REMEMBERED);
  const slack = new WebClient(undefined, { ...clientOptions, timeout: CALL_TIMEOUT_MS, retryConfig: { retries: 0 } });
  const lasts = ({ endsAt }: BotToken, milliseconds: number): boolean => endsAt - wallClock.now() > milliseconds;

  function keep(kept: Kept): BotToken | null {
    const token = tokenOf(kept);
    if (token) known.set(token.installation, { token, readAt: wallClock.now() });
    return token;
  }

  async function exchange(kept: Kept, refreshToken: string): Promise<Installed> {
    const { clientId: client_id, clientSecret: client_secret } = oauth;
    const grant = { client_id, client_secret, refresh_token: refreshToken };
    const given = await slack.oauth.v2.access({ ...grant, grant_type: 'refresh_token' });
    const { access_token: token, refresh_token: next, expires_in: seconds } = given;
    if (!token || !next || !seconds || !kept.installed.bot) throw new Error('Slack gave no token for the old one.');
    const expiresAt = Math.floor(wallClock.now() / 1_000) + seconds;
    const { renewing: _, ...installed } = kept.installed;
    return { ...installed, bot: { ...kept.installed.bot, token, refreshToken: next, expiresAt } };
  }

  /** What was given once is given to nobody again: it is written however long the storage takes. */
  async function save(claimed: Kept, installed: Installed): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const saved = await installations.replace(claimed, installed);
        if (saved) keep(saved);
        else known.delete(claimed.record.id);
        return;
      } catch (err) {
        // The new token serves from memory meanwhile.
        keep({ ...claimed, installed });
        log.error({ err, installation: claimed.record.id, attempt }, 'a new Slack token could not be stored yet');
        if (attempt >= SAVINGS) return;
        await sleep(1_000 * attempt, undefined, { ref: false });
      }
    }
  }

  async function renew(kept: Kept): Promise<void> {
    const { id } = kept.record;
    const { refreshToken } = kept.installed.bot ?? {};
    if (!refreshToken || (nextTry.get(id) ?? 0) > wallClock.now()) return;
    const claimed = await installations.replace(kept, { ...kept.installed, renewing: wallClock.now() + RENEWING_MS });
    if (!claimed) return;
    try {
      await save(claimed, await exchange(claimed, refreshToken));
    } catch (err) {
      nextTry.set(id, wallClock.now() + NEXT_TRY_MS);
      const reason = err instanceof Error ? err.message.slice(0, 200) : 'unknown';
      log.warn({ installation: id, reason }, 'a Slack token could not be exchanged for the next one');
      await installations.replace(claimed, kept.installed).catch(() => null);
    }
  }

  /** One exchange at a time here. Whatever comes of it, its end is the moment to read again. */
  function renewal(kept: Kept): Promise<void> {
    const { id } = kept.record;
    const under = renewals.get(id);
    if (under) return under;
    const started = renew(kept)
      .catch((err) => log.warn({ err, installation: id }, 'a Slack token was not renewed'))
      .finally(() => renewals.delete(id));
    renewals.set(id, started);
    return started;
  }

  const isRenewedElsewhere = ({ installed }: Kept): boolean => (installed.renewing ?? 0) > wallClock.now();

  async function read(id: string): Promise<BotToken | null> {
    const end = performance.now() + RENEWING_MS;
    for (let tries = 0; ; ) {
      const kept = await installations.read(id);
      const token = kept && keep(kept);
      if (!token) {
        known.delete(id);
        return null;
      }
      if (lasts(token, RENEW_BEFORE_MS)) return token;
      const elsewhere = isRenewedElsewhere(kept);
      const renewed = elsewhere ? sleep(LOOK_MS) : renewal(kept);
      if (lasts(token, SPARE_MS)) return token;
      await renewed;
      const now = known.get(id)?.token;
      if (now && lasts(now, SPARE_MS)) return now;
      // Where another process was first, what it was given is read, or waited for.
      tries += elsewhere ? 0 : 1;
      if (tries > 1 || performance.now() > end) return token;
    }
  }

  /** One reading at a time; whoever comes meanwhile has its answer. */
  function readOnce(id: string): Promise<BotToken | null> {
    const under = reading.get(id);
    if (under) return under;
    const started = read(id).finally(() => reading.get(id) === started && reading.delete(id));
    reading.set(id, started);
    return started;
  }

  return {
    async of(id) {
      const entry = known.get(id);
      if (!entry || !lasts(entry.token, SPARE_MS)) return readOnce(id);
      const isOld = wallClock.now() - entry.readAt > READ_AGAIN_MS || !lasts(entry.token, RENEW_BEFORE_MS);
      // A press does not wait for the storage; what cannot be had shows with the next one.
      if (isOld) void readOnce(id).catch(() => known.delete(id));
      return entry.token;
    },
    forget(id) {
      known.delete(id);
      // What is being read may be read no more.
      reading.delete(id);
    },
  };
}
