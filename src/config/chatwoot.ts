/**
 * The Chatwoot part of the configuration: one account of one Chatwoot. All of it, or none of it: then there is no
 * connector.
 */
import { z } from 'zod';
import type { ChatwootConfig } from '../connectors/chatwoot/config.ts';
import { ConfigError } from './error.ts';

const MIN_SECRET = 16;
const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isBase = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/u.test(protocol) && `${username}${password}${search}${hash}` === '';
};

export const chatwootShape = {
  CHATWOOT_URL: z
    .string()
    .refine(isBase, 'must be the http(s) address of your Chatwoot, such as https://app.chatwoot.com')
    .transform((text) => text.replace(/\/+$/u, ''))
    .optional(),
  CHATWOOT_ACCOUNT_ID: z
    .string()
    .regex(/^[1-9]\d{0,14}$/u, 'must be the number in the addresses of Chatwoot’s pages: 1 in /app/accounts/1/…')
    .transform(Number)
    .optional(),
  CHATWOOT_API_TOKEN: z
    .string()
    .regex(
      /^[\x21-\x7e]+$/u,
      'must be an access token, from “Profile Settings” of the Chatwoot user that Parley posts as',
    )
    .optional(),
  CHATWOOT_BOT_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/u, 'must be the access token of an agent bot of your Chatwoot')
    .optional(),
  CHATWOOT_WEBHOOK_SECRET: z
    .string()
    .transform(list)
    .refine((secrets) => secrets.length > 0 && secrets.every((secret) => secret.length >= MIN_SECRET), {
      message: `must be one secret of at least ${MIN_SECRET} characters, or several separated by commas: the one Chatwoot shows for its webhook, or the one you put into the webhook’s address`,
    })
    .optional(),
};

type Read = z.infer<z.ZodObject<typeof chatwootShape>>;

const NAMES = ['CHATWOOT_URL', 'CHATWOOT_ACCOUNT_ID', 'CHATWOOT_API_TOKEN', 'CHATWOOT_WEBHOOK_SECRET'] as const;

/** Throws ConfigError where only a part is set. */
export function readChatwoot(read: Read): ChatwootConfig | null {
  const {
    CHATWOOT_URL: url,
    CHATWOOT_ACCOUNT_ID: accountId,
    CHATWOOT_API_TOKEN: apiToken,
    CHATWOOT_BOT_TOKEN: botToken = null,
    CHATWOOT_WEBHOOK_SECRET: webhookSecrets,
  } = read;
  if (url && accountId && apiToken && webhookSecrets) return { url, accountId, apiToken, botToken, webhookSecrets };
  const given = NAMES.find((name) => read[name] !== undefined);
  const missing = NAMES.find((name) => read[name] === undefined);
  if (!given || !missing) return null;
  throw new ConfigError(missing, `is not set but ${given} is: the connector for Chatwoot takes ${NAMES.join(', ')}`);
}
