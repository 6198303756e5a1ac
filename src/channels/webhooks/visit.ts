/**
 * A visit works off one line: the deliveries of one request to one endpoint, in order.
 *
 * Entered with a line that was taken. Each delivery is sent and settled before the next one is; where one has to wait for
 * its retry, the line goes back until then and everything behind it waits too. A delivery that is dead lets the next one
 * go. The line is sent under its lease only: it is renewed where an attempt could outlast it, and who has lost it stops.
 */

import type { Clock } from '../../application/ports/clock.ts';
import { attemptOf, isGone, isSuccess, outcomeOf } from '../../application/webhooks/attempts.ts';
import { isLive, secretsAt } from '../../application/webhooks/endpoints.ts';
import type { Health } from '../../application/webhooks/health.ts';
import type {
  Endpoint,
  Line,
  PendingDelivery,
  Posted,
  WebhookSender,
  WebhookStore,
} from '../../application/webhooks/ports.ts';
import { signedHeaders } from '../../application/webhooks/signing.ts';
import { ATTEMPT_WITHIN_MS } from './sender.ts';

/** Time enough for an attempt and the writes around it. After a crash, what was taken waits this long. */
export const LEASE_MS = 20_000;
/** With less left than an attempt and a margin, the lease is renewed first. */
const RENEW_BELOW_MS = ATTEMPT_WITHIN_MS + 2_000;
const PAGE = 10;

export type Counted = 'delivered' | 'failed' | 'dead';

/** An endpoint as the deliverer holds it: what is known of it may change during a visit. */
export interface Held {
  endpoint: Endpoint;
}

export interface VisitParts {
  store: WebhookStore;
  sender: Pick<WebhookSender, 'post'>;
  health: Health;
  /** Open what was sealed. */
  keys: readonly string[];
  wallClock: Clock;
  /** From 0 to below 1. */
  random(): number;
  /** Fires when the process stops: attempts under way are given up, and made again after the next start. */
  signal: AbortSignal;
  count(what: Counted): void;
}

/** What follows an attempt: the next delivery, a look at what waits now, or a wait. */
type Next = 'next' | 'look again' | { waitUntil: number };

export function createVisit({ store, sender, health, keys, wallClock, random, signal, count }: VisitParts) {
  async function send({ endpoint }: Held, { eventId, body }: PendingDelivery, now: number): Promise<Posted> {
    const unsent = (error: string): Posted => ({ status: null, durationMs: 0, response: null, error });
    const secrets = secretsAt(endpoint, keys, now);
    if (body === null) return unsent('What it was to say is no longer kept.');
    if (secrets.length === 0) return unsent('Its secret cannot be opened with PARLEY_SECRET: rotate it.');
    return sender.post({ url: endpoint.url, headers: signedHeaders(secrets, eventId, now, body), body, signal });
  }

  async function note(held: Held, posted: Posted): Promise<void> {
    const { endpoint } = held;
    const changed = isSuccess(posted)
      ? await health.succeeded(endpoint)
      : await health.failed(endpoint, isGone(posted));
    if (changed) held.endpoint = changed;
  }

  async function deliver(held: Held, delivery: PendingDelivery): Promise<Next> {
    const at = wallClock.now();
    const posted = await send(held, delivery, at);
    const now = wallClock.now();
    // Given up because the process stops: as if it had not been made.
    if (signal.aborted && posted.status === null) return { waitUntil: now };
    const scheduled = outcomeOf(delivery, attemptOf(posted, at), now, random());
    const outcome = delivery.body === null ? { ...scheduled, status: 'dead' as const, nextAttemptAt: null } : scheduled;
    count(isSuccess(posted) ? 'delivered' : 'failed');
    if (!(await store.settle(outcome))) return 'look again';
    await note(held, posted);
    if (outcome.status === 'dead') {
      count('dead');
      health.died(held.endpoint, delivery);
    }
    return outcome.nextAttemptAt === null ? 'next' : { waitUntil: outcome.nextAttemptAt };
  }

  /**
   * Works the line off and hands it back; answers whether it is due again at once. Rejects where the storage fails: the
   * line is then taken anew when its lease has run out.
   */
  return async function visit(line: Line, held: Held, leasedUntil: number): Promise<boolean> {
    let until = leasedUntil;
    const release = (dueAt: number | null) => store.release(line, dueAt, wallClock.now());
    /** Whether the line is still this visit's, for long enough. */
    const keep = async (): Promise<boolean> => {
      if (until - wallClock.now() >= RENEW_BELOW_MS) return true;
      until = wallClock.now() + LEASE_MS;
      return store.renew(line, until);
    };
    for (;;) {
      const waiting = await store.pending(line, PAGE);
      let next: Next = 'next';
      for (const delivery of waiting) {
        if (signal.aborted || !isLive(held.endpoint)) return release(wallClock.now()).then(() => false);
        if (!(await keep())) return false;
        next = await deliver(held, delivery);
        if (next !== 'next') break;
      }
      if (typeof next === 'object') return release(next.waitUntil);
      // Changed by somebody: a person who wants it again, or another process that has the line by now.
      if (next === 'look again' && !(await store.renew(line, until))) return false;
      if (next === 'next' && waiting.length < PAGE) return release(null);
    }
  };
}
