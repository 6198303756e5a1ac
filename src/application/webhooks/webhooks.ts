/**
 * Webhooks as the integrator handles them: registering, changing and trying endpoints, reading the log, and having things
 * sent again. Who is told what is the relay's (src/channels/webhooks.ts), the sending the deliverer's.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Instant } from '../../contract/primitives.ts';
import type { PingAnswer, WebhookInput, WebhookPatch } from '../../contract/webhook.ts';
import type { Clock } from '../ports/clock.ts';
import { Refused } from '../refused.ts';
import { attemptOf, isSuccess } from './attempts.ts';
import { changeEndpoint, rotated, sealSecret, secretsAt } from './endpoints.ts';
import type { DeliveriesQuery, Delivery, DeliveryPage, Endpoint, WebhookSender, WebhookStore } from './ports.ts';
import { replayFrom } from './replays.ts';
import { newWebhookSecret, signedHeaders } from './signing.ts';

/** Every endpoint is looked at for every event. */
const MOST_ENDPOINTS = 50;

/** An endpoint with the secret that was just made for it. */
export interface WithSecret {
  endpoint: Endpoint;
  secret: string;
}

/** All of them throw Refused; an endpoint that is deleted is not found. */
export interface Webhooks {
  create(input: WebhookInput): Promise<WithSecret>;
  /** Oldest first. */
  list(): Promise<Endpoint[]>;
  get(id: string): Promise<Endpoint>;
  change(id: string, patch: WebhookPatch): Promise<Endpoint>;
  /** Nothing is sent to it from now on; its log is cleared away. */
  remove(id: string): Promise<void>;
  /** A new secret; the one before signs beside it for a day. */
  rotate(id: string): Promise<WithSecret>;
  /** Posts a test and waits for the answer. It is neither retried nor logged. */
  ping(id: string): Promise<PingAnswer>;
  deliveries(query: DeliveriesQuery): Promise<DeliveryPage>;
  /** Sends one delivery again, the same bytes under the same id. */
  redeliver(id: string, deliveryId: string): Promise<Delivery>;
  /** Sends everything again that happened since then and is still kept. */
  replay(id: string, since: Instant): Promise<Endpoint>;
  /** How many attempts went which way since the start, for metrics. */
  counts(): Readonly<Record<string, number>>;
}

export interface WebhooksParts {
  store: WebhookStore;
  sender: WebhookSender;
  /** Seal and open the secrets. */
  keys: readonly string[];
  /** Business time, in which events happen. */
  clock: Clock;
  wallClock: Clock;
  deliverer: { nudge(): void; readonly counts: Readonly<Record<string, number>> };
}

const missing = (id: string) => new Refused('not_found', `There is no webhook ${id}.`);
const iso = (time: number): Instant => new Date(time).toISOString();

export function createWebhooks({ store, sender, keys, clock, wallClock, deliverer }: WebhooksParts): Webhooks {
  async function get(id: string): Promise<Endpoint> {
    const endpoint = await store.endpoint(id);
    if (!endpoint || endpoint.deletedAt !== null) throw missing(id);
    return endpoint;
  }

  async function change(id: string, how: (endpoint: Endpoint) => Endpoint): Promise<Endpoint> {
    const changed = await changeEndpoint(store, id, how);
    if (!changed) throw missing(id);
    deliverer.nudge();
    return changed;
  }

  async function requireAllowed(url: string | undefined): Promise<void> {
    const why = url === undefined ? null : await sender.refusal(url);
    if (why !== null) throw new Refused('url_not_allowed', `Webhooks are not sent there: ${why}`);
  }

  async function list(): Promise<Endpoint[]> {
    return (await store.endpoints()).filter(({ deletedAt }) => deletedAt === null);
  }

  async function requireEnabled(id: string): Promise<Endpoint> {
    const endpoint = await get(id);
    if (endpoint.disabled === null) return endpoint;
    throw new Refused('conflict', `The webhook ${id} is disabled: enable it first with PATCH /v1/webhooks/${id}.`);
  }

  const full = () => new Refused('conflict', `There are ${MOST_ENDPOINTS} webhooks already: delete one first.`);

  /**
   * One after the other in this process. Another process may have taken the last place meanwhile: whoever finds one too
   * many afterwards takes its own back.
   */
  let adding: Promise<unknown> = Promise.resolve();
  function add(endpoint: Endpoint): Promise<void> {
    const added = adding.then(async () => {
      if ((await list()).length >= MOST_ENDPOINTS) throw full();
      await store.addEndpoint(endpoint);
      if ((await list()).length <= MOST_ENDPOINTS) return;
      await remove(endpoint.id);
      throw full();
    });
    adding = added.catch(() => {});
    return added;
  }

  async function remove(id: string): Promise<void> {
    const now = wallClock.now();
    await change(id, (endpoint) => ({ ...endpoint, deletedAt: now, secrets: [], replay: null }));
  }

  return {
    async create({ url, events, description }) {
      await requireAllowed(url);
      const id = `whk_${randomBytes(12).toString('base64url')}`;
      const secret = newWebhookSecret();
      const endpoint: Endpoint = {
        id,
        revision: 1,
        url,
        events: events ?? null,
        description: description ?? null,
        secrets: [sealSecret(secret, id, keys)],
        createdAt: iso(wallClock.now()),
        disabled: null,
        failingSince: null,
        replay: null,
        deletedAt: null,
      };
      await add(endpoint);
      return { endpoint, secret };
    },
    list,
    get,
    async change(id, patch) {
      await get(id);
      await requireAllowed(patch.url);
      const at = iso(wallClock.now());
      return change(id, (endpoint) => patched(endpoint, patch, at));
    },
    remove,
    async rotate(id) {
      const secret = newWebhookSecret();
      const next = sealSecret(secret, id, keys);
      const now = wallClock.now();
      const endpoint = await change(id, (present) => ({ ...present, secrets: rotated(present.secrets, next, now) }));
      return { endpoint, secret };
    },
    async ping(id) {
      const endpoint = await get(id);
      const at = wallClock.now();
      const secrets = secretsAt(endpoint, keys, at);
      if (secrets.length === 0) {
        throw new Refused('conflict', `The secret of the webhook ${id} cannot be opened: rotate it.`);
      }
      const body = JSON.stringify({ type: 'ping', timestamp: iso(at), data: { webhookId: id } });
      const headers = signedHeaders(secrets, `ping_${randomUUID()}`, at, body);
      const posted = await sender.post({ url: endpoint.url, headers, body });
      return { delivered: isSuccess(posted), attempt: attemptOf(posted, at) };
    },
    async deliveries(query) {
      await get(query.endpointId);
      return store.deliveries(query);
    },
    async redeliver(id, deliveryId) {
      await requireEnabled(id);
      const delivery = await store.delivery(deliveryId);
      if (delivery?.endpointId !== id) {
        throw new Refused('not_found', `There is no delivery ${deliveryId} to the webhook ${id}.`);
      }
      await store.oweAgain([delivery], wallClock.now());
      deliverer.nudge();
      return { ...delivery, status: 'pending', failures: 0, nextAttemptAt: null };
    },
    async replay(id, since) {
      await requireEnabled(id);
      const until = iso(clock.now());
      return change(id, (endpoint) => ({ ...endpoint, replay: replayFrom(since, until, endpoint.replay) }));
    },
    counts: () => deliverer.counts,
  };
}

/** Where it was given an address or was let go on again, what failed before counts no more. */
function patched(endpoint: Endpoint, { enabled, ...patch }: WebhookPatch, at: Instant): Endpoint {
  const { url = endpoint.url, events = endpoint.events, description = endpoint.description } = patch;
  const stopped = enabled === false ? (endpoint.disabled ?? { reason: 'asked' as const, at }) : endpoint.disabled;
  const disabled = enabled === true ? null : stopped;
  const anew = url !== endpoint.url || (disabled === null && endpoint.disabled !== null);
  return { ...endpoint, url, events, description, disabled, failingSince: anew ? null : endpoint.failingSince };
}
