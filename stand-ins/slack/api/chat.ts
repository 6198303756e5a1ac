/** `chat.*`: what the bot posts, changes and deletes. */
import { LONGEST_POSTED_TEXT, LONGEST_UPDATED_TEXT, problemsOfBlocks, problemsOfMetadata } from '../limits.ts';
import { change, find, type MessageContent, post, remove, whisper } from '../messages.ts';
import { openDm, refuseProblems, SlackError, type State } from '../state.ts';
import type { Channel, Json, MessageMetadata, SlackBlock, SlackMessage, Workspace } from '../types.ts';
import { botIsIn, isTrue, joinedChannel, knownChannel, type Method, needScope, textOf } from './call.ts';

/** Reads what a message is to say. Throws for what Slack would refuse; `longest` is of its text. */
export function contentOf(args: Json, longest: number): MessageContent {
  const text = textOf(args, 'text') ?? '';
  const blocks = Array.isArray(args.blocks) && args.blocks.length > 0 ? (args.blocks as SlackBlock[]) : undefined;
  if (args.blocks !== undefined && !Array.isArray(args.blocks)) throw new SlackError('invalid_blocks_format');
  if (text === '' && !blocks) throw new SlackError('no_text');
  if (text.length > longest) throw new SlackError('msg_too_long');
  if (blocks) refuseProblems('invalid_blocks', problemsOfBlocks(blocks));
  const problems = args.metadata === undefined ? [] : problemsOfMetadata(args.metadata);
  refuseProblems(
    problems.some((found) => found.includes('characters')) ? 'metadata_too_large' : 'invalid_metadata_format',
    problems,
  );
  return { text, blocks, metadata: args.metadata as MessageMetadata | undefined };
}

/** A bucket per channel that fills up with time. Throws `ratelimited` where it is empty. */
function takePost(state: State, workspace: Workspace, channel: Channel): void {
  const { posts } = state.limits;
  if (!posts) return;
  const key = `${workspace.id}/${channel.id}`;
  const now = state.options.wallClock.now();
  const before = state.postBuckets.get(key) ?? { left: posts.burst, at: now };
  const left = Math.min(posts.burst, before.left + (now - before.at) / posts.everyMs);
  if (left < 1) throw new SlackError('ratelimited', {}, Math.max(1, Math.ceil(((1 - left) * posts.everyMs) / 1_000)));
  state.postBuckets.set(key, { left: left - 1, at: now });
}

/** Where to post: a channel, or a person's direct messages by the person's id. */
function target(state: State, workspace: Workspace, id: string | undefined): Channel {
  if (id !== undefined && workspace.users.has(id)) return openDm(state, workspace, id);
  const channel = knownChannel(workspace, id);
  const mayPost = botIsIn(workspace, channel) || workspace.scopes.has('chat:write.public');
  if (!mayPost) throw new SlackError('not_in_channel');
  if (channel.archived) throw new SlackError('is_archived');
  return channel;
}

/** The parent a reply names. One that was never there is taken, as Slack does; a reply is no parent. */
function parentTs(channel: Channel, args: Json): string | undefined {
  const ts = textOf(args, 'thread_ts');
  if (ts === undefined) return undefined;
  if (!/^\d+\.\d{6}$/u.test(ts)) throw new SlackError('invalid_thread_ts');
  const parent = find(channel, ts);
  if (parent?.thread_ts !== undefined && parent.thread_ts !== ts) throw new SlackError('cannot_reply_to_message');
  return ts;
}

const postMessage: Method = (state, workspace, args) => {
  needScope(workspace, 'chat:write');
  const channel = target(state, workspace, textOf(args, 'channel'));
  const content = contentOf(args, LONGEST_POSTED_TEXT);
  const threadTs = parentTs(channel, args);
  takePost(state, workspace, channel);
  const broadcast = isTrue(args, 'reply_broadcast');
  const message = post(state, workspace, channel, { user: workspace.botUser, ...content, threadTs, broadcast });
  return { channel: channel.id, ts: message.ts, message };
};

/** The bot's own message. Throws `message_not_found` or `refusal`. */
function ownMessage(workspace: Workspace, channel: Channel, args: Json, refusal: string): SlackMessage {
  const message = find(channel, textOf(args, 'ts') ?? '');
  if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
  if (message.user !== workspace.botUser) throw new SlackError(refusal);
  return message;
}

const update: Method = (state, workspace, args) => {
  needScope(workspace, 'chat:write');
  const channel = knownChannel(workspace, textOf(args, 'channel'));
  if (channel.archived) throw new SlackError('is_inactive');
  const message = ownMessage(workspace, channel, args, 'cant_update_message');
  change(state, workspace, message, contentOf(args, LONGEST_UPDATED_TEXT));
  return { channel: channel.id, ts: message.ts, text: message.text, message };
};

const deleteMessage: Method = (state, workspace, args) => {
  needScope(workspace, 'chat:write');
  const channel = knownChannel(workspace, textOf(args, 'channel'));
  const message = ownMessage(workspace, channel, args, 'cant_delete_message');
  remove(state, channel, message);
  return { channel: channel.id, ts: message.ts };
};

const postEphemeral: Method = (state, workspace, args) => {
  needScope(workspace, 'chat:write');
  const channel = joinedChannel(workspace, textOf(args, 'channel'));
  if (channel.archived) throw new SlackError('is_archived');
  const user = textOf(args, 'user') ?? '';
  if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
  const { text, blocks } = contentOf(args, LONGEST_POSTED_TEXT);
  const threadTs = textOf(args, 'thread_ts');
  return { message_ts: whisper(state, channel, { user, from: 'bot', text, blocks, threadTs }).id };
};

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': deleteMessage,
  'chat.postEphemeral': postEphemeral,
};
