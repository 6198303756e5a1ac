/**
 * The workspaces the bot lives in: one by its token, or many that installed it, each by itself or as one organisation.
 *
 * Each has a client for alerts of its own, apart from the clients that Bolt gives interactive calls: an alert that
 * meets a 429 is told so at once and waits in its record, instead of stalling whoever presses a button.
 */
import type { AuthorizeResult } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { LruCache, type SlackAlerts } from '../../../src/bot.ts';
import type { SlackConfig } from '../config.ts';
import type { BotToken, BotTokens } from './bot-tokens.ts';
import type { Found } from './found.ts';
import type { Installations } from './installations.ts';
import { boltLogger } from './logger.ts';

/** Longer than Slack takes when it is slow; shorter than a lease. */
export const CALL_TIMEOUT_MS = 10_000;
const REMEMBERED = 1_000;

interface Source {
  teamId?: string;
  enterpriseId?: string;
  isEnterpriseInstall: boolean;
}

export interface Workspaces {
  /** The workspace these alerts go to: the one they name, or the only one there is; null where that is not clear. */
  teamOf(alerts: SlackAlerts): Promise<string | null>;
  /** The client for alerts; null where the app is not installed. */
  client(team: string): Promise<WebClient | null>;
  /** What Bolt needs to know before it serves a listener. Throws where the app is not installed. */
  authorize(source: Source): Promise<AuthorizeResult>;
  /** Whether the workspace has another token by now than this client's, which Slack did not take. */
  isReplaced(team: string, client: WebClient): Promise<boolean>;
  /** The workspaces that let the app in with this one: those of its organisation. Itself is the first. */
  letInWith(team: string): Promise<string[]>;
  /** Where people of the workspace are known (people.ts): there, and in the organisation that let the app in as one. */
  homesOf(team: string): Promise<string[]>;
  /** The token may have changed: ask again. */
  refresh(team: string): void;
}

/** Where workspaces install the app themselves. */
interface InstalledParts {
  installations: Installations;
  tokens: BotTokens;
  found: Found;
}

export interface WorkspaceParts {
  config: SlackConfig;
  /** Null where the configuration holds a token. */
  installed: InstalledParts | null;
  clientOptions: WebClientOptions;
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

/**
 * The workspace whose token the configuration holds, or the organisation, and then every workspace of it. Who we are there
 * is asked once, when it is first needed.
 */
function oneWorkspace({ clientOptions }: WorkspaceParts, token: string): Workspaces {
  const client = new WebClient(token, alertOptions(clientOptions));
  let known: Promise<{ team: string; organisation: string | null; auth: AuthorizeResult }> | null = null;

  function whoAmI() {
    known ??= client.auth
      .test()
      .then(({ team_id: team, enterprise_id: enterprise, is_enterprise_install: isOrganisation, bot_id, user_id }) => {
        if (!team) throw new Error('Slack did not name the workspace of SLACK_BOT_TOKEN.');
        const organisation = isOrganisation ? (enterprise ?? team) : null;
        const auth = { botToken: token, botId: bot_id, botUserId: user_id };
        return { team, organisation, auth: organisation ? auth : { ...auth, teamId: team } };
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
      const { team: own, organisation } = await whoAmI();
      return organisation || own === team ? client : null;
    },
    async authorize({ teamId, enterpriseId }) {
      const { team, organisation, auth } = await whoAmI();
      const isOurs = organisation ? enterpriseId === organisation : !teamId || teamId === team;
      if (!isOurs) throw new Error(`SLACK_BOT_TOKEN is of ${organisation ?? team}, not of ${teamId ?? enterpriseId}.`);
      return auth;
    },
    isReplaced: async () => false,
    letInWith: async (team) => [team],
    async homesOf(team) {
      const { organisation } = await whoAmI();
      return organisation ? [team, organisation] : [team];
    },
    refresh() {
      known = null;
    },
  };
}

/** The workspaces that installed the app, and those of organisations that did. */
function manyWorkspaces({ installed, clientOptions }: WorkspaceParts): Workspaces {
  if (!installed) throw new Error('Workspaces without a token need to install the app.');
  const { installations, tokens, found } = installed;
  const clients = new LruCache<WebClient>(REMEMBERED);

  /** One for each workspace, and another one where it has another token. */
  function clientOf(team: string, { token, isOrganisation, installation }: BotToken): WebClient {
    const known = clients.get(team);
    if (known?.token === token) return known;
    // The token of an organisation does not say which of its workspaces is meant.
    const teamId = isOrganisation && team !== installation ? { teamId: team } : {};
    const client = new WebClient(token, { ...alertOptions(clientOptions), ...teamId });
    clients.set(team, client);
    return client;
  }

  /** The installation that a delivery came for, else the one that serves the workspace. */
  async function tokenOf({ teamId, enterpriseId, isEnterpriseInstall }: Source): Promise<BotToken | null> {
    if (!teamId) return enterpriseId ? tokens.of(enterpriseId) : null;
    if (!isEnterpriseInstall || !enterpriseId) return found.tokenFor(teamId, enterpriseId);
    return (await tokens.of(enterpriseId)) ?? found.tokenFor(teamId);
  }

  return {
    teamOf: async (alerts) => alerts.team ?? installations.only(),
    async client(team) {
      const token = await found.tokenFor(team);
      return token && clientOf(team, token);
    },
    async authorize(source) {
      const { teamId, enterpriseId } = source;
      const token = await tokenOf(source);
      if (!token) throw new Error(`Parley is not installed in the workspace ${teamId ?? enterpriseId}.`);
      const { token: botToken, botId, botUserId } = token;
      return { botToken, botId, botUserId, teamId, enterpriseId };
    },
    async isReplaced(team, client) {
      found.forget(team);
      const token = await found.tokenFor(team).catch(() => null);
      return token !== null && token.token !== client.token;
    },
    letInWith: (team) => found.servedBy(team),
    async homesOf(team) {
      const token = await found.tokenFor(team);
      return token?.isOrganisation ? [...new Set([team, token.installation])] : [team];
    },
    refresh(team) {
      found.forget(team);
    },
  };
}
