/** Letting the app in: the page that asks, and `oauth.v2.access`, which gives tokens for codes and for refresh tokens. */
import type { SlackAnswer } from '../interface.ts';
import { giveToken, SlackError, type State } from '../state.ts';
import type { Json, Organisation, Workspace } from '../types.ts';
import { textOf } from './call.ts';

type PlaceOfBot = Workspace | Organisation;

const placeOf = (state: State, id: string): PlaceOfBot | undefined =>
  state.workspaces.get(id) ?? state.organisations.get(id);

/**
 * The page that asks whether to let the app in. This one always agrees: it sends the browser back with a code. `team` names
 * the workspace, or the organisation, that lets it in.
 */
export function authorize(state: State, query: URLSearchParams): SlackAnswer {
  const redirectUri = query.get('redirect_uri') ?? '';
  const team = query.get('team') ?? [...state.workspaces.keys()][0] ?? '';
  const isKnown = query.get('client_id') === state.options.oauth?.clientId && placeOf(state, team) !== undefined;
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

export function exchange(state: State, args: Json): Json {
  const { oauth } = state.options;
  if (!oauth || args.client_id !== oauth.clientId) throw new SlackError('invalid_client_id');
  if (args.client_secret !== oauth.clientSecret) throw new SlackError('bad_client_secret');
  return args.grant_type === 'refresh_token' ? exchangeRefreshToken(state, args) : exchangeCode(state, args);
}

/** A code becomes a bot token. Where tokens last, a workspace whose token still works keeps it. */
function exchangeCode(state: State, args: Json): Json {
  const id = textOf(args, 'code') ?? '';
  const code = state.codes.get(id);
  const place = code && placeOf(state, code.team);
  if (!code || !place) throw new SlackError('invalid_code');
  if (args.redirect_uri !== undefined && args.redirect_uri !== code.redirectUri)
    throw new SlackError('bad_redirect_uri');
  state.codes.delete(id);
  const works = state.tokens.get(place.botToken)?.end === null;
  if (!works || state.options.rotation) giveToken(state, place, state.nextId('xoxb-'));
  for (const workspace of workspacesOf(state, place)) workspace.scopes = new Set(code.scopes);
  return granted(state, place, code.scopes);
}

/** Works once; the token it comes with works until its own end. */
function exchangeRefreshToken(state: State, args: Json): Json {
  const refresh = textOf(args, 'refresh_token') ?? '';
  const kept = state.refreshTokens.get(refresh);
  const place = kept && placeOf(state, kept.place);
  if (!place) throw new SlackError('invalid_refresh_token');
  state.refreshTokens.delete(refresh);
  giveToken(state, place, state.nextId('xoxb-'));
  const [workspace] = workspacesOf(state, place);
  return granted(state, place, [...(workspace?.scopes ?? [])]);
}

const isOrganisation = (place: PlaceOfBot): place is Organisation => 'teams' in place;

const workspacesOf = (state: State, place: PlaceOfBot): Workspace[] =>
  isOrganisation(place) ? [...place.teams].flatMap((team) => state.workspaces.get(team) ?? []) : [place];

/** The answer with a token. With rotation it says when that ends, and how to get the next. */
function granted(state: State, place: PlaceOfBot, scopes: string[]): Json {
  const [workspace] = workspacesOf(state, place);
  const installer = [...(workspace?.users.values() ?? [])].find(({ isBot }) => !isBot);
  const organisation = isOrganisation(place)
    ? place
    : workspace && state.organisations.get(workspace.organisation ?? '');
  return {
    app_id: state.appId,
    access_token: place.botToken,
    token_type: 'bot',
    scope: scopes.join(','),
    bot_user_id: workspace?.botUser,
    team: isOrganisation(place) ? null : { id: place.id, name: place.name },
    enterprise: organisation ? { id: organisation.id, name: organisation.name } : null,
    authed_user: { id: installer?.id ?? workspace?.botUser },
    is_enterprise_install: isOrganisation(place),
    ...rotated(state, place),
  };
}

function rotated(state: State, place: PlaceOfBot): Json {
  const { rotation } = state.options;
  if (!rotation) return {};
  const refresh = state.nextId('xoxe-1-');
  state.refreshTokens.set(refresh, { place: place.id });
  return { refresh_token: refresh, expires_in: rotation.seconds };
}
