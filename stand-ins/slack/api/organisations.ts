/** Calls with an organisation's token, which works in all its workspaces that let the app in. */
import { SlackError, type State } from '../state.ts';
import type { Json, Organisation, Workspace } from '../types.ts';
import { textOf } from './call.ts';

/** Ids of channels, users and views are of one workspace each. */
function holds(workspace: Workspace, args: Json): boolean {
  const channel = textOf(args, 'channel');
  const user = textOf(args, 'user_id') ?? textOf(args, 'users') ?? textOf(args, 'user');
  const view = textOf(args, 'view_id');
  if (channel !== undefined) return workspace.channels.has(channel) || workspace.users.has(channel);
  if (view !== undefined) return [...workspace.modals.values()].flat().some((open) => open.view.id === view);
  return user !== undefined && workspace.users.has(user);
}

/** Throws `team_access_not_granted` where the app is not let into the workspace that the call names. */
export function workspaceMeant(state: State, { teams }: Organisation, args: Json): Workspace {
  const named = state.triggers.get(textOf(args, 'trigger_id') ?? '')?.team ?? textOf(args, 'team_id');
  if (named !== undefined && !teams.has(named)) throw new SlackError('team_access_not_granted');
  const workspaces = [...teams].flatMap((team) => state.workspaces.get(team) ?? []);
  const byId = workspaces.filter((workspace) => holds(workspace, args));
  const meant =
    byId.find(({ id }) => id === named) ?? byId[0] ?? workspaces.find(({ id }) => id === named) ?? workspaces[0];
  if (!meant) throw new SlackError('team_access_not_granted');
  return meant;
}

/** `auth.teams.list`: one workspace a page, so that nobody forgets the cursor. */
export function listTeams(state: State, token: string | null, cursor = ''): Json {
  const known = token === null ? undefined : state.tokens.get(token);
  if (!known || known.end) throw new SlackError(known?.end ?? 'invalid_auth');
  if (known.endsAt <= state.options.wallClock.now()) throw new SlackError('token_expired');
  const organisation = state.organisations.get(known.team);
  const ids = organisation ? [...organisation.teams].sort() : [known.team];
  const from = Math.max(0, ids.indexOf(cursor));
  const teams = ids.slice(from, from + 1).map((id) => ({ id, name: state.workspaces.get(id)?.name ?? id }));
  return { teams, response_metadata: { next_cursor: ids[from + 1] ?? '' } };
}
