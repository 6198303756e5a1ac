/**
 * Which installation serves a workspace: its own, else that of the organisation it belongs to. Slack says which that is
 * with every delivery from there; where none came yet, the organisation is asked for its workspaces.
 */
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { type Clock, LruCache } from '../../../src/bot.ts';
import type { BotToken, BotTokens } from './bot-tokens.ts';
import { type Installations, isOrganisation } from './installations.ts';

export interface Found {
  /** The token that works in this workspace. `organisation`: what Slack named beside it. */
  tokenFor(team: string, organisation?: string): Promise<BotToken | null>;
  /** The workspaces that an installation serves, itself among them. */
  servedBy(installation: string): Promise<string[]>;
  /** The workspace's token may have changed, or the way to it. */
  forget(team: string): void;
}

export interface FoundParts {
  tokens: BotTokens;
  installations: Installations;
  clientOptions: WebClientOptions;
  wallClock: Clock;
}

const REMEMBERED = 1_000;
const KNOWN_FOR_MS = 5 * 60_000;
const PAGE = 1_000;
const MOST_PAGES = 20;

export function createFound({ tokens, installations, clientOptions, wallClock }: FoundParts): Found {
  const through = new LruCache<{ organisation: string; until: number }>(REMEMBERED);

  function remember(team: string, organisation: string): void {
    through.set(team, { organisation, until: wallClock.now() + KNOWN_FOR_MS });
  }

  async function teamsOf({ token }: BotToken): Promise<string[]> {
    const client = new WebClient(token, clientOptions);
    const ids: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await client.auth.teams.list({ limit: PAGE, ...(cursor ? { cursor } : {}) });
      ids.push(...(answer.teams ?? []).flatMap(({ id }) => (id ? [id] : [])));
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (!cursor) break;
    }
    return ids;
  }

  /** The token of an organisation that has this workspace. One that does not answer does not hide the others. */
  async function asked(team: string): Promise<BotToken | null> {
    let failure: unknown;
    for (const id of await installations.organisations()) {
      try {
        const token = await tokens.of(id);
        if (!token || !(await teamsOf(token)).includes(team)) continue;
        remember(team, id);
        return token;
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
    return null;
  }

  async function throughKnown(team: string): Promise<BotToken | null> {
    const known = through.get(team);
    return known && known.until > wallClock.now() ? tokens.of(known.organisation) : null;
  }

  return {
    async tokenFor(team, organisation) {
      if (organisation) {
        const token = (await tokens.of(team)) ?? (await tokens.of(organisation));
        if (token?.installation === organisation) remember(team, organisation);
        return token;
      }
      return (await throughKnown(team)) ?? (await tokens.of(team)) ?? asked(team);
    },
    async servedBy(installation) {
      if (!isOrganisation(installation)) return [installation];
      const token = await tokens.of(installation).catch(() => null);
      return [installation, ...(token ? await teamsOf(token).catch(() => []) : [])];
    },
    forget(team) {
      tokens.forget(team);
      const organisation = through.get(team)?.organisation;
      if (organisation) tokens.forget(organisation);
      through.delete(team);
    },
  };
}
