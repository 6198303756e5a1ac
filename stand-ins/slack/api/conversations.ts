/** `conversations.*`: reading channels within the limits for apps outside the Marketplace, and joining them. */
import { repliesOf, shownIn, threadOf } from '../messages.ts';
import { openDm, SlackError, type State } from '../state.ts';
import type { Channel, Json, SlackMessage, Workspace } from '../types.ts';
import { isTrue, joinedChannel, knownChannel, type Method, needScope, scopeFor, textOf } from './call.ts';

const DEFAULT_ROWS = 100;
const MOST_ROWS = 999;

/** One read per window, workspace and method. Throws `ratelimited`. */
function takeRead(state: State, workspace: Workspace, method: string): void {
  const { reads } = state.limits;
  if (!reads) return;
  const key = `${workspace.id}/${method}`;
  const now = state.options.wallClock.now();
  const nextAt = (state.lastReads.get(key) ?? Number.NEGATIVE_INFINITY) + reads.windowMs;
  if (now < nextAt) throw new SlackError('ratelimited', {}, Math.ceil((nextAt - now) / 1_000));
  state.lastReads.set(key, now);
}

function rowsOf(state: State, args: Json): number {
  const asked = Number(args.limit ?? DEFAULT_ROWS);
  if (!Number.isInteger(asked) || asked < 1 || asked > MOST_ROWS) throw new SlackError('invalid_limit');
  return Math.min(asked, state.limits.reads?.rows ?? MOST_ROWS);
}

const CURSOR = 'next_ts:';
const cursorTo = (ts: string): string => Buffer.from(CURSOR + ts).toString('base64');
function cursorOf(args: Json): string | undefined {
  const cursor = textOf(args, 'cursor');
  if (cursor === undefined || cursor === '') return undefined;
  const read = Buffer.from(cursor, 'base64').toString();
  if (!read.startsWith(CURSOR)) throw new SlackError('invalid_cursor');
  return read.slice(CURSOR.length);
}

/** Whether a message lies between `oldest` and `latest`, both left out unless `inclusive`. */
function within(args: Json): (message: SlackMessage) => boolean {
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Number.POSITIVE_INFINITY);
  const inclusive = isTrue(args, 'inclusive');
  return ({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  };
}

/** One page from `messages`, which are in the order they are given in, from the one the cursor names. */
function page(state: State, args: Json, messages: SlackMessage[]): Json {
  const from = cursorOf(args);
  const start =
    from === undefined
      ? 0
      : Math.max(
          0,
          messages.findIndex(({ ts }) => ts === from),
        );
  const rows = rowsOf(state, args);
  const next = messages[start + rows];
  const withMetadata = isTrue(args, 'include_all_metadata');
  return {
    messages: messages
      .slice(start, start + rows)
      .map(({ metadata, ...rest }) => (withMetadata && metadata ? { ...rest, metadata } : rest)),
    has_more: next !== undefined,
    response_metadata: { next_cursor: next ? cursorTo(next.ts) : '' },
  };
}

/** The channel to read: the bot is in it, may read it, and has not just done so. */
function readable(state: State, workspace: Workspace, args: Json, method: string): Channel {
  const channel = joinedChannel(workspace, textOf(args, 'channel'));
  needScope(workspace, scopeFor(channel, 'history'));
  takeRead(state, workspace, method);
  return channel;
}

const history: Method = (state, workspace, args) => {
  const channel = readable(state, workspace, args, 'history');
  return page(state, args, shownIn(channel).filter(within(args)).reverse());
};

const replies: Method = (state, workspace, args) => {
  const channel = readable(state, workspace, args, 'replies');
  const ts = threadOf(channel, textOf(args, 'ts') ?? '');
  const parent = channel.messages.find((message) => message.ts === ts);
  const found = repliesOf(channel, ts);
  if (!parent && found.length === 0) throw new SlackError('thread_not_found');
  return page(state, args, [...(parent ? [parent] : []), ...found.filter(within(args))]);
};

const viewOf = (workspace: Workspace, channel: Channel): Json => ({
  id: channel.id,
  name: channel.kind === 'im' ? undefined : channel.name,
  user: channel.kind === 'im' ? [...channel.members].find((member) => member !== workspace.botUser) : undefined,
  is_channel: channel.kind === 'public',
  is_group: channel.kind === 'private',
  is_im: channel.kind === 'im',
  is_private: channel.kind !== 'public',
  is_archived: channel.archived,
  is_member: channel.members.has(workspace.botUser),
  context_team_id: workspace.id,
});

const info: Method = (_state, workspace, args) => {
  const channel = knownChannel(workspace, textOf(args, 'channel'));
  needScope(workspace, scopeFor(channel, 'read'));
  return { channel: viewOf(workspace, channel) };
};

const open: Method = (state, workspace, args) => {
  needScope(workspace, 'im:write');
  const existing = textOf(args, 'channel');
  const user = textOf(args, 'users');
  if (existing === undefined && user === undefined) throw new SlackError('users_list_not_supplied');
  if (existing === undefined && !workspace.users.has(user ?? '')) throw new SlackError('user_not_found');
  const channel = existing === undefined ? openDm(state, workspace, user ?? '') : knownChannel(workspace, existing);
  return { channel: isTrue(args, 'return_im') ? viewOf(workspace, channel) : { id: channel.id } };
};

const join: Method = (state, workspace, args) => {
  needScope(workspace, 'channels:join');
  const channel = knownChannel(workspace, textOf(args, 'channel'));
  if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
  if (channel.archived) throw new SlackError('is_archived');
  channel.members.add(workspace.botUser);
  state.changed();
  return { channel: viewOf(workspace, channel) };
};

export const conversationMethods: Record<string, Method> = {
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.info': info,
  'conversations.open': open,
  'conversations.join': join,
};
