/** Messages in channels: posting, changing, deleting, and reading them as Slack shows them. */
import { nextTs, type State } from './state.ts';
import type {
  Channel,
  Ephemeral,
  MessageMetadata,
  PostedMessage,
  SlackBlock,
  SlackMessage,
  Workspace,
} from './types.ts';

const SLACKBOT = 'USLACKBOT';

export interface MessageContent {
  text: string;
  blocks?: SlackBlock[];
  metadata?: MessageMetadata;
}
interface Draft extends MessageContent {
  /** The bot's user or a person. */
  user: string;
  threadTs?: string;
  broadcast?: boolean;
}

/** Blocks with the `block_id` that Slack gives to those without. */
export const withBlockIds = (state: State, blocks: SlackBlock[]): SlackBlock[] =>
  blocks.map((block) => ({ ...block, block_id: block.block_id ?? state.nextId('b') }));

export const find = (channel: Channel, ts: string): SlackMessage | undefined =>
  channel.messages.findLast((message) => message.ts === ts);

const isReply = ({ ts, thread_ts }: SlackMessage): boolean => thread_ts !== undefined && thread_ts !== ts;
/** Shown in the channel itself: everything but replies that were not broadcast. */
const isInChannel = (message: SlackMessage): boolean => !isReply(message) || message.subtype === 'thread_broadcast';

/** Parents and broadcast replies, oldest first. */
export const shownIn = (channel: Channel): SlackMessage[] => channel.messages.filter(isInChannel);

/** The replies of a thread, oldest first, without the parent. */
export const repliesOf = (channel: Channel, parentTs: string): SlackMessage[] =>
  channel.messages.filter((message) => isReply(message) && message.thread_ts === parentTs);

/** The thread a message belongs to: its parent's `ts`, its own where it is none. */
export const threadOf = (channel: Channel, ts: string): string => find(channel, ts)?.thread_ts ?? ts;

export const posted = (channel: Channel, message: SlackMessage): PostedMessage =>
  structuredClone({ ...message, channel: channel.id });

function countReplies(channel: Channel, parentTs: string): void {
  const parent = find(channel, parentTs);
  if (!parent) return;
  const replies = repliesOf(channel, parentTs);
  parent.thread_ts = replies.length > 0 ? parent.ts : undefined;
  parent.reply_count = replies.length > 0 ? replies.length : undefined;
  parent.latest_reply = replies.at(-1)?.ts;
}

export function post(state: State, workspace: Workspace, channel: Channel, draft: Draft): SlackMessage {
  const message: SlackMessage = {
    type: 'message',
    ts: nextTs(state, channel),
    team: workspace.id,
    user: draft.user,
    text: draft.text,
  };
  if (draft.user === workspace.botUser) Object.assign(message, { bot_id: workspace.botId, app_id: state.appId });
  if (draft.blocks) message.blocks = withBlockIds(state, draft.blocks);
  if (draft.metadata?.event_type) message.metadata = draft.metadata;
  if (draft.threadTs !== undefined) message.thread_ts = draft.threadTs;
  if (draft.threadTs !== undefined && draft.broadcast) message.subtype = 'thread_broadcast';
  channel.messages.push(message);
  if (draft.threadTs !== undefined) countReplies(channel, draft.threadTs);
  state.changed();
  return message;
}

/** Replaces what the message says. Without `metadata` it keeps what it has; an empty one removes it. */
export function change(state: State, workspace: Workspace, message: SlackMessage, content: MessageContent): void {
  message.text = content.text;
  message.blocks = content.blocks && withBlockIds(state, content.blocks);
  if (content.metadata) message.metadata = content.metadata.event_type ? content.metadata : undefined;
  message.edited = { user: workspace.botUser, ts: `${Math.floor(state.options.clock.now() / 1_000)}.000000` };
  state.changed();
}

/** Deletes a message. A parent with replies leaves a tombstone that holds its thread. */
export function remove(state: State, channel: Channel, message: SlackMessage): void {
  if (message.reply_count) {
    const { type, ts, team, thread_ts, reply_count, latest_reply } = message;
    const tombstone: SlackMessage = {
      ...{ type, ts, team, thread_ts, reply_count, latest_reply },
      user: SLACKBOT,
      subtype: 'tombstone',
      text: 'This message was deleted.',
    };
    channel.messages[channel.messages.indexOf(message)] = tombstone;
  } else {
    channel.messages.splice(channel.messages.indexOf(message), 1);
    if (message.thread_ts !== undefined) countReplies(channel, message.thread_ts);
  }
  state.changed();
}

/** Shows one person something in a channel. */
export function whisper(
  state: State,
  channel: Channel,
  draft: Pick<Ephemeral, 'user' | 'from' | 'text'> & { blocks?: SlackBlock[]; threadTs?: string },
): Ephemeral {
  const ephemeral: Ephemeral = {
    id: nextTs(state, channel),
    channel: channel.id,
    user: draft.user,
    from: draft.from,
    text: draft.text,
  };
  if (draft.blocks) ephemeral.blocks = withBlockIds(state, draft.blocks);
  if (draft.threadTs !== undefined) ephemeral.thread_ts = draft.threadTs;
  channel.ephemerals.push(ephemeral);
  state.changed();
  return ephemeral;
}
