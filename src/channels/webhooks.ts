/**
 * The relay's way to webhooks: writes each event's message, the deliveries it is owed in, and the lines they stand in, in
 * one go for the batch, and lets the deliverer send them.
 *
 * Endpoints are read for every batch, after the commit: an endpoint whose creation was answered gets everything that is
 * committed from then on, in every process. Where there is none, nothing is written.
 */
import type { Channel } from '../application/ports/channel.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { DirectoryStore } from '../application/ports/directory.ts';
import type { Owed, RequestStore } from '../application/ports/requests.ts';
import { shopNames } from '../application/request-views.ts';
import { webhookBody } from '../application/webhooks/body.ts';
import { deliveryTo, isLive, wants } from '../application/webhooks/endpoints.ts';
import type { Message, WebhookStore } from '../application/webhooks/ports.ts';
import { evolve } from '../domain/evolve.ts';
import type { RequestEvent, RequestState } from '../domain/request.ts';

export interface WebhookChannelParts {
  store: {
    requests: Pick<RequestStore, 'events'>;
    directory: Pick<DirectoryStore, 'sellers'>;
    webhooks: Pick<WebhookStore, 'endpoints' | 'owe'>;
  };
  wallClock: Clock;
  onOwed(): void;
}

const PAGE = 500;

export function createWebhookChannel({ store, wallClock, onOwed }: WebhookChannelParts): Channel {
  /** The request as it was before an event, from its history. */
  async function before({ requestId, seq }: RequestEvent): Promise<RequestState | null> {
    let state: RequestState | null = null;
    while ((state?.version ?? 0) < seq - 1) {
      const done: number = state?.version ?? 0;
      const events: RequestEvent[] = await store.requests.events(requestId, done, Math.min(PAGE, seq - 1 - done));
      if (events.length === 0) throw new Error(`the history of ${requestId} ends at ${done}, before ${seq}`);
      state = events.reduce<RequestState | null>(evolve, state);
    }
    return state;
  }

  /** Each event with the request as of it. What is owed comes with the state after the last of them. */
  async function messagesOf({ state, events }: Owed, shops: Map<string, string>): Promise<Message[]> {
    const [first] = events;
    if (!first) return [];
    const [only] = events.length === 1 && state.version === first.seq ? events : [];
    if (only) return [messageOf(only, state, shops)];
    let asOf = await before(first);
    return events.map((event) => {
      asOf = evolve(asOf, event);
      return messageOf(event, asOf, shops);
    });
  }

  return {
    name: 'webhooks',
    async deliver(batch) {
      const endpoints = (await store.webhooks.endpoints()).filter(({ deletedAt }) => deletedAt === null);
      if (endpoints.length === 0) return;
      const shops = await shopNames(
        store.directory,
        batch.map(({ state }) => state),
      );
      const messages = (await Promise.all(batch.map((owed) => messagesOf(owed, shops)))).flat();
      const deliveries = endpoints
        .filter(isLive)
        .flatMap((endpoint) =>
          messages.filter((message) => wants(endpoint, message)).map((message) => deliveryTo(endpoint.id, message)),
        );
      await store.webhooks.owe(messages, deliveries, wallClock.now());
      if (deliveries.length > 0) onOwed();
    },
  };
}

const messageOf = (event: RequestEvent, asOf: RequestState, shops: Map<string, string>): Message => {
  const { id: eventId, requestId, seq, type, at } = event;
  return { eventId, requestId, seq, type, at, body: webhookBody(event, asOf, shops) };
};
