/**
 * The marketplaces that Parley negotiates for. Wires what is the same for all of them; each explains itself.
 *
 * - webhook and sweep: learn which returns changed. The relay's channel: which requests did. All owe visits.
 * - worker: takes what is due and visits it; a visit makes a return and its request agree, both ways.
 *
 * The records are of the same kind as those of alerts (docs/decisions/0009), in a place of their own.
 */
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { AlertStore } from '../../application/alerts/ports.ts';
import type { Commands } from '../../application/commands.ts';
import type { Feed } from '../../application/feed.ts';
import type { Channel, Clock, Store } from '../../application/ports.ts';
import { createPause } from '../owed/pause.ts';
import { createWorker, type Worker } from '../owed/worker.ts';
import { createDelivery, type Site } from './deliver.ts';
import { recordIdOf } from './names.ts';
import { createMarketplaceChannel } from './owing.ts';
import type { Marketplace } from './port.ts';
import { createReports } from './reports.ts';
import { createSweep } from './sweep.ts';
import { createVisit } from './visit.ts';
import { mountWebhooks } from './webhook.ts';

export interface MarketplaceParts {
  marketplaces: readonly Marketplace[];
  store: Pick<Store, 'requests' | 'marketplace'>;
  feed: Feed;
  clock: Clock;
  wallClock: Clock;
  /** Names this process in leases. */
  owner: string;
  log: Logger;
}

export interface Marketplaces {
  /** For the relay's list. */
  channel: Channel;
  /** Works off what is owed, once `listen` was called. */
  worker: Worker;
  /** Brings in what the marketplaces say from now on. Called once, before `start`. */
  listen(commands: Pick<Commands, 'open' | 'execute'>): void;
  /** The webhooks' routes, on the service's own app. */
  mount(app: Express): void;
}

export function createMarketplaces(parts: MarketplaceParts): Marketplaces {
  const { marketplaces, store, feed, clock, wallClock, owner, log } = parts;
  const owed = store.marketplace;
  const reports = createReports({ owed, feed, clock });
  let taken: Pick<Commands, 'open' | 'execute'> | undefined;
  const listening = () => {
    if (!taken) throw new Error('the marketplaces are not listening yet');
    return taken;
  };
  const commands: Pick<Commands, 'open' | 'execute'> = {
    open: (...args) => listening().open(...args),
    execute: (...args) => listening().execute(...args),
  };
  const sites = new Map<string, Site>(
    marketplaces.map((one) => [one.name, { marketplace: one, pause: createPause() }]),
  );
  const visit = createVisit({ requests: store.requests, commands, reports, clock, log });
  const work = createDelivery({ owed, sites, visit, sweep: createSweep({ owed, clock }), reports, clock, log });
  const onError = (error: unknown, context: object) =>
    log.error({ err: error, ...context, part: 'marketplace' }, 'what is owed to a marketplace will be tried again');
  const worker = createWorker({ owed, clock, wallClock, owner, work, onError });
  const owing = { owed, marketplaces, clock, onOwed: () => worker.nudge() };
  let begun: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    begun ??= oweDuties(owed, marketplaces, clock).catch((error) => {
      begun = null;
      throw error;
    });
    return begun;
  };

  return {
    channel: createMarketplaceChannel(owing),
    worker: {
      ...worker,
      run: () => begin().then(worker.run),
      start() {
        worker.start();
        begin().then(worker.nudge, (error) => onError(error, {}));
      },
    },
    listen(given) {
      taken = given;
    },
    mount: (app) => mountWebhooks(app, owing),
  };
}

/** What each marketplace is owed from time to time, from the first start on. */
async function oweDuties(owed: AlertStore, marketplaces: readonly Marketplace[], clock: Clock): Promise<void> {
  const now = clock.now();
  for (const { name, sellerId, upkeep } of marketplaces) {
    const upkeepId = recordIdOf(name, { kind: 'upkeep' });
    const ids = [...(upkeep ? [upkeepId] : []), recordIdOf(name, { kind: 'sweep' })];
    await owed.owe(ids.map((id) => ({ id, sellerId, owed: 1, dueAt: now })));
    const kept = upkeep ? (await owed.get(upkeepId))?.notes : null;
    if (upkeep?.isStale(kept)) await owed.wake({ ids: [upkeepId] }, now);
  }
}
