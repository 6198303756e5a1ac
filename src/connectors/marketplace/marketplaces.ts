/**
 * The marketplaces that Parley negotiates for. Wires what is the same for all of them; each explains itself.
 *
 * - webhook and sweep: learn which returns changed. The relay's channel: which requests did. All owe visits.
 * - worker: takes what is due and visits it; a visit makes a return and its request agree, both ways.
 */
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { Commands } from '../../application/commands.ts';
import type { Feed } from '../../application/feed.ts';
import type { Channel } from '../../application/ports/channel.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { Store } from '../../application/ports/store.ts';
import { createEngine } from '../../application/work/engine.ts';
import type { WorkStore } from '../../application/work/ports.ts';
import type { Worker } from '../../application/work/worker.ts';
import { createDelivery, lanesOf } from './deliver.ts';
import { subjectOf, type Task } from './names.ts';
import { createMarketplaceChannel, markOf, oweReturns } from './owing.ts';
import type { Marketplace } from './port.ts';
import { createReports } from './reports.ts';
import { createSweep } from './sweep.ts';
import { createVisit } from './visit.ts';
import { mountWebhooks } from './webhook.ts';

export interface MarketplaceParts {
  marketplaces: readonly Marketplace[];
  store: Pick<Store, 'requests' | 'work'>;
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
  const owed = store.work.marketplace;
  const reports = createReports({ work: owed, feed, clock });
  let taken: Pick<Commands, 'open' | 'execute'> | undefined;
  const listening = () => {
    if (!taken) throw new Error('the marketplaces are not listening yet');
    return taken;
  };
  const commands: Pick<Commands, 'open' | 'execute'> = {
    open: (...args) => listening().open(...args),
    execute: (...args) => listening().execute(...args),
  };
  const owe = (marketplace: Marketplace, id: string) => oweReturns(owed, marketplace, [id], clock.now());
  const visit = createVisit({ requests: store.requests, commands, owe, reports, clock, log });
  const sweep = createSweep({ owed, clock });
  const connector = createDelivery({ work: owed, marketplaces, visit, sweep, reports, clock });
  const lanes = { known: async () => marketplaces.flatMap(lanesOf) };
  const worker = createEngine({ work: owed, connector, lanes, clock, wallClock, owner, log });
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
        begin().then(worker.nudge, (err) => log.error({ err }, 'what marketplaces are owed is begun at the next look'));
      },
    },
    listen(given) {
      taken = given;
    },
    mount: (app) => mountWebhooks(app, { ...owing, reports }),
  };
}

/** What each marketplace is owed from time to time, from the first start on. */
async function oweDuties(owed: WorkStore, marketplaces: readonly Marketplace[], clock: Clock): Promise<void> {
  const now = clock.now();
  for (const marketplace of marketplaces) {
    const { upkeep } = marketplace;
    const duties: Task[] = [...(upkeep ? [{ kind: 'upkeep' } as const] : []), { kind: 'sweep' }];
    await owed.owe(duties.map((task) => markOf(marketplace, task, now)));
    if (!upkeep) continue;
    const subject = subjectOf(marketplace.name, { kind: 'upkeep' });
    if (upkeep.isStale((await owed.get(subject))?.notes)) await owed.wake({ subjects: [subject] }, now);
  }
}
