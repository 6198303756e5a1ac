/** What an error from Slack's Web API means for an alert: whether the message may be there, whom it concerns, and what to do. */
import { ErrorCode } from '@slack/web-api';
import { BACK_OFF, type Policy } from '../../../src/bot.ts';

export type Failure =
  /** Slack is busy with this workspace: nothing was done. `retryAfter` in milliseconds. */
  | { kind: 'rate_limited'; code: 'rate_limited'; retryAfter: number; detail: string }
  /** Nobody knows whether it was done: no answer, or one that says so. */
  | { kind: 'uncertain'; code: 'unreachable'; detail: string }
  /** The workspace does not let us in any more, or not far enough. */
  | { kind: 'account'; code: 'token_revoked' | 'missing_scope' | 'not_connected'; detail: string }
  /** The channel cannot be written to. */
  | { kind: 'place'; code: 'channel_archived' | 'channel_not_found' | 'not_in_channel'; detail: string }
  /** The message, or the thread's first one, is not there any more. */
  | { kind: 'message_gone'; code: 'refused'; detail: string }
  /** The message may not be edited; it stays as it is. */
  | { kind: 'not_editable'; code: 'refused'; detail: string }
  /** Slack does not take what was sent. */
  | { kind: 'refused'; code: 'refused'; detail: string };

const told = { ...BACK_OFF.refused, toldAfter: 1 };
/** A message that is gone is posted anew, soon. */
const soon = { holds: 'record', wait: { first: 1_000, most: 1_000 } } as const;
export const POLICY: Policy<Failure> = { ...BACK_OFF, message_gone: soon, not_editable: told, refused: told };

/** There is no way into the workspace. */
export class NotConnected extends Error {}

const WORKSPACE = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'team_access_not_granted',
  'org_login_required',
  'no_permission',
  'ekm_access_denied',
]);
const CHANNEL: Readonly<Record<string, 'channel_archived' | 'channel_not_found' | 'not_in_channel'>> = {
  is_archived: 'channel_archived',
  is_inactive: 'channel_archived',
  channel_not_found: 'channel_not_found',
  user_not_found: 'channel_not_found',
  user_disabled: 'channel_not_found',
  cannot_dm_bot: 'channel_not_found',
  not_in_channel: 'not_in_channel',
  restricted_action: 'not_in_channel',
  restricted_action_read_only_channel: 'not_in_channel',
  restricted_action_thread_only_channel: 'not_in_channel',
};
const GONE = new Set(['message_not_found', 'thread_not_found']);
const NOT_EDITABLE = new Set(['cant_update_message', 'edit_window_closed', 'update_failed']);
/** Slack says of these that part of the work may have been done. */
const UNCERTAIN = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout']);

interface SlackErrorShape {
  code?: unknown;
  retryAfter?: unknown;
  statusCode?: unknown;
  message?: unknown;
  data?: { error?: unknown; response_metadata?: { messages?: unknown } };
}

/** Classifies what a call of the Web API threw; null where it is not an error of that API. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof NotConnected) return { kind: 'account', code: 'not_connected', detail: error.message };
  const { code, retryAfter, data, statusCode, message } = error as SlackErrorShape;
  switch (code) {
    case ErrorCode.RateLimitedError:
      return busy(Math.max(1, Number(retryAfter) || 1) * 1_000);
    case ErrorCode.RequestError:
      return { kind: 'uncertain', code: 'unreachable', detail: String(message) };
    case ErrorCode.HTTPError:
      return { kind: 'uncertain', code: 'unreachable', detail: `Slack answered ${String(statusCode)}` };
    case ErrorCode.PlatformError:
      return platformFailure(String(data?.error), data?.response_metadata?.messages);
    default:
      return null;
  }
}

const busy = (retryAfter: number): Failure => ({
  kind: 'rate_limited',
  code: 'rate_limited',
  retryAfter,
  detail: 'Slack said to wait',
});

function platformFailure(error: string, messages: unknown): Failure {
  const channel = CHANNEL[error];
  if (error === 'ratelimited' || error === 'rate_limited') return busy(1_000);
  if (WORKSPACE.has(error)) return { kind: 'account', code: 'token_revoked', detail: error };
  if (error === 'missing_scope') return { kind: 'account', code: 'missing_scope', detail: error };
  if (channel) return { kind: 'place', code: channel, detail: error };
  if (GONE.has(error)) return { kind: 'message_gone', code: 'refused', detail: error };
  if (NOT_EDITABLE.has(error)) return { kind: 'not_editable', code: 'refused', detail: error };
  if (UNCERTAIN.has(error)) return { kind: 'uncertain', code: 'unreachable', detail: error };
  const why = Array.isArray(messages) ? `: ${messages.slice(0, 3).join('; ').slice(0, 300)}` : '';
  return { kind: 'refused', code: 'refused', detail: `${error}${why}` };
}
