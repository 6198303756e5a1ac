/** What the stand-in remembers, and how its ids and timestamps are made. All of it is gone when the process ends. */
import type { NewChannel, NewWorkspace, RateLimits, StandInOptions } from './interface.ts';
import type { Channel, Json, Organisation, SlackUser, TokenEnd, Workspace } from './types.ts';

/** What a bot is given where a workspace names no scopes: all that the methods here ask for. */
const ALL_SCOPES = [
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
] as const;

const READS = { windowMs: 60_000, rows: 15 };

/** A trigger opens one modal, within three seconds. */
export interface Trigger {
  team: string;
  user: string;
  expiresAt: number;
  used: boolean;
  fromModal: boolean;
}
/** Where a response URL leads: to a message or an ephemeral that was acted on, or only to a channel. */
export interface ResponseUrl {
  team: string;
  user: string;
  channel: string;
  ts?: string;
  ephemeral?: string;
  threadTs?: string;
  usesLeft: number;
  expiresAt: number;
}

/** Of a workspace, or of an organisation. `endsAt`: wall time. */
interface BotToken {
  team: string;
  end: TokenEnd | null;
  endsAt: number;
}

export interface State {
  options: StandInOptions;
  limits: RateLimits;
  appId: string;
  workspaces: Map<string, Workspace>;
  organisations: Map<string, Organisation>;
  /** Every bot token that ever was, with why it no longer works. */
  tokens: Map<string, BotToken>;
  /** Refresh tokens that were not used yet. */
  refreshTokens: Map<string, { place: string }>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  codes: Map<string, { team: string; redirectUri: string; scopes: string[] }>;
  /** Wall time of the last read, by workspace and method. */
  lastReads: Map<string, number>;
  /** Posts in hand and since when, by workspace and channel. */
  postBuckets: Map<string, { left: number; at: number }>;
  nextId(prefix: string): string;
  changed(): void;
  listeners: Set<() => void>;
}

/** Slack's refusal: `{ ok: false, error }`, with what else the answer carries. */
export class SlackError extends Error {
  readonly code: string;
  readonly more: Json;
  readonly retryAfter: number | undefined;
  constructor(code: string, more: Json = {}, retryAfter?: number) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.more = more;
    this.retryAfter = retryAfter;
  }
}

/** Refuses with the problems a validator found, as Slack lists them. */
export function refuseProblems(code: string, problems: string[]): void {
  if (problems.length === 0) return;
  throw new SlackError(code, { response_metadata: { messages: problems.map((found) => `[ERROR] ${found}`) } });
}

export function createState(options: StandInOptions): State {
  let ids = 0;
  const listeners = new Set<() => void>();
  return {
    options,
    limits: { reads: READS, posts: null, ...options.limits },
    appId: options.appId ?? 'A0PARLEY',
    workspaces: new Map(),
    organisations: new Map(),
    tokens: new Map(),
    refreshTokens: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    codes: new Map(),
    lastReads: new Map(),
    postBuckets: new Map(),
    nextId(prefix) {
      ids += 1;
      return prefix + ids.toString(36).toUpperCase().padStart(8, '0');
    },
    changed() {
      for (const listener of listeners) listener();
    },
    listeners,
  };
}

/** Throws where the stand-in was asked for a workspace it does not have: a mistake of who set it up. */
export function workspaceOf(state: State, team: string): Workspace {
  const workspace = state.workspaces.get(team);
  if (!workspace) throw new Error(`the stand-in has no workspace ${team}`);
  return workspace;
}
export function organisationOf(state: State, id: string): Organisation {
  const organisation = state.organisations.get(id);
  if (!organisation) throw new Error(`the stand-in has no organisation ${id}`);
  return organisation;
}
export function channelOf(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (!channel) throw new Error(`workspace ${workspace.id} has no channel ${id}`);
  return channel;
}
export function userOf(workspace: Workspace, id: string): SlackUser {
  const user = workspace.users.get(id);
  if (!user) throw new Error(`workspace ${workspace.id} has no user ${id}`);
  return user;
}

export function addUser(
  state: State,
  workspace: Workspace,
  user: Pick<SlackUser, 'id' | 'name'> & Partial<SlackUser>,
): SlackUser {
  const added = { realName: user.name, zone: 'Asia/Bangkok', locale: 'en-US', isBot: false, ...user };
  workspace.users.set(added.id, added);
  state.changed();
  return added;
}

export function addChannel(state: State, workspace: Workspace, given: NewChannel): Channel {
  const people = [...workspace.users.values()].filter(({ isBot }) => !isBot).map(({ id }) => id);
  const members = new Set(given.members ?? people);
  if (given.botIsMember ?? true) members.add(workspace.botUser);
  const kind = given.private ? 'private' : 'public';
  return keepChannel(state, workspace, { id: given.id, name: given.name, kind, members });
}

function keepChannel(
  state: State,
  workspace: Workspace,
  given: Pick<Channel, 'id' | 'name' | 'kind' | 'members'>,
): Channel {
  const channel: Channel = { ...given, archived: false, messages: [], ephemerals: [], lastTs: 0 };
  workspace.channels.set(channel.id, channel);
  state.changed();
  return channel;
}

/** The direct messages of a user with the bot, opened at the first call. Their id follows from the user's. */
export function openDm(state: State, workspace: Workspace, user: string): Channel {
  const id = `D${user.slice(1)}`;
  const members = new Set([user, workspace.botUser]);
  return (
    workspace.channels.get(id) ?? keepChannel(state, workspace, { id, name: 'directmessage', kind: 'im', members })
  );
}

export function addWorkspace(state: State, given: NewWorkspace): Workspace {
  // An organisation's bot is one user in all its workspaces.
  const suffix = (given.organisation ?? given.id).slice(1);
  const name = given.name ?? `Workspace ${given.id}`;
  const workspace: Workspace = {
    id: given.id,
    organisation: given.organisation ?? null,
    name,
    domain: given.id.toLowerCase(),
    botToken: '',
    botId: `B${suffix}`,
    botUser: `U${suffix}BOT`,
    scopes: new Set(given.scopes ?? ALL_SCOPES),
    users: new Map(),
    channels: new Map(),
    modals: new Map(),
    homes: new Map(),
  };
  state.workspaces.set(workspace.id, workspace);
  addUser(state, workspace, { id: workspace.botUser, name: 'parley', realName: 'Parley', isBot: true });
  for (const user of given.users ?? []) addUser(state, workspace, user);
  for (const channel of given.channels ?? []) addChannel(state, workspace, channel);
  if (given.botToken !== undefined) giveToken(state, workspace, given.botToken);
  return workspace;
}

/** Makes this the bot token of the workspace or organisation. It ends after the seconds of the rotation, where there is one. */
export function giveToken(state: State, place: Workspace | Organisation, token: string): void {
  const { rotation, wallClock } = state.options;
  place.botToken = token;
  const endsAt = rotation ? wallClock.now() + rotation.seconds * 1_000 : Number.POSITIVE_INFINITY;
  state.tokens.set(token, { team: place.id, end: null, endsAt });
}

/** Ends every bot token of the workspace or organisation; calls with one are refused with `end` from now on. */
export function endToken(state: State, place: Workspace | Organisation, end: TokenEnd): void {
  for (const token of state.tokens.values()) if (token.team === place.id) token.end = end;
  for (const [refresh, { place: of }] of state.refreshTokens) if (of === place.id) state.refreshTokens.delete(refresh);
}

/** The organisation whose installation serves this workspace; null where it has one of its own, or none. */
export function servingOrganisation(state: State, { organisation: id, id: team }: Workspace): Organisation | null {
  const organisation = id === null ? undefined : state.organisations.get(id);
  return organisation && organisation.botToken !== '' && organisation.teams.has(team) ? organisation : null;
}

/** Slack's timestamp: seconds and six digits. */
export const tsOf = (microseconds: number): string =>
  `${Math.floor(microseconds / 1_000_000)}.${String(microseconds % 1_000_000).padStart(6, '0')}`;

/** The next `ts` in a channel: now, or just after the last one. */
export function nextTs(state: State, channel: Channel): string {
  channel.lastTs = Math.max(state.options.clock.now() * 1_000, channel.lastTs + 100);
  return tsOf(channel.lastTs);
}
