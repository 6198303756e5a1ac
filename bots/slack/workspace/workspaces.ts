/**
 * The workspaces the bot lives in: one by its token, or many that installed it.
 *
 * Each has a client for alerts of its own, apart from the clients that Bolt gives interactive calls: an alert that
 * meets a 429 is told so at once and waits in its record, instead of stalling whoever presses a button.
 */
import type { AuthorizeResult } from '@slack/bolt';
import type { InstallProvider } from '@slack/oauth';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { SlackStore } from '../../../src/application/alerts/ports.ts';
import { LruCache } from '../../../src/application/lru.ts';
import type { Clock } from '../../../src/application/ports.ts';
import type { SlackAlerts } from '../../../src/contract/seller.ts';
import type { SlackConfig } from '../config.ts';
import { boltLogger } from './logger.ts';

/** Longer than Slack takes when it is slow; shorter than a lease. */
export const CALL_TIMEOUT_MS = 10_000;
const REMEMBERED = 1_000;
const AUTHORIZED_FOR_MS = 5 * 60_000;

export interface Workspaces {
  /** The workspace these alerts go to: the one they name, or the only one there is; null where that is not clear. */
  teamOf(alerts: SlackAlerts): Promise<string | null>;
  /** The client for alerts; null where the app is not installed. */
  client(team: string): Promise<WebClient | null>;
  /** What Bolt needs to know before it serves a listener. Throws where the app is not installed. */
  authorize(source: { teamId?: string; enterpriseId?: string; isEnterpriseInstall: boolean }): Promise<AuthorizeResult>;
  /** The token may have changed: ask again. */
  refresh(team: string): void;
}

export interface WorkspaceParts {
  config: SlackConfig;
  store: SlackStore;
  installer: InstallProvider | null;
  clientOptions: WebClientOptions;
  wallClock: Clock;
}

/** Options for every client: our log, and a stand-in's address where one is configured. */
export const clientOptionsOf = ({ apiUrl }: SlackConfig, log: Logger): WebClientOptions => ({
  logger: boltLogger(log),
  ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
});

export function createWorkspaces(parts: WorkspaceParts): Workspaces {
  return parts.config.botToken ? oneWorkspace(parts, parts.config.botToken) : manyWorkspaces(parts);
}

const alertOptions = (options: WebClientOptions): WebClientOptions => ({
  ...options,
  timeout: CALL_TIMEOUT_MS,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
});

/** The workspace whose token the configuration holds. Who we are there is asked once, when it is first needed. */
function oneWorkspace({ clientOptions }: WorkspaceParts, token: string): Workspaces {
  const client = new WebClient(token, alertOptions(clientOptions));
  let known: Promise<{ team: string; auth: AuthorizeResult }> | null = null;

  function whoAmI() {
    known ??= client.auth
      .test()
      .then(({ team_id: team, bot_id: botId, user_id: botUserId }) => {
        if (!team) throw new Error('Slack did not name the workspace of SLACK_BOT_TOKEN.');
        return { team, auth: { botToken: token, botId, botUserId, teamId: team } };
      })
      .catch((error) => {
        known = null;
        throw error;
      });
    return known;
  }

  return {
    async teamOf(alerts) {
      return alerts.team ?? (await whoAmI()).team;
    },
    async client(team) {
      return (await whoAmI()).team === team ? client : null;
    },
    async authorize({ teamId }) {
      const { team, auth } = await whoAmI();
      if (teamId && teamId !== team) throw new Error(`SLACK_BOT_TOKEN is of workspace ${team}, not of ${teamId}.`);
      return auth;
    },
    refresh() {
      known = null;
    },
  };
}

/** The workspaces that installed the app. */
function manyWorkspaces({ store, installer, clientOptions, wallClock }: WorkspaceParts): Workspaces {
  if (!installer) throw new Error('Workspaces without a token need an installer.');
  const clients = new LruCache<WebClient>(REMEMBERED);
  /** Asked for before every listener: read once in a while, so that a press does not wait for the storage. */
  const authorized = new LruCache<{ auth: AuthorizeResult; until: number }>(REMEMBERED);

  return {
    async teamOf(alerts) {
      if (alerts.team) return alerts.team;
      const [first, second] = await store.installations(2);
      return first && !second ? first.id : null;
    },
    async client(team) {
      const known = clients.get(team);
      if (known) return known;
      if (!(await store.installation(team))) return null;
      const { botToken } = await installer.authorize({
        teamId: team,
        enterpriseId: undefined,
        isEnterpriseInstall: false,
      });
      if (!botToken) return null;
      const client = new WebClient(botToken, alertOptions(clientOptions));
      clients.set(team, client);
      return client;
    },
    async authorize({ teamId, enterpriseId, isEnterpriseInstall }) {
      const place = (isEnterpriseInstall ? enterpriseId : teamId) ?? '';
      const known = authorized.get(place);
      if (known && known.until > wallClock.now()) return known.auth;
      const asked = installer.authorize({ teamId, enterpriseId, isEnterpriseInstall }).then((result) => {
        const auth = result as AuthorizeResult;
        authorized.set(place, { auth, until: wallClock.now() + AUTHORIZED_FOR_MS });
        return auth;
      });
      if (!known) return asked;
      // What is known serves until the answer is there; that it could not be had shows with the next one.
      asked.catch(() => authorized.delete(place));
      return known.auth;
    },
    refresh(team) {
      clients.delete(team);
      authorized.delete(team);
    },
  };
}
