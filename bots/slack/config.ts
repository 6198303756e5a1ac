/** How the bot reaches Slack, and Slack the bot. */
export interface SlackConfig {
  /** Signs what Slack sends by HTTP; null in Socket Mode without it. */
  signingSecret: string | null;
  /** The one workspace's token; null where workspaces install the app themselves. */
  botToken: string | null;
  /** Opens Socket Mode. */
  appToken: string | null;
  oauth: { clientId: string; clientSecret: string; stateSecret: string } | null;
  /** Another address than Slack's own, with a slash at its end: a stand-in. */
  apiUrl: string | null;
}

/**
 * What the app may do in a workspace; the same list as in manifest.json. It reads conversations only to look for a
 * message of its own whose answer was lost, in every kind of them in which `/parley channel` can be typed.
 */
export const BOT_SCOPES = [
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
] as const;
