/** Answers what the bot asks over HTTP: which method, whose token, and Slack's way of saying no (status 200). */

import type { SlackAnswer, SlackRequest } from '../interface.ts';
import { answerResponseUrl } from '../response-urls.ts';
import { SlackError, type State, workspaceOf } from '../state.ts';
import type { Json, Workspace } from '../types.ts';
import { accountMethods, openConnection } from './accounts.ts';
import { type ApiCall, decode, type Method, readCall, textOf } from './call.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { authorize, exchange } from './oauth.ts';
import { listTeams, workspaceMeant } from './organisations.ts';
import { viewMethods } from './views.ts';

const METHODS: Record<string, Method> = { ...accountMethods, ...chatMethods, ...conversationMethods, ...viewMethods };

const answerJson = (body: Json, status = 200, headers: Record<string, string> = {}): SlackAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

/** Slack's answer to one method's refusal: 429 with `Retry-After` for limits, otherwise 200. */
function answerError(error: SlackError): SlackAnswer {
  const body = { ok: false, error: error.code, ...error.more };
  if (error.retryAfter === undefined) return answerJson(body);
  return answerJson(body, 429, { 'retry-after': String(error.retryAfter) });
}

/** The workspace that a call with this bot token is about. Throws `not_authed`, `invalid_auth`, or what ended the token. */
function authenticate(state: State, token: string | null, args: Json): Workspace {
  if (token === null) throw new SlackError('not_authed');
  const known = state.tokens.get(token);
  if (!known) throw new SlackError('invalid_auth');
  if (known.end) throw new SlackError(known.end);
  if (known.endsAt <= state.options.wallClock.now()) throw new SlackError('token_expired');
  const organisation = state.organisations.get(known.team);
  return organisation ? workspaceMeant(state, organisation, args) : workspaceOf(state, known.team);
}

function run(state: State, { method, token, args }: ApiCall): Json {
  if (method === 'oauth.v2.access') return exchange(state, args);
  if (method === 'apps.connections.open') return openConnection(state, token);
  if (method === 'auth.teams.list') return listTeams(state, token, textOf(args, 'cursor'));
  const known = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (!known) throw new SlackError('unknown_method');
  return known(state, authenticate(state, token, args), decode(args));
}

function answerCall(state: State, request: SlackRequest): SlackAnswer {
  const call = readCall(request);
  const answer = answerJson({ ok: true, ...run(state, call) });
  const team = call.token === null ? undefined : state.tokens.get(call.token)?.team;
  const workspace = team === undefined ? undefined : state.workspaces.get(team);
  if (workspace) answer.headers['x-oauth-scopes'] = [...workspace.scopes].join(',');
  return answer;
}

/** Answers a request; what is none of Slack's is 404. */
export function answer(state: State, request: SlackRequest): SlackAnswer {
  const [path = '', query = ''] = request.url.split('?');
  try {
    if (path === '/oauth/v2/authorize') return authorize(state, new URLSearchParams(query));
    if (request.method === 'POST' && path.startsWith('/api/')) return answerCall(state, request);
    if (request.method === 'POST' && path.startsWith('/respond/')) return answerResponseUrl(state, path, request.body);
  } catch (error) {
    if (error instanceof SlackError) return answerError(error);
    if (error instanceof SyntaxError) return answerJson({ ok: false, error: 'invalid_json' });
    throw error;
  }
  return { status: 404, headers: {}, body: 'not_found' };
}
