/** What happens to a workspace and its channels: what stood in the way of alerts may be gone, or the app is. */
import type { App } from '@slack/bolt';
import type { ListenerParts } from './parts.ts';

/** The organisation where the app was installed for all of it, else the workspace. */
function installationOf(body: { team_id?: string; enterprise_id?: string }, isEnterpriseInstall: boolean): string {
  return (isEnterpriseInstall ? body.enterprise_id : body.team_id) ?? body.team_id ?? '';
}

export function listenToEvents(app: App, { wakeTeam, forgetTeam }: ListenerParts): void {
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
