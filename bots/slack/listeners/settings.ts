/** A shop's settings: the dialog behind App Home's button, and what its fields change. */
import { decodeSettingsRef } from '../blocks/modals/ref.ts';
import { readSettings, settingsModal } from '../blocks/modals/settings.ts';
import { type SlackPerson, shopsOf } from '../people.ts';
import { changeAlerts, withSettings } from './alerts.ts';
import type { Home } from './home.ts';
import type { Opener } from './open.ts';
import type { ListenerParts } from './parts.ts';
import { type Answers, originOf, type Place } from './place.ts';
import type { ShopRequests } from './shop-requests.ts';
import { atField, type Handler, valuesOf } from './submit.ts';

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
