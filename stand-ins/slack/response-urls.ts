/** Response URLs: where a bot may answer an interaction without a token, five times within half an hour. */
import { contentOf } from './api/chat.ts';
import type { SlackAnswer } from './interface.ts';
import { LONGEST_POSTED_TEXT } from './limits.ts';
import { change, find, post, remove, whisper, withBlockIds } from './messages.ts';
import { channelOf, type ResponseUrl, SlackError, type State, workspaceOf } from './state.ts';
import type { Channel, Json, Workspace } from './types.ts';

const USES = 5;
const LIFE = 30 * 60_000;

type Target = Omit<ResponseUrl, 'usesLeft' | 'expiresAt'>;

export function newResponseUrl(state: State, target: Target): string {
  const now = state.options.wallClock.now();
  for (const [path, { expiresAt }] of state.responseUrls) if (expiresAt + LIFE < now) state.responseUrls.delete(path);
  const path = `/respond/${target.team}/${state.nextId('')}`;
  state.responseUrls.set(path, { ...target, usesLeft: USES, expiresAt: now + LIFE });
  return state.options.baseUrl() + path;
}

interface Response {
  state: State;
  workspace: Workspace;
  channel: Channel;
  target: Target;
  body: Json;
}

function deleteOriginal({ state, channel, target }: Response): void {
  const message = find(channel, target.ts ?? '');
  if (message) remove(state, channel, message);
  channel.ephemerals = channel.ephemerals.filter(({ id }) => id !== target.ephemeral);
  state.changed();
}

/** Replaces what was acted on; false where there is no such thing, or no longer. */
function replaceOriginal({ state, workspace, channel, target, body }: Response): boolean {
  const content = contentOf(body, LONGEST_POSTED_TEXT);
  const message = find(channel, target.ts ?? '');
  const ephemeral = channel.ephemerals.find(({ id }) => id === target.ephemeral);
  if (message) change(state, workspace, message, content);
  if (ephemeral) {
    ephemeral.text = content.text;
    ephemeral.blocks = content.blocks && withBlockIds(state, content.blocks);
    state.changed();
  }
  return message !== undefined || ephemeral !== undefined;
}

/** Says what a response or the ack of a command says: to the person alone, or with `in_channel` to all. */
export function respond(state: State, target: Target, body: Json): void {
  const workspace = workspaceOf(state, target.team);
  const channel = channelOf(workspace, target.channel);
  const response: Response = { state, workspace, channel, target, body };
  if (body.delete_original === true) {
    deleteOriginal(response);
    return;
  }
  if (body.replace_original === true && replaceOriginal(response)) return;
  const { text, blocks } = contentOf(body, LONGEST_POSTED_TEXT);
  const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : target.threadTs;
  if (body.response_type === 'in_channel')
    post(state, workspace, channel, { user: workspace.botUser, text, blocks, threadTs });
  else whisper(state, channel, { user: target.user, from: 'bot', text, blocks, threadTs });
}

const refusal = (status: number, error: string, more: Json = {}): SlackAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ ok: false, error, ...more }),
});

/** Answers a POST to a response URL: `ok`; 404 for one that is unknown, used up or expired; 400 for what it cannot say. */
export function answerResponseUrl(state: State, path: string, text: string): SlackAnswer {
  const known = state.responseUrls.get(path);
  if (!known) return refusal(404, 'invalid_url');
  if (state.options.wallClock.now() >= known.expiresAt) return refusal(404, 'expired_url');
  if (known.usesLeft === 0) return refusal(404, 'used_url');
  const body: unknown = JSON.parse(text);
  if (typeof body !== 'object' || body === null) return refusal(400, 'invalid_payload');
  known.usesLeft -= 1;
  try {
    respond(state, known, { ...body });
    return { status: 200, headers: { 'content-type': 'text/html' }, body: 'ok' };
  } catch (error) {
    if (error instanceof SlackError) return refusal(400, error.code, error.more);
    throw error;
  }
}
