/** The deliverer: routes alerts to their workspaces, works them off, and makes the best of what goes wrong. */
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { AlertRecord, Clock, Feed, Seller, SlackAlerts, Store } from '../../../src/bot.ts';
import type { Models } from '../models.ts';
import type { Workspaces } from '../workspace/workspaces.ts';
import { createDigestVisit, isDigest } from './digest-visit.ts';
import { type Failure, failureOf } from './failures.ts';
import { createSender, type Job, LeaseLost, LookLater, type Next } from './job.ts';
import { type Notes, readNotes } from './notes.ts';
import { createPauses, type Pauses } from './pauses.ts';
import { createPoster } from './poster.ts';
import { createRequestVisit } from './request-visit.ts';
import { createStatuses } from './status.ts';
import { createWorker, type Errand, type Held, type Worker } from './worker.ts';

export interface DelivererParts {
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
export interface Deliverer extends Worker {
  pauses: Pauses;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** One answer that got lost is nothing to tell an operator. */
const FAILURES_WORTH_TELLING = 3;
const NOBODY = 'nobody';

const UNKNOWN = 'unknown';
const channelKey = (lane: string, alerts: SlackAlerts): string => `${lane}/${alerts.channel}`;

export function createDeliverer(parts: DelivererParts): Deliverer {
  const { store, models, workspaces, feed, clock, wallClock, owner, nonce, log } = parts;
  const pauses = createPauses();
  const poster = createPoster(wallClock);
  const statuses = createStatuses(store.alerts, feed, clock);
  const sender = createSender({ store: store.alerts, poster, clock, wallClock });
  const digest = createDigestVisit({ models, clock, sender, nonce });
  const visit = createRequestVisit({
    store,
    clientOf: workspaces.client,
    models,
    clock,
    sender,
    poster,
    nonce,
    async report(job, code, detail) {
      job.troubled = true;
      await statuses.set(job.seller.id, code, detail, job.record.id);
    },
    log: (job, message, failure) => log.warn({ ...contextOf(job.record), ...detailsOf(failure) }, message),
  });

  async function route(record: AlertRecord, seller: Seller | undefined): Promise<Errand> {
    const alerts = seller?.alerts?.slack;
    if (!alerts) return { record, seller, lane: NOBODY, team: null, pausedUntil: null };
    // Asking Slack who we are may fail; what to do about it is found out while working.
    const team = await workspaces.teamOf(alerts).catch(() => alerts.team ?? null);
    const lane = team ?? UNKNOWN;
    return { record, seller, lane, team, pausedUntil: pauses.until(clock.now(), lane, channelKey(lane, alerts)) };
  }

  async function work({ record, seller, lane, team: known, owner: holder }: Held): Promise<void> {
    const alerts = seller?.alerts?.slack;
    const notes = readNotes(record.notes);
    let team = record.team || (known ?? '');
    let dueAt: Next = null;
    // What was in the lane already when the pause began waits like the rest.
    const pausedUntil = alerts ? pauses.until(clock.now(), lane, channelKey(lane, alerts)) : null;
    if (pausedUntil !== null) {
      const { id, owed } = record;
      await store.alerts.finish({ id, team, owed, notes, dueAt: pausedUntil }, holder, pausedUntil);
      return;
    }
    if (seller && alerts) {
      let client: WebClient | null = null;
      try {
        const place = await placeOf(alerts);
        if ('client' in place) {
          team = place.team;
          client = place.client;
          const job: Job = { record, notes, seller, alerts, ...place, owner: holder, reached: false, troubled: false };
          dueAt = await (isDigest(record.id) ? digest(job) : visit(job));
          if (job.reached) {
            notes.failures = 0;
            pauses.clear(clock.now(), lane, channelKey(lane, alerts));
            if (!job.troubled) await statuses.set(seller.id, 'ok', '');
          }
        } else {
          team = place.team ?? team;
          dueAt = await fail(
            { kind: 'workspace', code: 'not_connected', detail: place.why },
            record,
            notes,
            lane,
            seller,
          );
        }
      } catch (error) {
        if (error instanceof LeaseLost) return;
        dueAt = await recover(error, record, notes, lane, seller, client);
      }
    }
    await store.alerts.finish({ id: record.id, team, owed: record.owed, notes, dueAt }, holder, clock.now());
  }

  /** The workspace and our way in, or why there is none. */
  async function placeOf(
    alerts: SlackAlerts,
  ): Promise<{ team: string; client: WebClient } | { team: string | null; why: string }> {
    const team = await workspaces.teamOf(alerts);
    if (!team) return { team, why: 'alerts.slack.team is not set, and there is not exactly one workspace' };
    const client = await workspaces.client(team);
    return client ? { team, client } : { team, why: `the app is not installed in workspace ${team}` };
  }

  async function recover(
    error: unknown,
    record: AlertRecord,
    notes: Notes,
    lane: string,
    seller: Seller,
    client: WebClient | null,
  ): Promise<number> {
    if (error instanceof LookLater) return error.at;
    let failure: Failure;
    try {
      failure = failureOf(error);
    } catch {
      notes.failures += 1;
      log.error({ err: error, ...contextOf(record) }, 'an alert failed and will be tried again');
      return clock.now() + Math.min(5 * MINUTE, SECOND * 2 ** Math.min(notes.failures, 10));
    }
    // Another process exchanged the token while this one was at work: nothing stands in the way.
    if (failure.kind === 'workspace' && client && (await workspaces.isReplaced(lane, client))) return clock.now();
    return fail(failure, record, notes, lane, seller);
  }

  /** Notes what went wrong, pauses whom it concerns, and answers when to try again. */
  async function fail(
    failure: Failure,
    record: AlertRecord,
    notes: Notes,
    lane: string,
    seller: Seller,
  ): Promise<number> {
    const now = clock.now();
    if (failure.kind === 'rate_limited') return pauses.pause(lane, now, failure.retryAfter);
    notes.failures += 1;
    log.warn({ ...contextOf(record), sellerId: seller.id, ...detailsOf(failure) }, 'an alert did not reach Slack');
    if (failure.kind === 'message_gone') {
      Object.assign(notes, { ts: null, channel: null, shown: 0 });
      return now + SECOND;
    }
    if (failure.kind === 'uncertain') {
      if (notes.failures >= FAILURES_WORTH_TELLING) await tell(failure.code, failure.detail, record, seller);
      return pauses.backOff(lane, now, SECOND, MINUTE);
    }
    if (failure.kind === 'workspace') {
      workspaces.refresh(lane);
      await tell(failure.code, failure.detail, record, seller);
      return pauses.backOff(lane, now, 30 * SECOND, 15 * MINUTE);
    }
    if (failure.kind === 'channel') {
      await tell(failure.code, failure.detail, record, seller);
      const { channel = '' } = seller.alerts?.slack ?? {};
      return pauses.backOff(`${lane}/${channel}`, now, MINUTE, 15 * MINUTE);
    }
    await tell('refused', failure.detail, record, seller);
    return now + Math.min(60 * MINUTE, MINUTE * 2 ** Math.min(notes.failures - 1, 10));
  }

  const tell = (code: string, detail: string, record: AlertRecord, seller: Seller) =>
    statuses.set(seller.id, code, detail, record.id);

  const worker = createWorker({
    store,
    clock,
    wallClock,
    owner,
    route,
    work,
    onError: (error, context) => log.error({ err: error, ...context }, 'alerts will be tried again'),
  });
  return { ...worker, pauses };
}

const contextOf = ({ id, team }: AlertRecord) => ({ alert: id, team });
const detailsOf = (failure: Failure) => ({
  failure: 'code' in failure ? failure.code : failure.kind,
  detail: 'detail' in failure ? failure.detail : undefined,
});
