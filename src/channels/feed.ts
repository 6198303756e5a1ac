/** Tells the feed which requests changed and what an operator should look at. Repeats are harmless: it shows states. */

import type { Feed } from '../application/feed.ts';
import type { Channel } from '../application/ports/channel.ts';
import type { EventType } from '../contract/event.ts';
import type { Attention } from '../contract/live.ts';
import type { RequestEvent, RequestState } from '../domain/request.ts';

/** What needs an operator, as a code and a sentence. */
const ATTENTION: Partial<Record<EventType, (state: RequestState) => string>> = {
  'shipment.overdue': (state) => `Order ${state.facts.orderId} was to be shipped by ${state.deadline?.at}.`,
  'refund.overdue': (state) =>
    `The refund for order ${state.facts.orderId} was to be confirmed by ${state.deadline?.at}.`,
  'refund.failed': (state) =>
    `The refund for order ${state.facts.orderId} failed${state.refund?.text ? `: ${state.refund.text}` : '.'}`,
};

function attentionOf(state: RequestState, event: RequestEvent): Attention | undefined {
  const describe = ATTENTION[event.type];
  if (!describe) return undefined;
  const code = event.type.replace('.', '_');
  return { code, at: event.at, sellerId: state.facts.sellerId, requestId: state.id, detail: describe(state) };
}

export function createFeedChannel(feed: Feed): Channel {
  return {
    name: 'feed',
    async deliver(batch) {
      for (const { state, events } of batch) {
        const { id: requestId, version, facts } = state;
        feed.publish({ type: 'request', requestId, sellerId: facts.sellerId, version, state });
        for (const event of events) {
          const attention = attentionOf(state, event);
          if (attention) feed.publish({ type: 'attention', attention });
        }
      }
    },
  };
}
