/**
 * A whole negotiation told with the examples of the OpenAPI document: every operation once, with the body that the
 * document shows, in an order in which each of them takes effect. What was answered is what the document shows as
 * examples of answers.
 *
 * Each route is checked as it is called: the status is one it declares, and the answer is of the declared schema.
 */
import { valuesOf } from '../../src/application/cards/values.ts';
import { createHealth } from '../../src/application/webhooks/health.ts';
import type { WebhookSender } from '../../src/application/webhooks/ports.ts';
import { createWebhookDeliverer, type WebhookDeliverer } from '../../src/channels/webhooks/deliverer.ts';
import type { Problem } from '../../src/contract/problem.ts';
import type { RequestView } from '../../src/contract/request.ts';
import type { RecordedCall } from '../../src/http/examples/recorded.ts';
import type { Route } from '../../src/http/route.ts';
import { type Api, integrator, type Reply, SECRET } from './http.ts';

interface Asked {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  actor?: string;
  /** In place of the document's example, where that cannot name what was made here. */
  body?: unknown;
}
const MINUTE = 60_000;
/** Instead of a random id, so that a problem says the same each time. */
export const CALL_ID = { 'X-Request-Id': '7d1f6f0e-2b7b-4c1e-9b0e-5d2f3a8c4e11' };

export interface Story {
  operations: Record<string, RecordedCall>;
  /** What was posted to the webhook. */
  webhook: unknown;
}

export async function tellStory(api: Api): Promise<Story> {
  const operations: Record<string, RecordedCall> = {};

  /** Calls an operation with its example, a minute after the last one, and notes the answer. */
  async function call<T = RequestView>(operation: string, { body, ...asked }: Asked = {}): Promise<T> {
    const route = api.routes.find((each) => each.operation === operation);
    if (!route) throw new Error(`there is no operation ${operation}`);
    for (const clock of [api.clock, api.wallClock]) clock.advance(MINUTE);
    const reply = await send<T>(api, route, { ...asked, body });
    requireDeclared(route, reply);
    const isJson = reply.headers.get('content-type')?.startsWith('application/json');
    operations[operation] = { ...asked, status: reply.status, ...(isJson ? { answer: reply.body } : {}) };
    await api.relay.idle();
    return reply.body;
  }

  /** A request like the one that the document opens. */
  async function another(changes: object = {}): Promise<RequestView> {
    const opening = api.routes.find(({ operation }) => operation === 'openRequest')?.example;
    return (await api.post<RequestView>('/v1/requests', { ...(opening as object), ...changes })).body;
  }
  const offered = async () => offer((await another()).id);
  async function offer(id: string): Promise<{ id: string; offerId: string }> {
    const { body } = await api.post<RequestView>(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 50 });
    await api.relay.idle();
    return { id, offerId: body.offer?.id ?? '' };
  }

  const posted: string[] = [];
  const deliverer = delivererOf(api, posted);
  await call('putPolicy', { params: { market: 'TH' } });
  await call('getPolicy', { params: { market: 'TH' } });
  await call('putSeller', { params: { id: 'shop-1' } });
  await call('patchSeller', { params: { id: 'shop-1' } });
  await call('getSeller', { params: { id: 'shop-1' } });
  await call('createSlackLink', { params: { id: 'shop-1' } });
  await call('putRules', { params: { id: 'shop-1' } });
  await call('getRules', { params: { id: 'shop-1' } });
  await call('issueToken');

  const webhook = { id: (await call<{ id: string }>('createWebhook')).id };
  const { id } = await call('openRequest');
  await call('updateRequest', { params: { id } });
  await call('dryRunRules', { params: { id: 'shop-1' } });
  await call('holdRule', { params: { id } });
  await call('getOdds', { params: { id }, query: { percent: 40 } });
  await call('extendDeadline', { params: { id } });
  await call('assignRequest', { params: { id }, actor: 'seller:shop-1:staff-2' });
  const { offer: first } = await call('proposeOffer', { params: { id } });
  const offerId = first?.id ?? '';
  await call('exportCard', { params: { id }, query: { format: 'chatwoot' } });
  const photo = await call<{ id: string }>('uploadAttachment', {
    params: { id: 'conv-1' },
    query: { alt: 'An empty box' },
    actor: 'buyer:buyer-1',
  });
  await call('postMessage', { params: { id: 'conv-1' }, actor: 'buyer:buyer-1' });
  await call('listMessages', { params: { id: 'conv-1' }, query: { limit: 20 }, actor: 'buyer:buyer-1' });
  await call('markRead', { params: { id: 'conv-1' }, actor: 'buyer:buyer-1' });
  await call('acceptOffer', { params: { id, offerId }, actor: 'buyer:buyer-1' });
  await call('reportRefund', { params: { id } });
  await deliverer.run();
  const { items } = await call<{ items: { id: string }[] }>('listDeliveries', {
    params: webhook,
    query: { limit: 20 },
  });
  await call('redeliver', { params: { ...webhook, deliveryId: items[0]?.id ?? '' } });
  await call('pingWebhook', { params: webhook });
  await call('rotateWebhookSecret', { params: webhook });
  await call('replayWebhook', { params: webhook });
  await call('patchWebhook', { params: webhook });
  await call('getWebhook', { params: webhook });
  await call('listWebhooks');
  await call('deleteWebhook', { params: webhook });
  await call('getRequest', { params: { id } });
  await call('listEvents', { params: { id }, query: { limit: 3 } });

  await call('writeNote', { params: { id }, actor: 'agent:agent-1:ann' });
  await call('listNotes', { params: { id }, query: { limit: 20 }, actor: 'agent:agent-1:ann' });
  await call('putReplies', { query: { owner: 'shop-1' } });
  await call('getReplies', { query: { owner: 'shop-1' } });

  const countered = await offered();
  await call('counterOffer', { params: countered, actor: 'buyer:buyer-1' });
  await call('rejectOffer', { params: await offered(), actor: 'buyer:buyer-1' });
  const shown = await offered();
  const value = valuesOf({ requestId: shown.id, offerId: shown.offerId }, [SECRET])('reject');
  await call('answerCard', { body: { value, text: 'I need the bowl for a set.' } });
  await call('withdrawOffer', { params: await offered() });
  await call('rejectRequest', { params: { id: (await another()).id } });
  const proven = await another();
  const evidence = [photo.id];
  await api.post(`/v1/requests/${proven.id}/reject`, { reason: 'items_were_sent', text: 'See the photo.', evidence });
  await call('listEvidence', { params: { id: proven.id } });
  await call('cancelRequest', { params: { id: (await another()).id } });
  await call('concludeRequest', { params: { id: (await another()).id } });
  const closed = await another({ buyerId: 'buyer-2', conversationId: 'conv-2' });
  await api.post(`/v1/requests/${closed.id}/conclude`, { outcome: 'refunded' });
  await call('eraseBuyer', { params: { id: 'buyer-2' } });
  const sent = await another();
  await call('approveRequest', { params: { id: sent.id } });
  await call('shipRequest', { params: { id: sent.id } });
  await call('getDocuments', { params: { id: sent.id } });
  await call('recordLogistics', { params: { id: sent.id } });
  await call('listRequests', { query: { tab: 'in_progress', sort: '-updatedAt', limit: 20 } });
  await call('exportRequests', { query: { tab: 'in_progress', sort: '-updatedAt' } });
  await call('getStats', { query: { sellerId: 'shop-1', bucket: 'month' } });

  for (const [operation, path] of Object.entries({ getHealth: '/healthz', getReadiness: '/readyz' })) {
    const { status, body } = await api.call('GET', path);
    operations[operation] = { status, answer: body };
  }
  return { operations, webhook: JSON.parse(posted[0] ?? 'null') };
}

/** Delivers webhooks to a receiver that says ok after 12 ms, and notes what it was sent. */
function delivererOf({ store: { webhooks: store }, clock, wallClock }: Api, posted: string[]): WebhookDeliverer {
  const post: WebhookSender['post'] = async ({ body }) => {
    posted.push(body);
    return { status: 200, durationMs: 12, response: 'ok', error: null };
  };
  return createWebhookDeliverer({
    store,
    sender: { post },
    health: createHealth({ store, feed: { publish: () => {} }, clock, wallClock }),
    keys: [SECRET],
    wallClock,
    random: () => 0,
    owner: 'story',
    onError(error) {
      throw error;
    },
  });
}

function send<T>(
  api: Api,
  { method, path, example }: Route,
  { params = {}, query, actor, body = example }: Asked,
): Promise<Reply<T>> {
  const filled = path.replace(/:(\w+)/gu, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]);
  return api.call<T>(method.toUpperCase(), query ? `${filled}?${new URLSearchParams(asked)}` : filled, {
    as: { ...integrator, ...(actor ? { actor } : {}) },
    headers: CALL_ID,
    body,
  });
}

function requireDeclared({ operation, answers }: Route, { status, body }: Reply<unknown>): void {
  const declared = answers[status];
  if (!declared) throw new Error(`${operation} answered ${status} to its example: ${(body as Problem).detail}`);
  const parsed = declared.schema?.safeParse(body);
  if (parsed && !parsed.success) throw new Error(`${operation} answers what its schema refuses: ${parsed.error}`);
}
