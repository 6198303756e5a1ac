/** The deliverer: routes alerts to their workspaces, and says what a visit there is and what its errors mean. */
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import {
  type Clock,
  createEngine,
  createStandings,
  type Engine,
  type Feed,
  LookLater,
  type Next,
  type Route,
  type Seller,
  type SlackAlerts,
  type Store,
  type WorkRecord,
} from '../../../src/bot.ts';
import type { Models } from '../models.ts';
import type { Workspaces } from '../workspace/workspaces.ts';
import { createDigestVisit, isDigest } from './digest-visit.ts';
import { type Failure, failureOf, NotConnected, POLICY } from './failures.ts';
import { createSender, type Errand, type Job, type Whose } from './job.ts';
import { readNotes } from './notes.ts';
import { createPoster } from './poster.ts';
import { createRequestVisit } from './request-visit.ts';

export interface SlackDelivererParts {
  store: Store;
  models: Models;
  workspaces: Workspaces;
  feed: Feed;
  clock: Clock;
  wallClock: Clock;
  /** Names this process in leases. */
  owner: string;
  nonce(): string;
  log: Logger;
}
export type SlackDeliverer = Engine;

export function createSlackDeliverer(parts: SlackDelivererParts): SlackDeliverer {
  const { store, models, workspaces, feed, clock, wallClock, owner, nonce, log } = parts;
  const work = store.work.alert;
  const poster = createPoster(wallClock);
  const standings = createStandings({ work, feed, clock });
  const sender = createSender({ poster, clock, wallClock });
  const digest = createDigestVisit({ models, clock, sender, nonce });
  const bringUpToDate = createRequestVisit({
    store,
    clientOf: workspaces.client,
    homesOf: workspaces.homesOf,
    models,
    clock,
    sender,
    poster,
    nonce,
    async report(job, code, detail) {
      job.context.troubled = true;
      await fares(job, code, detail);
    },
    log: ({ record, lane }, message, { kind, ...failure }) =>
      log.warn({ subject: record.subject, lane, failure: kind, ...failure }, message),
  });

  /** Tells the seller and the agents, where that is news. */
  async function fares({ record, context: { seller } }: Errand, code: string, detail: string): Promise<void> {
    if (!seller || !(await standings.set(seller.id, { code, detail }))) return;
    const about = isDigest(record.subject) ? {} : { requestId: record.subject };
    standings.tell('slack', { code, detail }, { sellerId: seller.id, ...about });
  }

  async function routeOf(seller: Seller | undefined): Promise<Route<Whose>> {
    const alerts = seller?.alerts?.slack;
    const context = { seller, troubled: false };
    if (!alerts) return { lane: { name: '' }, context };
    // Asking Slack who we are may fail; what to do about it is found out while working.
    const team = await workspaces.teamOf(alerts).catch(() => alerts.team ?? null);
    return { lane: { name: team ?? '' }, place: alerts.channel, context };
  }

  async function route(records: WorkRecord[]): Promise<Route<Whose>[]> {
    const ids = [...new Set(records.map(({ sellerId }) => sellerId))];
    const sellers = new Map((await store.directory.sellers(ids)).map((seller) => [seller.id, seller]));
    return Promise.all(records.map(({ sellerId }) => routeOf(sellers.get(sellerId))));
  }

  /** The workspace's client. Throws NotConnected where there is none. */
  async function enter(errand: Errand, alerts: SlackAlerts): Promise<WebClient> {
    const team = await workspaces.teamOf(alerts);
    if (!team) throw new NotConnected('alerts.slack.team is not set, and there is not exactly one workspace');
    errand.lane = team;
    const client = await workspaces.client(team);
    if (!client) throw new NotConnected(`the app is not installed in workspace ${team}`);
    return client;
  }

  async function visit(errand: Errand): Promise<Next> {
    const { seller } = errand.context;
    const alerts = seller?.alerts?.slack;
    if (!seller || !alerts) return null;
    let client: WebClient | null = null;
    try {
      client = await enter(errand, alerts);
      const job: Job = Object.assign(errand, { seller, alerts, team: errand.lane, client });
      return await (isDigest(job.record.subject) ? digest(job) : bringUpToDate(job));
    } catch (error) {
      await prepareForAnother(errand, error, client);
      throw error;
    }
  }

  /** What another try needs to know of this one. */
  async function prepareForAnother({ notes, lane }: Errand, error: unknown, client: WebClient | null): Promise<void> {
    const kind = failureOf(error)?.kind;
    if (kind === 'message_gone') Object.assign(notes, { ts: null, channel: null, shown: 0 });
    if (kind !== 'account') return;
    if (client && (await workspaces.isReplaced(lane, client))) {
      throw new LookLater(clock.now(), 'another process exchanged the token meanwhile: nothing stands in the way');
    }
    workspaces.refresh(lane);
  }

  return createEngine<Errand['notes'], Whose, Failure>({
    work,
    lanes: { route },
    connector: {
      notesOf: ({ notes }) => readNotes(notes),
      visit,
      failureOf,
      policy: POLICY,
      async report(errand, failure) {
        if (failure) await fares(errand, failure.code, failure.detail);
        else if (!errand.context.troubled) await fares(errand, 'ok', '');
      },
    },
    clock,
    wallClock,
    owner,
    log,
  });
}
