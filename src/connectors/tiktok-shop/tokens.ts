/**
 * The tokens of the shop. The configuration gives the refresh token of the seller's authorization; access tokens are got
 * with it, and what is got is kept in the record of the upkeep, sealed. That record is worked off under a lease, so that
 * one process renews at a time, a day before a token runs out, or when a call says that it did.
 *
 * A new refresh token in the configuration (the seller authorized again) replaces what is kept.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../application/ports/clock.ts';
import { seal, unseal } from '../../application/sealing.ts';
import { MarketplaceError, type Upkeep } from '../marketplace/port.ts';
import type { TikTokShopConfig } from './config.ts';
import { exchange } from './exchange.ts';

export interface Tokens {
  /** The access token to call with. Throws MarketplaceError (`token`) where there is none yet. */
  current(): Promise<string>;
  upkeep: Upkeep;
}

export interface TokenParts {
  config: TikTokShopConfig;
  /** What the upkeep noted last. */
  kept(): Promise<unknown>;
  /** Business time says when the upkeep is called; TikTok Shop's expiry is wall time. */
  clock: Clock;
  wallClock: Clock;
  /** Seals what is kept. */
  secrets: readonly string[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Access tokens live for seven days. */
const BEFORE_EXPIRY_MS = DAY;
/** Many calls find out at once that a token ran out: it is renewed once. */
const NOT_AGAIN_WITHIN_MS = MINUTE;
const CONTEXT = 'tiktok-shop:tokens';

const Kept = z.object({
  /** Of the configured refresh token that these come from. */
  from: z.string(),
  access: z.string(),
  refresh: z.string(),
  /** Wall time. */
  expiresAt: z.number(),
  renewedAt: z.number(),
});
type Kept = z.infer<typeof Kept>;

/** Expiries are seconds since the epoch. */
const Renewed = z.looseObject({
  access_token: z.string().min(1),
  access_token_expire_in: z.number(),
  refresh_token: z.string().min(1),
});

export function createTokens({ config, kept, clock, wallClock, secrets }: TokenParts): Tokens {
  const from = createHash('sha256').update(config.refreshToken).digest('hex').slice(0, 16);

  /** What was kept; null where that is nothing, of another authorization, or sealed under a secret that is gone. */
  function read(notes: unknown): Kept | null {
    const sealed = z.object({ sealed: z.string() }).safeParse(notes).data?.sealed;
    const text = sealed ? unseal(sealed, CONTEXT, secrets) : null;
    const tokens = text === null ? null : Kept.parse(JSON.parse(text));
    return tokens?.from === from ? tokens : null;
  }

  async function renew(refresh: string): Promise<Kept> {
    const url = new URL(`${config.authUrl}/api/v2/token/refresh`);
    const { appKey, appSecret } = config;
    url.search = new URLSearchParams({
      app_key: appKey,
      app_secret: appSecret,
      refresh_token: refresh,
      grant_type: 'refresh_token',
    }).toString();
    const renewed = await exchange(url, { method: 'GET' }, Renewed).catch(refusedForGood);
    return {
      from,
      access: renewed.access_token,
      refresh: renewed.refresh_token,
      expiresAt: renewed.access_token_expire_in * 1_000,
      renewedAt: wallClock.now(),
    };
  }

  /** Never at once again, whatever a clock says. */
  const done = (tokens: Kept, notes: unknown) => ({
    notes,
    dueAt: clock.now() + Math.max(MINUTE, tokens.expiresAt - BEFORE_EXPIRY_MS - wallClock.now()),
  });

  return {
    async current() {
      const tokens = read(await kept());
      if (tokens) return tokens.access;
      throw new MarketplaceError({ kind: 'token', detail: 'there is no access token yet' });
    },
    upkeep: {
      isStale: (notes) => read(notes) === null,
      async run(notes) {
        const before = read(notes);
        if (before && wallClock.now() - before.renewedAt < NOT_AGAIN_WITHIN_MS) return done(before, notes);
        const tokens = await renew(before?.refresh ?? config.refreshToken);
        return done(tokens, { sealed: seal(JSON.stringify(tokens), CONTEXT, secrets) });
      },
    },
  };
}

/** Where the authorization server refuses, the seller has to authorize again. */
function refusedForGood(error: unknown): never {
  const failure = error instanceof MarketplaceError ? error.failure : null;
  if (failure?.kind !== 'refused' && failure?.kind !== 'token') throw error;
  throw new MarketplaceError({ kind: 'account', code: 'authorization', detail: failure.detail });
}
