/**
 * The words of the Slack stand-in: a small Slack in memory that speaks Slack's protocols in both directions, so that the
 * real client and the real bot need not know that it is not Slack.
 *
 * Glossary
 * - workspace: a team (`T…`) with its users, channels and the bot that was let in. Everything belongs to one.
 * - message: kept in the shape Slack puts on the wire, so what a test reads is what the bot would read.
 * - ephemeral: a message that one person sees in a channel; it has no history.
 * - view: a modal (a stack of at most three per person) or a person's Home.
 * - trigger: what an interaction hands the bot so that it may open a modal, once, within three seconds.
 * - delivery: something Slack tells the bot. Its ack is the bot's answer, and may change what the person sees.
 *
 * Times are milliseconds since the epoch; a `ts` is Slack's own: seconds, a dot, six digits, unique and rising per channel.
 */
export type Json = Record<string, unknown>;

/** A block of Block Kit as the bot sent it, with the `block_id` Slack gives where the bot gave none. */
export interface SlackBlock extends Json {
  type: string;
  block_id?: string;
}

export interface MessageMetadata {
  event_type: string;
  event_payload: Json;
}

export interface SlackMessage {
  type: 'message';
  ts: string;
  team: string;
  /** The sender: the bot's user, or a person. */
  user: string;
  text: string;
  subtype?: 'thread_broadcast' | 'tombstone';
  bot_id?: string;
  app_id?: string;
  blocks?: SlackBlock[];
  metadata?: MessageMetadata;
  /** The parent's `ts`, on replies and on a parent that has any. */
  thread_ts?: string;
  reply_count?: number;
  latest_reply?: string;
  edited?: { user: string; ts: string };
}

/** A message with where it stands, which the wire says beside it. */
export interface PostedMessage extends SlackMessage {
  channel: string;
}

export interface Ephemeral {
  id: string;
  channel: string;
  /** Who sees it. */
  user: string;
  /** `slackbot` where Slack itself speaks, for example of a command that failed. */
  from: 'bot' | 'slackbot';
  text: string;
  blocks?: SlackBlock[];
  thread_ts?: string;
}

/** What a person entered, by block and action, in the shape of `state.values`. */
export type StateValues = Record<string, Record<string, Json>>;

export interface SlackView extends Json {
  id: string;
  type: 'modal' | 'home';
  team_id: string;
  blocks: SlackBlock[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  hash: string;
  state: { values: StateValues };
  root_view_id: string;
  previous_view_id: string | null;
  title?: Json;
  submit?: Json | null;
  close?: Json | null;
  notify_on_close?: boolean;
  clear_on_close?: boolean;
}

/** An open modal as its person sees it. */
export interface OpenModal {
  view: SlackView;
  /** What the bot refused at the last submission, by block. */
  errors: Record<string, string>;
  /** What Slack itself says above the form where the bot could not be reached or answered wrongly. */
  notice: string | null;
}

export interface SlackUser {
  id: string;
  name: string;
  realName: string;
  zone: string;
  locale: string;
  isBot: boolean;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  archived: boolean;
  /** User ids, the bot's included where it was invited. */
  members: Set<string>;
  /** Oldest first; replies and broadcasts included. */
  messages: SlackMessage[];
  ephemerals: Ephemeral[];
  /** Microseconds of the last `ts`. */
  lastTs: number;
}

/** Why a token no longer opens the door: Slack's error code. */
export type TokenEnd = 'token_revoked' | 'account_inactive';

/** An organisation with several workspaces. `botToken`: of an installation for all of it; '' where there is none. */
export interface Organisation {
  id: string;
  name: string;
  botToken: string;
  /** The workspaces that the app was let into. */
  teams: Set<string>;
}

export interface Workspace {
  id: string;
  /** The organisation it belongs to. */
  organisation: string | null;
  name: string;
  domain: string;
  botToken: string;
  botId: string;
  botUser: string;
  scopes: Set<string>;
  users: Map<string, SlackUser>;
  channels: Map<string, Channel>;
  /** Modal stacks by user, the visible view last. */
  modals: Map<string, OpenModal[]>;
  homes: Map<string, SlackView>;
}

/** What Slack sends: the body by kind. `event` bodies are whole envelopes. */
export interface Delivery {
  kind: 'interactive' | 'command' | 'event';
  body: Json;
  retry?: { num: number; reason: string };
}

/** The bot's answer to a delivery. */
export interface Ack {
  /** HTTP status; 0 where no answer came in time, or none could. */
  status: number;
  body: string;
  /** How long the bot took. */
  milliseconds: number;
  /** What went wrong, in Slack's word, such as `operation_timeout`. */
  error?: string;
}

/** How deliveries reach the bot. Never rejects: what goes wrong is in the ack. */
export type Sender = (delivery: Delivery) => Promise<Ack>;
