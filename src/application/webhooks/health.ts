/**
 * How endpoints fare. One that answers 410 is disabled at once, one at which nothing succeeded for three days while
 * deliveries failed is disabled then; agents are told of both, and of deliveries that were given up.
 */
import type { Feed } from '../feed.ts';
import type { Clock } from '../ports/clock.ts';
import { changeEndpoint } from './endpoints.ts';
import type { Delivery, Endpoint, WebhookEndpointStore } from './ports.ts';
import { DISABLED_AFTER_MS } from './schedule.ts';

/** An endpoint that is gone loses many deliveries at once: agents hear of it once in this time. */
const DEAD_TOLD_EVERY_MS = 60_000;

export interface HealthParts {
  store: WebhookEndpointStore;
  feed: Pick<Feed, 'publish'>;
  /** Business time, for what agents read. */
  clock: Clock;
  wallClock: Clock;
}

export type Health = ReturnType<typeof createHealth>;

export function createHealth({ store, feed, clock, wallClock }: HealthParts) {
  const deadToldAt = new Map<string, number>();
  const iso = (): string => new Date(wallClock.now()).toISOString();

  function tell(code: string, detail: string, requestId?: string): void {
    const at = new Date(clock.now()).toISOString();
    feed.publish({ type: 'attention', attention: { code, at, detail, ...(requestId ? { requestId } : {}) } });
  }

  async function disable(endpoint: Endpoint, reason: 'gone' | 'failing'): Promise<Endpoint | null> {
    let mine = false;
    const after = await changeEndpoint(store, endpoint.id, (present) => {
      // Somebody changed its address or asked for more of it meanwhile: what was learned is about another one.
      const stands = present.url === endpoint.url && present.disabled === null;
      mine = stands && (reason === 'gone' || isFailingTooLong(present, wallClock.now()));
      return mine ? { ...present, disabled: { reason, at: iso() } } : null;
    });
    const why = reason === 'gone' ? 'it answered 410 (gone)' : 'nothing succeeded there for three days';
    if (mine) tell('webhook_disabled', `The webhook ${nameOf(endpoint)} was disabled: ${why}.`);
    return after;
  }

  return {
    /** Something was delivered. Answers the endpoint as it is now, where it was changed. */
    async succeeded(endpoint: Endpoint): Promise<Endpoint | null> {
      if (endpoint.failingSince === null) return null;
      return changeEndpoint(store, endpoint.id, (present) =>
        present.failingSince === null ? null : { ...present, failingSince: null },
      );
    },
    /** Something was not delivered. */
    async failed(endpoint: Endpoint, isGone: boolean): Promise<Endpoint | null> {
      if (isGone) return disable(endpoint, 'gone');
      if (isFailingTooLong(endpoint, wallClock.now())) return disable(endpoint, 'failing');
      if (endpoint.failingSince !== null) return null;
      const since = wallClock.now();
      return changeEndpoint(store, endpoint.id, (present) =>
        present.failingSince === null ? { ...present, failingSince: since } : null,
      );
    },
    /** A delivery was given up. */
    died(endpoint: Endpoint, { type, requestId }: Pick<Delivery, 'type' | 'requestId'>): void {
      const now = wallClock.now();
      if (now - (deadToldAt.get(endpoint.id) ?? Number.NEGATIVE_INFINITY) < DEAD_TOLD_EVERY_MS) return;
      deadToldAt.set(endpoint.id, now);
      tell('webhook_dead', `${type} was given up for the webhook ${nameOf(endpoint)} after its last retry.`, requestId);
    },
  };
}

const isFailingTooLong = ({ failingSince }: Endpoint, now: number): boolean =>
  failingSince !== null && now - failingSince >= DISABLED_AFTER_MS;

/** By its host: the rest of an address may hold what only the integrator should read. */
const nameOf = ({ id, url }: Endpoint): string => `${id} (${new URL(url).host})`;
