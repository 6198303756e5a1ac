/**
 * What Slack gave with an installation, tokens included, over Parley's storage: sealed under the installation's own id, so
 * that only its name can be read without a secret. Also as Bolt's InstallationStore, for installing.
 */
import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import { type Clock, type SlackInstallation, type SlackStore, seal, unseal } from '../../../src/bot.ts';

/** `renewing`: until when (milliseconds) somebody is exchanging its token for the next one. */
export type Installed = Installation<'v2', boolean> & { renewing?: number };
/** With the record it was read from. */
export interface Kept {
  installed: Installed;
  record: SlackInstallation;
}

/** The workspace, or the organisation where the app was installed for all of it. */
function idOf({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>): string {
  const id = isEnterpriseInstall ? enterpriseId : (teamId ?? enterpriseId);
  if (!id) throw new Error('Slack named neither a workspace nor an organisation.');
  return id;
}

/** By its id: those of workspaces begin with T. */
export const isOrganisation = (id: string): boolean => id.startsWith('E');

const contextOf = (id: string): string => `slack-installation:${id}`;

export interface InstallationParts {
  store: SlackStore;
  secrets: readonly string[];
  wallClock: Clock;
}

export interface Installations {
  /** Null where there is none. Throws where its secret is gone. */
  read(id: string): Promise<Kept | null>;
  /** Writes it over what was read; null where that was written anew meanwhile. */
  replace(kept: Kept, installed: Installed): Promise<Kept | null>;
  put(installed: Installed): Promise<string>;
  delete(id: string): Promise<void>;
  /** The organisations that have one, at most a thousand. */
  organisations(): Promise<string[]>;
  /** The id of the only one; null where there is none, or several. */
  only(): Promise<string | null>;
}

const MOST = 1_000;

export function createInstallations({ store, secrets, wallClock }: InstallationParts): Installations {
  const sealed = (id: string, installed: Installed): string => seal(JSON.stringify(installed), contextOf(id), secrets);
  return {
    async read(id) {
      const record = await store.installation(id);
      if (!record) return null;
      const text = unseal(record.sealed, contextOf(id), secrets);
      if (text === null) {
        throw new Error(`The token of workspace ${id} was sealed under another PARLEY_SECRET: install the app again.`);
      }
      return { installed: JSON.parse(text) as Installed, record };
    },
    async replace({ record }, installed) {
      const next = { ...record, sealed: sealed(record.id, installed) };
      return (await store.replaceInstallation(next, record.sealed)) ? { installed, record: next } : null;
    },
    async put(installed) {
      const place = installed.isEnterpriseInstall ? installed.enterprise : installed.team;
      if (!place) throw new Error('Slack named neither a workspace nor an organisation.');
      const at = new Date(wallClock.now()).toISOString();
      await store.putInstallation({
        id: place.id,
        name: place.name ?? place.id,
        sealed: sealed(place.id, installed),
        at,
      });
      return place.id;
    },
    delete: (id) => store.deleteInstallation(id),
    // Theirs come first.
    organisations: async () => (await store.installations(MOST)).map(({ id }) => id).filter(isOrganisation),
    async only() {
      const [first, second] = await store.installations(2);
      return first && !second ? first.id : null;
    },
  };
}

/** `onInstalled` is told when a workspace, or an organisation, let the app in, again or for the first time. */
export const installationStore = (
  installations: Installations,
  onInstalled: (id: string) => Promise<void>,
): InstallationStore => ({
  async storeInstallation(installation) {
    await onInstalled(await installations.put(installation as Installed));
  },
  async fetchInstallation(query) {
    const kept = await installations.read(idOf(query));
    if (!kept) throw new Error(`Parley is not installed in the workspace ${idOf(query)}.`);
    return kept.installed;
  },
  deleteInstallation: (query) => installations.delete(idOf(query)),
});
