/** What Slack puts on the wire when a person does something: interactions, commands and event envelopes. */
import { posted } from './messages.ts';
import { newResponseUrl } from './response-urls.ts';
import { type State, servingOrganisation, tsOf } from './state.ts';
import type {
  Channel,
  Delivery,
  Ephemeral,
  Json,
  SlackMessage,
  SlackUser,
  SlackView,
  StateValues,
  Workspace,
} from './types.ts';
import { newTrigger } from './views.ts';

/** The verification token that Slack sends beside its signature; long deprecated, still there. */
const TOKEN = 'verification-token';
const COMMAND = '/parley';

/** Who does something, and where all of it is kept. */
export interface Scene {
  state: State;
  workspace: Workspace;
  user: SlackUser;
}

/** Where an action was taken. */
export type Acted =
  | { kind: 'message'; channel: Channel; message: SlackMessage; values: StateValues }
  | { kind: 'ephemeral'; channel: Channel; ephemeral: Ephemeral; values: StateValues }
  | { kind: 'view'; view: SlackView };

/** Names of conversations as payloads give them: only public channels are named. */
const nameOf = ({ kind, name }: Channel): string =>
  ({ public: name, private: 'privategroup', im: 'directmessage' })[kind];

/** Of an installation for a whole organisation Slack names that, and no workspace. */
function placeOf(state: State, workspace: Workspace): Json {
  const organisation = servingOrganisation(state, workspace);
  if (!organisation) {
    const team = { id: workspace.id, domain: workspace.domain };
    return { team, enterprise: null, is_enterprise_install: false };
  }
  return { team: null, enterprise: { id: organisation.id, name: organisation.name }, is_enterprise_install: true };
}

const interaction = ({ state, workspace, user }: Scene, type: string): Json => ({
  type,
  ...placeOf(state, workspace),
  user: { id: user.id, username: user.name, name: user.name, team_id: workspace.id },
  api_app_id: state.appId,
  token: TOKEN,
});

const eventTime = (state: State): string => tsOf(state.options.clock.now() * 1_000);

/** The part of a payload that says where the button stood. */
function whereabouts({ state, workspace, user }: Scene, acted: Acted): Json {
  if (acted.kind === 'view') return { container: { type: 'view', view_id: acted.view.id }, view: acted.view };
  const { channel, values } = acted;
  const isEphemeral = acted.kind === 'ephemeral';
  const ts = isEphemeral ? acted.ephemeral.id : acted.message.ts;
  const threadTs = isEphemeral ? acted.ephemeral.thread_ts : acted.message.thread_ts;
  const target = {
    team: workspace.id,
    user: user.id,
    channel: channel.id,
    threadTs: threadTs === ts ? undefined : threadTs,
  };
  const original = isEphemeral ? { ephemeral: ts } : { ts };
  const container = {
    type: 'message',
    message_ts: ts,
    channel_id: channel.id,
    is_ephemeral: isEphemeral,
    thread_ts: threadTs,
  };
  const { channel: _, ...message } = isEphemeral ? { channel: '' } : posted(channel, acted.message);
  return {
    container,
    channel: { id: channel.id, name: nameOf(channel) },
    ...(isEphemeral ? {} : { message }),
    state: { values },
    response_url: newResponseUrl(state, { ...target, ...original }),
  };
}

/** A `block_actions` payload: one action of one person. `action` is the element with what was done to it. */
export function blockActions(scene: Scene, acted: Acted, action: Json): Delivery {
  const { state, workspace, user } = scene;
  const fromModal = acted.kind === 'view' && acted.view.type === 'modal';
  const body = {
    ...interaction(scene, 'block_actions'),
    ...whereabouts(scene, acted),
    trigger_id: newTrigger(state, workspace.id, user.id, fromModal),
    actions: [{ ...action, action_ts: eventTime(state) }],
  };
  return { kind: 'interactive', body: structuredClone(body) };
}

export function viewSubmission(scene: Scene, view: SlackView): Delivery {
  const { state, workspace, user } = scene;
  const body = {
    ...interaction(scene, 'view_submission'),
    trigger_id: newTrigger(state, workspace.id, user.id),
    view,
    response_urls: [],
  };
  return { kind: 'interactive', body: structuredClone(body) };
}

export function viewClosed(scene: Scene, view: SlackView): Delivery {
  const body = { ...interaction(scene, 'view_closed'), view, is_cleared: view.clear_on_close === true };
  return { kind: 'interactive', body: structuredClone(body) };
}

export function slashCommand(
  { state, workspace, user }: Scene,
  channel: Channel,
  text: string,
  command = COMMAND,
): Delivery {
  const organisation = servingOrganisation(state, workspace);
  const body = {
    token: TOKEN,
    team_id: workspace.id,
    team_domain: workspace.domain,
    channel_id: channel.id,
    channel_name: nameOf(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: state.appId,
    ...(organisation ? { enterprise_id: organisation.id, enterprise_name: organisation.name } : {}),
    is_enterprise_install: String(organisation !== null),
    response_url: newResponseUrl(state, { team: workspace.id, user: user.id, channel: channel.id }),
    trigger_id: newTrigger(state, workspace.id, user.id),
  };
  return { kind: 'command', body };
}

/** Wraps an event, which gets its `event_ts` here. */
export function eventEnvelope(state: State, workspace: Workspace, event: Json): Delivery {
  const organisation = servingOrganisation(state, workspace);
  const authorization = {
    enterprise_id: organisation?.id ?? null,
    team_id: organisation ? null : workspace.id,
    user_id: workspace.botUser,
  };
  const body = {
    token: TOKEN,
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: organisation?.id ?? null,
    ...(organisation ? { enterprise_id: organisation.id } : {}),
    api_app_id: state.appId,
    event: { event_ts: eventTime(state), ...event },
    type: 'event_callback',
    event_id: state.nextId('Ev'),
    event_time: Math.floor(state.options.clock.now() / 1_000),
    authorizations: [{ ...authorization, is_bot: true, is_enterprise_install: organisation !== null }],
    is_ext_shared_channel: false,
  };
  return { kind: 'event', body: structuredClone(body) };
}
