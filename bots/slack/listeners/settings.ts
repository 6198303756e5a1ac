/** A shop's settings: the dialog behind App Home's button, and what its fields and the commands change of its alerts. */
import { changeSeller, type Seller, type SlackAlerts } from '../../../src/bot.ts';
import { decodeSettingsRef } from '../blocks/modals/ref.ts';
import { readSettings, settingsModal } from '../blocks/modals/settings.ts';
import { type SlackPerson, shopsOf } from '../people.ts';
import type { Home } from './home.ts';
import type { ListenerParts } from './parts.ts';
import { type Answers, type Opener, originOf, type Place } from './place.ts';
import type { ShopRequests } from './shop-requests.ts';
import { atField, type Handler, valuesOf } from './submit.ts';

/** What the alerts become; null where that needs a channel and there is none yet. */
type Change = (alerts: SlackAlerts | undefined) => SlackAlerts | null;

/**
 * Changes the alerts of the seller as stored by now, and nothing else of it, and has the worker look at what that means.
 * Null where `change` cannot be made, or the seller is gone.
 */
export async function changeAlerts(
  { store: { directory }, wakeSeller }: Pick<ListenerParts, 'store' | 'wakeSeller'>,
  sellerId: string,
  change: Change,
): Promise<Seller | null> {
  const changed = await changeSeller(directory, sellerId, (seller) => {
    const slack = change(seller.alerts?.slack);
    return slack && { ...seller, alerts: { ...seller.alerts, slack } };
  });
  if (!changed) return null;
  await wakeSeller(sellerId, changed.before.alerts?.slack);
  return changed.after;
}

/** A change of alerts that go somewhere already: each member given is set, those that are null are removed. */
export const withSettings =
  (settings: { [K in 'quiet' | 'digestAt' | 'locale' | 'mention']?: SlackAlerts[K] | null }): Change =>
  (alerts) => {
    if (!alerts) return null;
    const merged = { ...alerts, ...settings };
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value != null)) as SlackAlerts;
  };

export interface SettingsParts {
  parts: ListenerParts;
  requests: ShopRequests;
  answers: Answers;
  home: Home;
  open: Opener;
}

export function createSettings({ parts, requests, answers, home, open }: SettingsParts) {
  const { store, models } = parts;

  async function find(person: SlackPerson, sellerId: string) {
    const seller = (await shopsOf(store, person)).find(({ id }) => id === sellerId);
    return { seller, words: seller ? requests.remember(person, models.words(seller)) : requests.lastWords(person) };
  }

  return {
    /** The button was pressed; its value names the shop. */
    async press(place: Place, sellerId: string): Promise<void> {
      const { seller, words } = await find(place.person, sellerId);
      if (!seller) return answers.tell(place, words.say('reply.notLinked'), words);
      await open(place, settingsModal(seller, words, { sellerId, ...originOf(place) }), words);
    },

    /** The dialog was submitted. */
    submit: (async ({ person, client, view }) => {
      const ref = decodeSettingsRef(view.private_metadata);
      if (!ref) throw new Error('the settings do not say whose they are');
      const { seller, words } = await find(person, ref.sellerId);
      const refused = (errors: Record<string, string>) => ({ words, origin: ref, errors });
      if (!seller) return refused(atField(view, null, words.say('reply.notLinked')));
      const fields = readSettings(valuesOf(view), words);
      if (!fields.ok) return refused(fields.errors);
      const changed = await changeAlerts(parts, seller.id, withSettings(fields.value));
      if (!changed) return refused(atField(view, null, words.say('reply.noChannel', { shop: seller.name })));
      return { words, origin: ref, errors: null, afterwards: () => home.publish(person, client) };
    }) satisfies Handler,
  };
}
