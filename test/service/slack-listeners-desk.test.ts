import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ListenerParts } from '../../bots/slack/listeners/parts.ts';
import { createShopRequests } from '../../bots/slack/listeners/shop-requests.ts';
import { createModels } from '../../bots/slack/models.ts';
import { createStats } from '../../src/application/stats.ts';
import { type SlackDesk, startSlackDesk } from '../support/slack-listeners.ts';
import { shop } from '../support/world.ts';

const somchai = { team: 'T1', user: 'U1' };
const visitor = { team: 'T1', user: 'U3' };

describe('The language a person is spoken to in', () => {
  let on: SlackDesk;
  beforeEach(async () => {
    on = await startSlackDesk();
    await on.store.directory.putSeller(shop({ alerts: { slack: { channel: 'C1', locale: 'th' } } }));
  });
  afterEach(() => on.close());

  function desk() {
    const { store, clock, world } = on;
    const models = createModels({ store, stats: createStats(store, clock), clock });
    const parts: Pick<ListenerParts, 'store' | 'commands' | 'models'> = { store, commands: world.commands, models };
    return createShopRequests(parts);
  }

  it('is their shop’s, and is remembered for when the storage is too slow to say', async () => {
    const { id } = await on.opened();
    const each = desk();
    expect(each.lastWords(somchai)).toMatchObject({ locale: 'en' });
    expect(await each.find(somchai, id)).toMatchObject({ words: { locale: 'th', zone: 'Asia/Bangkok' } });
    expect(each.lastWords(somchai)).toMatchObject({ locale: 'th' });
  });

  it('is the shop’s too for everybody else in the channel of its alerts, and only there', async () => {
    const { id } = await on.opened();
    expect(await desk().find(visitor, id, 'C1')).toMatchObject({ model: null, words: { locale: 'th' } });
    expect(await desk().find(visitor, id, 'C2')).toMatchObject({ model: null, words: { locale: 'en' } });
    expect(await desk().find(visitor, id)).toMatchObject({ model: null, words: { locale: 'en' } });
  });
});
