/** Each problem code of the contract once, as the service answers it: what the OpenAPI document shows as examples. */
import { StorageUnavailable, type Store } from '../../src/application/ports/store.ts';
import type { Problem, ProblemCode } from '../../src/contract/problem.ts';
import type { RequestInput, RequestView } from '../../src/contract/request.ts';
import { type Api, actingFor, type Credentials, integrator, startApi } from './http.ts';
import { CALL_ID } from './openapi-story.ts';
import { input } from './world.ts';

const DAY = 24 * 3_600_000;
const HALF = { kind: 'partial_refund', percent: 50 };
const bowl = (changes: Partial<RequestInput> = {}) => input({ orderId: '577087614418520388', ...changes });

type Ask = [method: string, path: string, body?: unknown, as?: Credentials, headers?: Record<string, string>];
type Problems = Partial<Record<ProblemCode, Problem>>;

/** Whatever is called while it is closed waits. */
function createGate() {
  let open = (): void => {};
  let arrived = (): void => {};
  let passage = Promise.resolve();
  return {
    /** Resolves when the first caller waits. */
    close(): Promise<void> {
      passage = new Promise((resolve) => {
        open = resolve;
      });
      return new Promise((resolve) => {
        arrived = resolve;
      });
    },
    open: () => open(),
    async pass(): Promise<void> {
      arrived();
      await passage;
    },
  };
}

export async function collectProblems(store: Store): Promise<Problems> {
  const gate = createGate();
  let statsFail = (): Error | null => null;
  const api = await startApi(store, {
    publicUrl: 'https://parley.example',
    replace: ({ commands, stats }) => ({
      commands: { ...commands, execute: (...args) => gate.pass().then(() => commands.execute(...args)) },
      stats: async (query) => {
        const error = statsFail();
        if (error) throw error;
        return stats(query);
      },
    }),
  });
  const limited = await startApi(store, { rateLimit: 1 });
  const problems: Problems = {};
  const expectProblem = async (code: ProblemCode, ask: Ask, at: Api = api): Promise<void> => {
    const [method, path, body, as = integrator, headers = {}] = ask;
    const reply = await at.call<Problem>(method, path, { body, as, headers: { ...CALL_ID, ...headers } });
    if (reply.body.code !== code) throw new Error(`expected ${code} of ${method} ${path}: ${JSON.stringify(reply)}`);
    problems[code] = reply.body;
  };
  const expired = await api.token({ role: 'buyer', id: 'buyer-1', ttlSeconds: 1 });
  api.wallClock.advance(DAY);
  try {
    const strict = { rejectReasons: { items_were_sent: { evidence: true } } };
    const { id } = await api.open(bowl({ conversationId: 'conv-1' }), { policy: strict });
    const offers = `/v1/requests/${id}/offers`;
    const reject = `/v1/requests/${id}/reject`;

    await expectProblem('unauthenticated', ['GET', '/v1/requests', undefined, {}]);
    await expectProblem('token_expired', ['GET', '/v1/requests', undefined, expired]);
    await expectProblem('forbidden', ['POST', '/v1/tokens', {}, actingFor('seller:shop-1')]);
    await expectProblem('not_found', ['GET', '/v1/requests/req_none']);
    await expectProblem('invalid_query', ['GET', '/v1/requests?limit=1000']);
    await expectProblem('invalid_body', ['POST', reject, { reason: 'other' }]);
    await expectProblem('payload_too_large', ['POST', reject, { reason: 'other', text: '*'.repeat(300_000) }]);
    const photos = '/v1/conversations/conv-1/attachments';
    const sender = actingFor('buyer:buyer-1');
    await expectProblem('unsupported_media_type', [
      'POST',
      photos,
      Buffer.from('GIF89a'),
      sender,
      { 'content-type': 'image/gif' },
    ]);
    await expectProblem('picture_unreadable', ['POST', photos, Buffer.from('no picture'), sender]);
    await expectProblem('rate_limited', ['GET', '/v1/requests'], await spent(limited));
    statsFail = () => new StorageUnavailable('gone');
    await expectProblem('unavailable', ['GET', '/v1/stats']);
    statsFail = () => new Error('a mistake');
    await expectProblem('internal', ['GET', '/v1/stats']);

    await expectProblem('unknown_seller', ['POST', '/v1/requests', bowl({ sellerId: 'shop-9' })]);
    await expectProblem('market_mismatch', ['POST', '/v1/requests', bowl({ market: 'VN' })]);
    const taken = bowl({ conversationId: 'conv-1', buyerId: 'buyer-2' });
    await expectProblem('conversation_taken', ['POST', '/v1/requests', taken]);
    const named = bowl({ externalId: '4035633475056536357' });
    await api.post('/v1/requests', named);
    await expectProblem('external_id_mismatch', ['POST', '/v1/requests', { ...named, reason: 'damaged' }]);

    await expectProblem('url_not_allowed', ['POST', '/v1/webhooks', { url: 'https://127.0.0.1/parley' }]);
    await expectProblem('evidence_required', ['POST', reject, { reason: 'items_were_sent', text: 'See the photo.' }]);
    const tooMuch = { kind: 'partial_refund', amount: { amount: 60_000, currency: 'THB' } };
    await expectProblem('amount_out_of_range', ['POST', offers, tooMuch]);
    const dollars = { kind: 'partial_refund', amount: { amount: 600, currency: 'USD' } };
    await expectProblem('currency_mismatch', ['POST', offers, dollars]);
    const lost = await api.post<RequestView>('/v1/requests', bowl({ reason: 'not_received' }));
    await expectProblem('solution_not_allowed', ['POST', `/v1/requests/${lost.body.id}/offers`, HALF]);

    const extend = { seconds: 3600, text: 'The shop’s warehouse is closed today.' };
    await api.post(`/v1/requests/${id}/extend`, extend);
    await expectProblem('extension_used', ['POST', `/v1/requests/${id}/extend`, { ...extend, seconds: 60 }]);
    await expectProblem('version_mismatch', ['POST', offers, HALF, integrator, { 'If-Match': '"1"' }]);

    const waiting = gate.close();
    const once = { 'Idempotency-Key': 'offer-577087614418520388' };
    const running = api.post<RequestView>(offers, HALF, integrator, once);
    await waiting;
    await expectProblem('idempotency_in_progress', ['POST', offers, HALF, integrator, once]);
    gate.open();
    const offerId = (await running).body.offer?.id;
    await expectProblem('idempotency_mismatch', ['POST', offers, { ...HALF, percent: 60 }, integrator, once]);
    await expectProblem('conflict', ['POST', `/v1/requests/${id}/approve`, {}]);

    api.clock.advance(2 * DAY);
    const buyer = actingFor('buyer:buyer-1');
    await expectProblem('deadline_passed', ['POST', `${offers}/${offerId}/accept`, {}, buyer]);
    await expectProblem('offer_limit_reached', ['POST', offers, HALF]);
    return problems;
  } finally {
    await Promise.all([api.close(), limited.close()]);
  }
}

/** The service once its caller has used up its calls. */
async function spent(api: Api): Promise<Api> {
  await api.get('/v1/requests');
  return api;
}
