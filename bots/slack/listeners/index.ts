/**
 * What people do in Slack, turned into commands.
 *
 * Slack wants every interaction acknowledged within three seconds, so nothing is read before that except for a submitted
 * form, whose outcome races the clock. Views come from blocks/, rules from the domain; what is here decides who may act
 * (people.ts), names each command so that a repeated delivery does nothing twice, and brings the answer back to where
 * the person is: a field, an ephemeral message, a dialog.
 */
import type { App } from '@slack/bolt';
import { ACTION_PREFIX } from '../blocks/actions.ts';
import { listenToButtons } from './buttons.ts';
import { listenToCommand } from './command.ts';
import { faultOf } from './delivery.ts';
import { createChoose, createDecide, formNamed } from './dialogs.ts';
import { createHome, listenToHome } from './home.ts';
import type { ListenerParts } from './parts.ts';
import { createAnswers, createOpener, createRefresh } from './place.ts';
import { createReply } from './reply.ts';
import { createSettings } from './settings.ts';
import { createShopRequests } from './shop-requests.ts';
import { listenToSubmissions } from './submit.ts';

export type { ListenerParts } from './parts.ts';

export function registerListeners(app: App, parts: ListenerParts): void {
  const requests = createShopRequests(parts);
  const answers = createAnswers(parts);
  const home = createHome(parts, requests);
  const refresh = createRefresh(parts, answers, home);
  const open = createOpener(parts, answers);
  const settings = createSettings({ parts, requests, answers, home, open });
  const reply = createReply({ parts, requests, answers, open });
  const decide = createDecide(requests, refresh);

  listenToButtons(app, {
    parts,
    requests,
    answers,
    refresh,
    open,
    pressReply: reply.press,
    choose: createChoose(requests),
    pressSettings: settings.press,
  });
  listenToSubmissions(app, {
    parts,
    requests,
    answers,
    handlerOf(callbackId) {
      const form = formNamed(callbackId);
      if (form) return decide(form);
      if (callbackId === `${ACTION_PREFIX}reply`) return reply.submit;
      return callbackId === `${ACTION_PREFIX}settings` ? settings.submit : undefined;
    },
  });
  listenToHome(app, home);
  listenToCommand(app, { parts, requests, answers, home });
  listenToEvents(app, parts);
  app.error(async (error) => parts.log.error(faultOf(error), 'a delivery from Slack could not be dealt with'));
}

/** The organisation where the app was installed for all of it, else the workspace. */
function installationOf(body: { team_id?: string; enterprise_id?: string }, isEnterpriseInstall: boolean): string {
  return (isEnterpriseInstall ? body.enterprise_id : body.team_id) ?? body.team_id ?? '';
}

/** What happens to a workspace and its channels: what stood in the way of alerts may be gone, or the app is. */
function listenToEvents(app: App, { wakeTeam, forgetTeam }: ListenerParts): void {
  app.event('member_joined_channel', async ({ event, body, context }) => {
    if (event.user === context.botUserId) await wakeTeam(body.team_id);
  });
  app.event('channel_unarchive', async ({ body }) => wakeTeam(body.team_id));
  app.event('group_unarchive', async ({ body }) => wakeTeam(body.team_id));
  // An organisation lets the app into a workspace, or out of it.
  app.event('team_access_granted', async ({ event }) => {
    for (const team of event.team_ids) await wakeTeam(team);
  });
  app.event('team_access_revoked', async ({ event }) => {
    for (const team of event.team_ids) await wakeTeam(team);
  });
  app.event('app_uninstalled', async ({ body, context }) =>
    forgetTeam(installationOf(body, context.isEnterpriseInstall)),
  );
  app.event('tokens_revoked', async ({ event, body, context }) => {
    // Tokens of users are revoked too; the app has none.
    if ((event.tokens.bot ?? []).length > 0) await forgetTeam(installationOf(body, context.isEnterpriseInstall));
  });
}
