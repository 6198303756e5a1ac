/** Who is who: `auth.test`, `users.info`, and the app's own token. */

import { SlackError, type State, servingOrganisation } from '../state.ts';
import type { Json, SlackUser, Workspace } from '../types.ts';
import { isTrue, type Method, needScope, textOf } from './call.ts';

const authTest: Method = (state, workspace) => ({
  url: `${state.options.baseUrl()}/`,
  team: workspace.name,
  user: 'parley',
  team_id: workspace.id,
  user_id: workspace.botUser,
  bot_id: workspace.botId,
  enterprise_id: workspace.organisation ?? undefined,
  is_enterprise_install: servingOrganisation(state, workspace) !== null,
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
