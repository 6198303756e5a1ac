/** A call of the Web API as it came over HTTP, and the questions every method asks about it. */

import type { SlackRequest } from '../interface.ts';
import { SlackError, type State } from '../state.ts';
import type { Channel, Json, Workspace } from '../types.ts';

/** Arguments that arrive as JSON inside a form. */
const JSON_ARGUMENTS: Record<string, string> = {
  blocks: 'invalid_blocks_format',
  view: 'invalid_arguments',
  metadata: 'invalid_metadata_format',
};

export interface ApiCall {
  method: string;
  token: string | null;
  args: Json;
}

/** One method of the Web API: what it gives beside `ok`. Throws `SlackError`. */
export type Method = (state: State, workspace: Workspace, args: Json) => Json;

function argumentsOf(request: SlackRequest): Json {
  if (request.headers['content-type']?.startsWith('application/json')) {
    const body: unknown = JSON.parse(request.body === '' ? '{}' : request.body);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  }
  return Object.fromEntries(new URLSearchParams(request.body));
}

/** Reads a call of `/api/<method>`. JSON inside forms stays text until `decode`. */
export function readCall(request: SlackRequest): ApiCall {
  const method = request.url.split('?')[0]?.split('/').at(-1) ?? '';
  const { token: inBody, ...args } = argumentsOf(request);
  const inHeader = /^Bearer (\S+)$/u.exec(request.headers.authorization ?? '')?.[1];
  return { method, token: inHeader ?? (typeof inBody === 'string' && inBody !== '' ? inBody : null), args };
}

/** The arguments with their JSON read. Throws what Slack answers where it is none. */
export function decode(args: Json): Json {
  const decoded = { ...args };
  for (const [name, refusal] of Object.entries(JSON_ARGUMENTS)) {
    const value = decoded[name];
    if (typeof value !== 'string') continue;
    try {
      decoded[name] = JSON.parse(value);
    } catch {
      throw new SlackError(refusal);
    }
  }
  return decoded;
}

/** A text argument; forms send everything as text. */
export const textOf = (args: Json, name: string): string | undefined => {
  const value = args[name];
  return value === undefined || value === null ? undefined : String(value);
};
export const isTrue = (args: Json, name: string): boolean => ['true', '1', true].includes(args[name] as string | true);

/** Refuses a call whose token was not granted the scope. */
export function needScope(workspace: Workspace, scope: string): void {
  if (workspace.scopes.has(scope)) return;
  throw new SlackError('missing_scope', { needed: scope, provided: [...workspace.scopes].join(',') });
}

const KINDS = { public: 'channels', private: 'groups', im: 'im' } as const;

/** The scope that a kind of conversation asks for, such as `groups:history`. */
export const scopeFor = (channel: Channel, what: 'history' | 'read'): string => `${KINDS[channel.kind]}:${what}`;

export const botIsIn = (workspace: Workspace, channel: Channel): boolean => channel.members.has(workspace.botUser);

/** The channel that `channel` names, as far as the bot may know of it. Throws `channel_not_found`. */
export function knownChannel(workspace: Workspace, id: string | undefined): Channel {
  const channel = id === undefined ? undefined : workspace.channels.get(id);
  if (!channel || (channel.kind !== 'public' && !botIsIn(workspace, channel))) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** The same, and the bot is in it. Throws `not_in_channel`. */
export function joinedChannel(workspace: Workspace, id: string | undefined): Channel {
  const channel = knownChannel(workspace, id);
  if (!botIsIn(workspace, channel)) throw new SlackError('not_in_channel');
  return channel;
}
