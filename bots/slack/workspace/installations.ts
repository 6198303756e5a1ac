/**
 * Bolt's InstallationStore over Parley's storage. What Slack gave with an installation, tokens included, is stored
 * sealed under the installation's own id, and only its name can be read without a secret.
 */
import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import type { SlackStore } from '../../../src/application/alerts/ports.ts';
import type { Clock } from '../../../src/application/ports.ts';
import { seal, unseal } from '../../../src/application/sealing.ts';

/** The workspace, or the organisation where the app was installed for all of it. */
function idOf({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>): string {
  const id = isEnterpriseInstall ? enterpriseId : (teamId ?? enterpriseId);
  if (!id) throw new Error('Slack named neither a workspace nor an organisation.');
  return id;
}

const contextOf = (id: string): string => `slack-installation:${id}`;

export interface InstallationParts {
  store: SlackStore;
  secrets: readonly string[];
  wallClock: Clock;
  /** Told when a workspace let the app in, again or for the first time. */
  onInstalled(team: string): Promise<void>;
}

export function installationStore({ store, secrets, wallClock, onInstalled }: InstallationParts): InstallationStore {
  return {
    async storeInstallation(installation) {
      const place = installation.isEnterpriseInstall ? installation.enterprise : installation.team;
      if (!place) throw new Error('Slack named neither a workspace nor an organisation.');
      const sealed = seal(JSON.stringify(installation), contextOf(place.id), secrets);
      const at = new Date(wallClock.now()).toISOString();
      await store.putInstallation({ id: place.id, name: place.name ?? place.id, sealed, at });
      await onInstalled(place.id);
    },
    async fetchInstallation(query) {
      const id = idOf(query);
      const stored = await store.installation(id);
      if (!stored) throw new Error(`Parley is not installed in the workspace ${id}.`);
      const text = unseal(stored.sealed, contextOf(id), secrets);
      if (text === null) {
        throw new Error(`The token of workspace ${id} was sealed under another PARLEY_SECRET: install the app again.`);
      }
      return JSON.parse(text) as Installation<'v2', boolean>;
    },
    deleteInstallation: (query) => store.deleteInstallation(idOf(query)),
  };
}
