/** What tells an event: the bytes that are posted. */
import type { WebhookBody } from '../../contract/webhook.ts';
import type { RequestEvent, RequestState } from '../../domain/request.ts';
import type { Caller } from '../access.ts';
import { viewEvent, viewRequest } from '../queries.ts';
import { named } from '../request-views.ts';

const INTEGRATOR: Caller = { kind: 'integrator' };

/** The event and the request as of it, as the integrator sees them; without `actions`, which are of the moment. `shops`: their names. */
export function webhookBody(event: RequestEvent, state: RequestState, shops: Map<string, string>): string {
  const { actions: _, ...view } = viewRequest(state, INTEGRATOR, Date.parse(event.at));
  const request = { ...view, ...named(state, shops) };
  const { type, at: timestamp } = event;
  const body: WebhookBody = { type, timestamp, data: { event: viewEvent(event, INTEGRATOR), request } };
  return JSON.stringify(body);
}
