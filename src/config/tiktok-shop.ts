/** The TikTok Shop part of the configuration: one shop of one seller. All of it, or none of it: then there is no connector. */
import { z } from 'zod';
import { API_URL, AUTH_URL, RETURN_TYPES, type TikTokShopConfig } from '../connectors/tiktok-shop/config.ts';
import { REASONS } from '../contract/choices.ts';
import type { Reason } from '../contract/policy.ts';
import { Id } from '../contract/primitives.ts';
import { ConfigError } from './error.ts';

const given = (what: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]+$/u, `must be ${what}`)
    .optional();

const address = (what: string, usual: string) =>
  z
    .url({ protocol: /^https?$/u, error: `must be an http(s) address, for a stand-in of ${what}` })
    .default(usual)
    .transform((url) => url.replace(/\/+$/u, ''));

const IGNORE = 'ignore';

function reasonsIn(text: string): Record<string, Reason | null> | null {
  const pairs = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => part.split('='));
  const reasons: Record<string, Reason | null> = {};
  for (const [name, value, ...rest] of pairs) {
    const reason = REASONS.find((one) => one === value) ?? (value === IGNORE ? null : undefined);
    if (!name || reason === undefined || rest.length > 0) return null;
    reasons[name] = reason;
  }
  return reasons;
}

export const tiktokShopShape = {
  TIKTOK_SHOP_APP_KEY: given('the “App key” of your app in the Partner Center'),
  TIKTOK_SHOP_APP_SECRET: given('the “App secret” of your app in the Partner Center'),
  TIKTOK_SHOP_REFRESH_TOKEN: given('the refresh token that the seller’s authorization of your app gave'),
  TIKTOK_SHOP_CIPHER: given('the shop’s cipher, from “Get Authorized Shops”'),
  TIKTOK_SHOP_SELLER: Id.optional(),
  TIKTOK_SHOP_REASONS: z
    .string()
    .default('')
    .transform((text, context) => {
      const reasons = reasonsIn(text);
      if (reasons) return reasons;
      const values = [...REASONS, IGNORE].join(', ');
      context.addIssue(`must be pairs separated by commas, a return reason’s name and one of ${values}: name=damaged`);
      return z.NEVER;
    }),
  TIKTOK_SHOP_TYPES: z
    .string()
    .default('REPLACEMENT')
    .transform((text, context) => {
      const names = text.split(',').map((part) => part.trim());
      const types = RETURN_TYPES.filter((type) => names.includes(type));
      if (types.length > 0 && types.length === names.length) return types;
      context.addIssue(`must be return types separated by commas, of ${RETURN_TYPES.join(', ')}`);
      return z.NEVER;
    }),
  TIKTOK_SHOP_API_URL: address('TikTok Shop’s API', API_URL),
  TIKTOK_SHOP_AUTH_URL: address('TikTok Shop’s authorization server', AUTH_URL),
};

type Read = z.infer<z.ZodObject<typeof tiktokShopShape>>;

const NAMES = [
  'TIKTOK_SHOP_APP_KEY',
  'TIKTOK_SHOP_APP_SECRET',
  'TIKTOK_SHOP_REFRESH_TOKEN',
  'TIKTOK_SHOP_CIPHER',
  'TIKTOK_SHOP_SELLER',
] as const;

/** Throws ConfigError where only a part is set. */
export function readTikTokShop(read: Read): TikTokShopConfig | null {
  const {
    TIKTOK_SHOP_APP_KEY: appKey,
    TIKTOK_SHOP_APP_SECRET: appSecret,
    TIKTOK_SHOP_REFRESH_TOKEN: refreshToken,
    TIKTOK_SHOP_CIPHER: shopCipher,
    TIKTOK_SHOP_SELLER: sellerId,
    TIKTOK_SHOP_REASONS: reasons,
    TIKTOK_SHOP_TYPES: types,
    TIKTOK_SHOP_API_URL: apiUrl,
    TIKTOK_SHOP_AUTH_URL: authUrl,
  } = read;
  if (appKey && appSecret && refreshToken && shopCipher && sellerId) {
    return { appKey, appSecret, refreshToken, shopCipher, sellerId, reasons, types, apiUrl, authUrl };
  }
  const one = NAMES.find((name) => read[name] !== undefined);
  const missing = NAMES.find((name) => read[name] === undefined);
  if (!one || !missing) return null;
  throw new ConfigError(missing, `is not set but ${one} is: the connector for TikTok Shop takes ${NAMES.join(', ')}`);
}
