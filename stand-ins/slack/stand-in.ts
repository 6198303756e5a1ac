/** Puts the stand-in together: the Web API on one side, people and administrators on the other. */
import { answer } from './api/answer.ts';
import type { SlackSnapshot, SlackStandIn, StandInOptions } from './interface.ts';
import { repliesOf, shownIn } from './messages.ts';
import { eventEnvelope } from './payloads.ts';
import { createPerson } from './person.ts';
import {
  addChannel,
  addUser,
  addWorkspace,
  channelOf,
  createState,
  endToken,
  giveToken,
  organisationOf,
  type State,
  userOf,
  workspaceOf,
} from './state.ts';
import type { Ack, Channel, Delivery, Json, Sender, Workspace } from './types.ts';
import { topModal } from './views.ts';

const DELIVERIES_KEPT = 500;
const ADMIN = 'USLACKADMIN';

const unreachable: Sender = async () => ({ status: 0, body: '', milliseconds: 0, error: 'dispatch_failed' });

/** What `user` sees, oldest first. */
function snapshotOf(state: State, team: string, userId: string): SlackSnapshot {
  const workspace = workspaceOf(state, team);
  const user = userOf(workspace, userId);
  const bot = userOf(workspace, workspace.botUser);
  const channels = [...workspace.channels.values()]
    .filter(({ members }) => members.has(userId))
    .map((channel) => ({
      id: channel.id,
      name: channel.name,
      kind: channel.kind,
      archived: channel.archived,
      messages: shownIn(channel).map((message) => ({ ...message, replies: repliesOf(channel, message.ts) })),
      ephemerals: channel.ephemerals.filter((ephemeral) => ephemeral.user === userId),
    }));
  return structuredClone({
    team: { id: workspace.id, name: workspace.name },
    user: { id: user.id, name: user.realName },
    bot: { user: bot.id, name: bot.realName },
    users: Object.fromEntries([...workspace.users.values()].map(({ id, realName }) => [id, realName])),
    channels,
    modal: topModal(workspace, userId),
    home: workspace.homes.get(userId) ?? null,
  });
}

export function createStandIn(options: StandInOptions): SlackStandIn {
  const state = createState(options);
  const deliveries: (Delivery & { ack: Ack })[] = [];
  let sender = unreachable;

  async function send(delivery: Delivery): Promise<Ack> {
    const ack = await sender(delivery);
    deliveries.push({ ...delivery, ack });
    if (deliveries.length > DELIVERIES_KEPT) deliveries.shift();
    return ack;
  }
  const tell = (workspace: Workspace, event: Json): Promise<Ack> => send(eventEnvelope(state, workspace, event));

  /** Changes a channel and tells the bot what became of it. */
  function changeChannel(
    team: string,
    channelId: string,
    change: (channel: Channel, workspace: Workspace) => Json,
  ): Promise<Ack> {
    const workspace = workspaceOf(state, team);
    const event = change(channelOf(workspace, channelId), workspace);
    state.changed();
    return tell(workspace, { ...event, channel: channelId });
  }
  const archived = (team: string, channelId: string, value: boolean): Promise<Ack> =>
    changeChannel(team, channelId, (channel) => {
      channel.archived = value;
      return { type: value ? 'channel_archive' : 'channel_unarchive', user: ADMIN };
    });
  const revoked = (workspace: Workspace): Promise<Ack> =>
    tell(workspace, { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUser] } });

  return {
    addOrganisation({ id, name = `Organisation ${id}`, teams, botToken }) {
      const organisation = { id, name, botToken: '', teams: new Set(teams) };
      state.organisations.set(id, organisation);
      if (botToken !== undefined) giveToken(state, organisation, botToken);
    },
    addWorkspace: (workspace) => addWorkspace(state, workspace),
    addChannel: (team, channel) => addChannel(state, workspaceOf(state, team), channel),
    addUser: (team, user) => addUser(state, workspaceOf(state, team), user),
    workspace: (team) => workspaceOf(state, team),
    person(team, user) {
      const workspace = workspaceOf(state, team);
      return createPerson({ state, workspace, user: userOf(workspace, user) }, send);
    },
    teamOf: (token) => (token === null ? undefined : state.tokens.get(token)?.team) ?? null,
    handle: (request) => answer(state, request),
    sendWith(next) {
      sender = next;
    },
    send,
    event: (team, event) => eventEnvelope(state, workspaceOf(state, team), event),
    deliveries,
    archive: (team, channel) => archived(team, channel, true),
    unarchive: (team, channel) => archived(team, channel, false),
    inviteBot: (team, channelId) =>
      changeChannel(team, channelId, ({ members }, { botUser }) => {
        members.add(botUser);
        return { type: 'member_joined_channel', user: botUser, channel_type: 'C', team, inviter: ADMIN };
      }),
    removeBot: (team, channelId) =>
      changeChannel(team, channelId, ({ members }, { botUser }) => {
        members.delete(botUser);
        return { type: 'channel_left', actor_id: ADMIN };
      }),
    revokeToken(team) {
      const workspace = workspaceOf(state, team);
      endToken(state, workspace, 'token_revoked');
      return revoked(workspace);
    },
    async uninstall(team) {
      const workspace = workspaceOf(state, team);
      endToken(state, workspace, 'account_inactive');
      await revoked(workspace);
      return tell(workspace, { type: 'app_uninstalled' });
    },
    async uninstallOrganisation(id) {
      const organisation = organisationOf(state, id);
      const [team = ''] = organisation.teams;
      const workspace = workspaceOf(state, team);
      const uninstalled = eventEnvelope(state, workspace, { type: 'app_uninstalled' });
      const ack = revoked(workspace);
      endToken(state, organisation, 'account_inactive');
      organisation.botToken = '';
      await ack;
      return send(uninstalled);
    },
    grantTeam(team, granted) {
      const workspace = workspaceOf(state, team);
      const organisation = organisationOf(state, workspace.organisation ?? '');
      const [other = team] = [...organisation.teams].filter((id) => id !== team);
      if (granted) organisation.teams.add(team);
      else organisation.teams.delete(team);
      const type = granted ? 'team_access_granted' : 'team_access_revoked';
      return tell(workspaceOf(state, other), { type, team_ids: [team] });
    },
    verifyUrl: (challenge) => send({ kind: 'event', body: { token: '', challenge, type: 'url_verification' } }),
    onChange(listener) {
      state.listeners.add(listener);
      return () => void state.listeners.delete(listener);
    },
    snapshot: (team, user) => snapshotOf(state, team, user),
  };
}
