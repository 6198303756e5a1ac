/** App Home: what waits for the shops a person acts for. Published when it is opened and after whatever is done there. */
import { randomBytes } from 'node:crypto';
import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { homeView } from '../blocks/home.ts';
import { type SlackPerson, shopsOf } from '../people.ts';
import { faultOf } from './delivery.ts';
import type { ListenerParts } from './parts.ts';
import type { ShopRequests } from './shop-requests.ts';

/** Makes the `block_id`s of a view new, since Slack keeps what was entered under an old one. */
export const newNonce = (): string => randomBytes(6).toString('base64url');

export interface Home {
  /** Never rejects: a Home that could not be published is logged, and made anew when it is opened next. */
  publish(person: SlackPerson, client: WebClient): Promise<void>;
}

export function createHome({ store, models, clock, log }: ListenerParts, requests: ShopRequests): Home {
  async function show(person: SlackPerson, client: WebClient): Promise<void> {
    const shops = await shopsOf(store, person);
    const [first] = shops;
    const words = first ? requests.remember(person, models.words(first)) : requests.lastWords(person);
    const shown = await Promise.all(shops.map((shop) => models.shop(shop)));
    await client.views.publish({ user_id: person.user, view: homeView(shown, words, newNonce(), clock.now()) });
  }
  return {
    publish: (person, client) =>
      show(person, client).catch((error) => log.warn({ ...faultOf(error) }, 'App Home could not be published')),
  };
}

export function listenToHome(app: App, home: Home): void {
  app.event('app_home_opened', async ({ event, body, client, context }) => {
    if (event.tab !== 'home') return;
    const organisation = context.isEnterpriseInstall ? body.enterprise_id : undefined;
    await home.publish({ team: body.team_id, user: event.user, ...(organisation ? { organisation } : {}) }, client);
  });
}
