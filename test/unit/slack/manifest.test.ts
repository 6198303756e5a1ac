/** What people paste to get Slack going agrees with the code, and with what Slack takes. */
import { readdir, readFile } from 'node:fs/promises';
import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { helpReply } from '../../../bots/slack/blocks/command-replies.ts';
import { BOT_SCOPES } from '../../../bots/slack/config.ts';
import { type ListenerParts, registerListeners } from '../../../bots/slack/listeners/index.ts';
import { parseCommand } from '../../../bots/slack/listeners/parse.ts';
import { EVENTS_PATH } from '../../../bots/slack/receive.ts';
import { REDIRECT_PATH } from '../../../bots/slack/workspace/oauth.ts';
import { slackShape } from '../../../src/config/slack.ts';
import { SellerView } from '../../../src/contract/seller.ts';
import { words } from './support.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

interface Manifest {
  display_information: { name: string; description: string; long_description: string; background_color: string };
  features: {
    app_home: { home_tab_enabled: boolean; messages_tab_enabled: boolean; messages_tab_read_only_enabled: boolean };
    bot_user: { display_name: string; always_online: boolean };
    slash_commands: { command: string; url: string; description: string; usage_hint: string; should_escape: boolean }[];
  };
  oauth_config: { redirect_urls: string[]; scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { request_url: string; bot_events: string[] };
    interactivity: { is_enabled: boolean; request_url: string };
    org_deploy_enabled: boolean;
    socket_mode_enabled: boolean;
    token_rotation_enabled: boolean;
  };
}
const manifest = JSON.parse(await read('bots/slack/manifest.json')) as Manifest;

/** The host that docs/SLACK.md says to replace. */
const HOST = 'https://parley.example';
const conversations = (what: 'history' | 'read') =>
  ['channels', 'groups', 'im', 'mpim'].map((kind) => `${kind}:${what}`);

/** What Slack asks for each method of its Web API (https://docs.slack.dev/reference/methods). */
const SCOPES_OF_METHODS: Readonly<Record<string, string[]>> = {
  'auth.teams.list': [],
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': conversations('history'),
  'conversations.info': conversations('read'),
  'conversations.open': ['im:write'],
  'conversations.replies': conversations('history'),
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};
/** And for each event (https://docs.slack.dev/reference/events). */
const SCOPES_OF_EVENTS: Readonly<Record<string, string[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  channel_unarchive: ['channels:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  team_access_granted: [],
  team_access_revoked: [],
  tokens_revoked: [],
};

const sorted = (items: Iterable<string>): string[] => [...new Set(items)].sort();

/** The methods that the bot's source calls on a client. */
async function methodsCalled(): Promise<string[]> {
  const files = await readdir(new URL('bots/slack/', root), { recursive: true });
  const sources = await Promise.all(
    files.filter((file) => file.endsWith('.ts')).map((file) => read(`bots/slack/${file}`)),
  );
  const calls = sources.flatMap((source) => [...source.matchAll(/\bclient\s*\.\s*(\w+)((?:\s*\.\s*\w+)+)\(/gu)]);
  return sorted(calls.map(([, family, method]) => `${family}${method?.replace(/\s/gu, '')}`));
}

/** The events that the bot registers for. */
function eventsHeard(): string[] {
  const heard: string[] = [];
  const nothing = () => undefined;
  const app = {
    event: (name: string) => heard.push(name),
    action: nothing,
    command: nothing,
    error: nothing,
    options: nothing,
    shortcut: nothing,
    view: nothing,
  };
  registerListeners(app as unknown as App, {} as ListenerParts);
  return sorted(heard);
}

describe('The manifest asks for what the bot needs, and for nothing else', () => {
  const { scopes } = manifest.oauth_config;

  it('names the same permissions as an installation by OAuth asks for', () => {
    expect(scopes.bot).toEqual([...BOT_SCOPES]);
  });

  it('has the permissions of every method that is called, every event that is heard, and the slash command', async () => {
    const methods = await methodsCalled();
    expect(methods).toEqual(sorted(Object.keys(SCOPES_OF_METHODS)));
    const needed = [...methods.map((name) => SCOPES_OF_METHODS[name]), ...Object.values(SCOPES_OF_EVENTS)].flat();
    expect(sorted(scopes.bot)).toEqual(sorted([...needed.map(String), 'commands']));
  });

  it('subscribes to exactly the events that are heard', () => {
    const { bot_events: events } = manifest.settings.event_subscriptions;
    expect(eventsHeard()).toEqual(sorted(Object.keys(SCOPES_OF_EVENTS)));
    expect([...events].sort()).toEqual(eventsHeard());
  });

  it('sends everything to the routes that Parley mounts, on the host to be replaced', () => {
    const { event_subscriptions: events, interactivity } = manifest.settings;
    const [command] = manifest.features.slash_commands;
    const addresses = [events.request_url, interactivity.request_url, command?.url];
    expect(addresses).toEqual(Array(3).fill(HOST + EVENTS_PATH));
    expect(manifest.oauth_config.redirect_urls).toEqual([HOST + REDIRECT_PATH]);
    expect(interactivity.is_enabled).toBe(true);
  });

  it('shows App Home, and lets people type /parley in the direct message with the app', () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('keeps to one workspace at a time, HTTP, and tokens that last', () => {
    expect(manifest.settings).toMatchObject({
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    });
  });

  it('hints at the commands that the help explains, each of which is understood as typed', () => {
    const [command, ...others] = manifest.features.slash_commands;
    expect([command?.command, others]).toEqual(['/parley', []]);
    const hinted = (command?.usage_hint ?? '').split(' | ');
    const verbs = hinted.map((hint) => hint.split(' ')[0] ?? '');
    const explained = [...helpReply(words).text.matchAll(/^\/parley (\w+)/gmu)].map(([, verb = '']) => verb);
    expect(verbs).toEqual(explained);
    const typed = hinted.map((hint) => hint.replace(/<[^>]*>/u, '577087614418520388'));
    expect(typed.map((text) => parseCommand(text).kind)).toEqual(explained);
  });
});

describe('The manifest is one that Slack takes (https://docs.slack.dev/reference/app-manifest)', () => {
  const { display_information: shown, features, settings } = manifest;
  const [command] = features.slash_commands;

  it.each([
    ['the name', shown.name, 1, 35],
    ['the description', shown.description, 1, 140],
    ['the long description', shown.long_description, 175, 4_000],
    ["the bot's name", features.bot_user.display_name, 1, 80],
    ['the command', command?.command, 2, 32],
    ["the command's description", command?.description, 1, 2_000],
    ["the command's hint", command?.usage_hint, 1, 1_000],
    ["the command's address", command?.url, 1, 3_000],
    ['the address of events', settings.event_subscriptions.request_url, 1, 3_500],
  ])('keeps %s within its length', (_, text = '', least, most) => {
    expect(text.length).toBeGreaterThanOrEqual(least);
    expect(text.length).toBeLessThanOrEqual(most);
  });

  it('gives the colour as Slack reads it', () => {
    expect(shown.background_color).toMatch(/^#[\da-f]{6}$/u);
  });

  it('names no permission and no event twice', () => {
    const { bot } = manifest.oauth_config.scopes;
    const { bot_events: events } = settings.event_subscriptions;
    expect([sorted(bot).length, sorted(events).length]).toEqual([bot.length, events.length]);
  });
});

describe('The guide', () => {
  it('names the manifest and the host in it that has to be replaced', async () => {
    const text = await read('docs/SLACK.md');
    expect(text).toContain('bots/slack/manifest.json');
    expect(text).toContain(new URL(HOST).hostname.replaceAll('.', '\\.'));
  });

  it('says of every status that alerts can have what to do about it', async () => {
    const described = SellerView.shape.alerts.description ?? '';
    const statuses = [...described.matchAll(/`([a-z_]+)`/gu)].map(([, status = '']) => status);
    const rows = [...(await read('docs/SLACK.md')).matchAll(/^\| `([a-z_]+)` \|/gmu)].map(([, status = '']) => status);
    expect(rows.sort()).toEqual(statuses.filter((status) => status !== 'ok').sort());
  });
});

describe('Every variable of Slack can be found, and none that is not read', () => {
  const variables = sorted(Object.keys(slackShape));
  const named = (text: string): string[] => sorted(text.match(/\bSLACK_[A-Z_]+\b/gu) ?? []);

  it('in .env.example, each on a line of its own under a comment', async () => {
    const text = await read('.env.example');
    const set = [...text.matchAll(/^# .+\n#?(SLACK_[A-Z_]+)=/gmu)].map(([, name = '']) => name);
    expect(set.sort()).toEqual(variables);
    expect(named(text)).toEqual(variables);
  });

  it('in the README', async () => {
    expect(named(await read('README.md'))).toEqual(variables);
  });
});
