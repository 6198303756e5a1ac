/** What the stand-in offers: how it is set up, what a person in Slack can do, and what an administrator can. */
import type { Clock } from '../../src/application/ports/clock.ts';
import type {
  Ack,
  Channel,
  Delivery,
  Ephemeral,
  Json,
  OpenModal,
  PostedMessage,
  Sender,
  SlackMessage,
  SlackUser,
  SlackView,
  Workspace,
} from './types.ts';

export interface RateLimits {
  /** For `conversations.history` and `.replies`, one call each per workspace and window; null: none. */
  reads: { windowMs: number; rows: number } | null;
  /** For `chat.postMessage`, per channel: so many at once, then one more each `everyMs`; null: none. */
  posts: { burst: number; everyMs: number } | null;
}

export interface StandInOptions {
  /** Where the stand-in is reached, without a slash at the end; response URLs begin with it. */
  baseUrl: () => string;
  /** The time that messages show. */
  clock: Clock;
  /** The time that triggers, response URLs and limits run by. */
  wallClock: Clock;
  limits?: Partial<RateLimits>;
  appId?: string;
  /** `xapp-…`; where given, `apps.connections.open` takes it and nothing else. */
  appToken?: string;
  /** Where Socket Mode connects; without it the stand-in has no Socket Mode. */
  socketUrl?: () => string;
  oauth?: { clientId: string; clientSecret: string };
  /** Tokens that OAuth gives end after so many seconds, and are exchanged for the next by a refresh token that works once. */
  rotation?: { seconds: number };
}

/** An HTTP request, whole. Header names are in lower case. */
export interface SlackRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string | undefined>;
  body: string;
}
export interface SlackAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Where something to press stands: a message (any copy of it will do), an ephemeral, the person's Home or modal. */
export type Place = { channel: string; ts: string } | { ephemeral: string } | 'home' | 'modal';

export interface PressOptions {
  /** Needed where several blocks hold the same action. */
  blockId?: string;
  /** An older copy of the message: its button is pressed, as by a person whose screen is behind. */
  stale?: SlackMessage;
}

/** What a person enters, by block; by action inside where a block has several. Options are named by their value. */
export type Entry = string | string[] | null;
export type Entries = Record<string, Entry | Record<string, Entry>>;

/** A person in Slack. What they cannot do in Slack (press what is not there) throws. */
export interface Person {
  press(place: Place, actionId: string, options?: PressOptions): Promise<Ack>;
  /** Picks in a select, radio group, date picker or the like, which Slack tells the bot at once. */
  choose(place: Place, actionId: string, entry: Entry, options?: PressOptions): Promise<Ack>;
  /** Types into the open modal; tells the bot only of inputs that ask for it with `dispatch_action`. */
  fill(entries: Entries): Promise<void>;
  /** Fills and submits the open modal. Throws `FormRefused` for what Slack's own form does not let through. */
  submit(entries?: Entries): Promise<Ack>;
  /** Closes the open modal; the ack of `view_closed` where the bot asked to be told. */
  closeModal(): Promise<Ack | null>;
  slash(text: string, channel: string, command?: string): Promise<Ack>;
  openHome(tab?: 'home' | 'messages'): Promise<Ack>;
  say(channel: string, text: string, options?: { threadTs?: string }): PostedMessage;
  deleteMessage(channel: string, ts: string): Promise<Ack>;
  /** The channel as it is shown: parents and broadcast replies, oldest first. */
  messages(channel: string): PostedMessage[];
  /** The parent and its replies, oldest first. */
  thread(channel: string, ts: string): PostedMessage[];
  /** What only this person sees, oldest first. */
  ephemerals(channel?: string): Ephemeral[];
  modal(): OpenModal | null;
  home(): SlackView | null;
  /** The id of this person's direct messages with the bot. */
  dm(): string;
}

/** What one person's Slack shows: plain JSON. */
export interface SlackSnapshot {
  team: { id: string; name: string };
  user: { id: string; name: string };
  bot: { user: string; name: string };
  users: Record<string, string>;
  channels: SnapshotChannel[];
  modal: OpenModal | null;
  home: SlackView | null;
}
export interface SnapshotChannel {
  id: string;
  name: string;
  kind: Channel['kind'];
  archived: boolean;
  messages: (SlackMessage & { replies: SlackMessage[] })[];
  ephemerals: Ephemeral[];
}

/** `E…`. The app is let into those of its workspaces that are named when it is installed for all of it. */
export interface NewOrganisation {
  id: string;
  name?: string;
  teams: readonly string[];
  /** Where it was let in already. */
  botToken?: string;
}

export interface NewWorkspace {
  id: string;
  name?: string;
  /** The organisation it belongs to. */
  organisation?: string;
  /** `xoxb-…`; where the app is yet to be installed, leave it out and let OAuth make one. */
  botToken?: string;
  scopes?: readonly string[];
  users?: (Pick<SlackUser, 'id' | 'name'> & Partial<SlackUser>)[];
  channels?: NewChannel[];
}
export interface NewChannel {
  id: string;
  name: string;
  private?: boolean;
  /** True unless told otherwise. */
  botIsMember?: boolean;
  /** All the workspace's people unless told otherwise. */
  members?: readonly string[];
}

/** A Slack in memory. */
export interface SlackStandIn {
  addOrganisation(organisation: NewOrganisation): void;
  addWorkspace(workspace: NewWorkspace): Workspace;
  addChannel(team: string, channel: NewChannel): Channel;
  addUser(team: string, user: Pick<SlackUser, 'id' | 'name'> & Partial<SlackUser>): SlackUser;
  workspace(team: string): Workspace;
  person(team: string, user: string): Person;
  /** The workspace or organisation a bot token belongs to, whether or not it still works. */
  teamOf(token: string | null): string | null;

  /** Answers what the bot asks: Web API, response URLs, OAuth. */
  handle(request: SlackRequest): SlackAnswer;

  /** How deliveries reach the bot from now on. Before that they are lost. */
  sendWith(sender: Sender): void;
  /** Sends what is given and keeps it in `deliveries`. */
  send(delivery: Delivery): Promise<Ack>;
  /** Wraps an event in the envelope Slack sends it in. */
  event(team: string, event: Json): Delivery;
  /** The latest deliveries with their acks, oldest first. */
  readonly deliveries: readonly (Delivery & { ack: Ack })[];

  /** What an administrator does. Each tells the bot, as Slack does; the ack is the bot's. */
  archive(team: string, channel: string): Promise<Ack>;
  unarchive(team: string, channel: string): Promise<Ack>;
  inviteBot(team: string, channel: string): Promise<Ack>;
  removeBot(team: string, channel: string): Promise<Ack>;
  revokeToken(team: string): Promise<Ack>;
  uninstall(team: string): Promise<Ack>;
  /** Of an organisation. The bot hears it as from one of its workspaces. */
  uninstallOrganisation(organisation: string): Promise<Ack>;
  /** Lets the organisation's app into a workspace, or out of it. */
  grantTeam(team: string, granted: boolean): Promise<Ack>;
  /** Asks the request URL to prove itself, as when it is entered in Slack's settings. */
  verifyUrl(challenge: string): Promise<Ack>;

  /** Calls back after each change; gives the function that ends it. */
  onChange(listener: () => void): () => void;
  snapshot(team: string, user: string): SlackSnapshot;
}

/** What Slack's own form does not let through: the messages it shows, by block. */
export class FormRefused extends Error {
  readonly errors: Record<string, string>;
  constructor(errors: Record<string, string>) {
    super(`Slack does not submit this form: ${JSON.stringify(errors)}`);
    this.name = 'FormRefused';
    this.errors = errors;
  }
}
