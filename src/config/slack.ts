/**
 * The Slack part of the configuration. One workspace by `SLACK_BOT_TOKEN`, or many that install the app
 * (`SLACK_CLIENT_ID`, `SLACK_CLIENT_SECRET`, `SLACK_STATE_SECRET`); either by HTTP (`SLACK_SIGNING_SECRET`) or over
 * Socket Mode (`SLACK_APP_TOKEN`). With none of them set there is no Slack.
 */
import { z } from 'zod';
import type { SlackConfig } from '../../bots/slack/config.ts';
import { ConfigError } from './error.ts';

const token = (prefix: string, where: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}-[\\w-]+$`, 'u'), `must be a token that begins with ${prefix}-, from ${where}`)
    .optional();
const given = z.string().min(1).optional();

const MIN_STATE_SECRET = 16;

export const slackShape = {
  SLACK_BOT_TOKEN: token('xoxb', '“OAuth & Permissions” of your Slack app'),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(16, 'must be the signing secret from “Basic Information” of your Slack app')
    .optional(),
  SLACK_APP_TOKEN: token('xapp', '“Basic Information”, App-Level Tokens, of your Slack app, with connections:write'),
  SLACK_CLIENT_ID: given,
  SLACK_CLIENT_SECRET: given,
  SLACK_STATE_SECRET: z
    .string()
    .min(MIN_STATE_SECRET, `must have at least ${MIN_STATE_SECRET} characters; make one with: openssl rand -base64 32`)
    .optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/u, error: 'must be an http(s) address that ends in a slash, for a stand-in of Slack' })
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .optional(),
};

type Read = z.infer<z.ZodObject<typeof slackShape>>;

const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/** Throws ConfigError where what is set is not enough, or contradicts itself. */
export function readSlack(read: Read): SlackConfig | null {
  const oauth = readOAuth(read);
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = read;
  if (!botToken && !oauth) {
    const lonely = appToken ? 'SLACK_APP_TOKEN' : signingSecret ? 'SLACK_SIGNING_SECRET' : null;
    if (!lonely) return null;
    throw new ConfigError(
      'SLACK_BOT_TOKEN',
      `is not set but ${lonely} is: set it for one workspace, or ${OAUTH.join(', ')} for many`,
    );
  }
  if (botToken && oauth) {
    throw new ConfigError('SLACK_BOT_TOKEN', `is for one workspace and ${OAUTH[0]} for many: leave one of them out`);
  }
  if (!appToken && !signingSecret) {
    throw new ConfigError(
      'SLACK_SIGNING_SECRET',
      'is not set: Parley needs it to know that what arrives is from Slack (or SLACK_APP_TOKEN, for Socket Mode)',
    );
  }
  return {
    signingSecret: signingSecret ?? null,
    botToken: botToken ?? null,
    appToken: appToken ?? null,
    oauth,
    apiUrl: read.SLACK_API_URL ?? null,
  };
}

function readOAuth(read: Read): SlackConfig['oauth'] {
  const missing = OAUTH.filter((name) => !read[name]);
  if (missing.length === OAUTH.length) return null;
  const [first] = missing;
  if (first) throw new ConfigError(first, `is not set: installing to many workspaces takes ${OAUTH.join(', ')}`);
  const { SLACK_CLIENT_ID: clientId = '', SLACK_CLIENT_SECRET: clientSecret = '', SLACK_STATE_SECRET = '' } = read;
  return { clientId, clientSecret, stateSecret: SLACK_STATE_SECRET };
}
