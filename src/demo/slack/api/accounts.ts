/** Who is who: `auth.test`, `users.info`, and letting the app in by OAuth. */

import type { SlackAnswer } from '../interface.ts';
import { giveToken, SlackError, type State, workspaceOf } from '../state.ts';
import type { Json, SlackUser, Workspace } from '../types.ts';
import { isTrue, type Method, needScope, textOf } from './call.ts';

const isEnterpriseInstall = false;

const authTest: Method = (state, workspace) => ({
  url: `${state.options.baseUrl()}/`,
  team: workspace.name,
  user: 'parley',
  team_id: workspace.id,
  user_id: workspace.botUser,
  bot_id: workspace.botId,
  is_enterprise_install: isEnterpriseInstall,
});

const secondsEast = (zone: string, at: number): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const offset = /GMT([+-])(\d{2}):(\d{2})/u.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '');
  return offset ? Number(`${offset[1]}1`) * (Number(offset[2]) * 3_600 + Number(offset[3]) * 60) : 0;
};

const viewOf = (workspace: Workspace, user: SlackUser, at: number, withLocale: boolean): Json => ({
  id: user.id,
  team_id: workspace.id,
  name: user.name,
  real_name: user.realName,
  deleted: false,
  tz: user.zone,
  tz_offset: secondsEast(user.zone, at),
  is_bot: user.isBot,
  is_app_user: false,
  profile: { real_name: user.realName, display_name: user.name },
  ...(withLocale ? { locale: user.locale } : {}),
});

const usersInfo: Method = (state, workspace, args) => {
  needScope(workspace, 'users:read');
  const user = workspace.users.get(textOf(args, 'user') ?? '');
  if (!user) throw new SlackError('user_not_found');
  return { user: viewOf(workspace, user, state.options.clock.now(), isTrue(args, 'include_locale')) };
};

export const accountMethods: Record<string, Method> = { 'auth.test': authTest, 'users.info': usersInfo };

/** `apps.connections.open`, which takes the app's token instead of a bot's. */
export function openConnection(state: State, token: string | null): Json {
  if (token === null) throw new SlackError('not_authed');
  if (!token.startsWith('xapp-')) throw new SlackError('not_allowed_token_type');
  const { appToken, socketUrl } = state.options;
  if (!socketUrl || token !== appToken) throw new SlackError('invalid_auth');
  return { url: socketUrl() };
}

/** The page that asks whether to let the app in. This one always agrees: it sends the browser back with a code. */
export function authorize(state: State, query: URLSearchParams): SlackAnswer {
  const redirectUri = query.get('redirect_uri') ?? '';
  const team = query.get('team') ?? [...state.workspaces.keys()][0] ?? '';
  const isKnown = query.get('client_id') === state.options.oauth?.clientId && state.workspaces.has(team);
  if (!isKnown || !URL.canParse(redirectUri))
    return { status: 400, headers: {}, body: 'invalid_client_id or bad_redirect_uri' };
  const code = state.nextId('code-');
  const scopes = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  state.codes.set(code, { team, redirectUri, scopes });
  const back = new URL(redirectUri);
  back.searchParams.set('code', code);
  back.searchParams.set('state', query.get('state') ?? '');
  return { status: 302, headers: { location: back.href }, body: '' };
}

/** `oauth.v2.access`: a code becomes a bot token. A workspace whose token still works keeps it. */
export function exchangeCode(state: State, args: Json): Json {
  const { oauth } = state.options;
  if (!oauth || args.client_id !== oauth.clientId) throw new SlackError('invalid_client_id');
  if (args.client_secret !== oauth.clientSecret) throw new SlackError('bad_client_secret');
  const id = textOf(args, 'code') ?? '';
  const code = state.codes.get(id);
  if (!code) throw new SlackError('invalid_code');
  if (args.redirect_uri !== undefined && args.redirect_uri !== code.redirectUri)
    throw new SlackError('bad_redirect_uri');
  state.codes.delete(id);
  const workspace = workspaceOf(state, code.team);
  if (state.tokens.get(workspace.botToken)?.end !== null) giveToken(state, workspace, state.nextId('xoxb-'));
  workspace.scopes = new Set(code.scopes);
  const installer = [...workspace.users.values()].find(({ isBot }) => !isBot);
  return {
    app_id: state.appId,
    access_token: workspace.botToken,
    token_type: 'bot',
    scope: code.scopes.join(','),
    bot_user_id: workspace.botUser,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    authed_user: { id: installer?.id ?? workspace.botUser },
    is_enterprise_install: isEnterpriseInstall,
  };
}
