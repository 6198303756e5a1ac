/**
 * Calls of every operation of `/openapi.json` that nobody means well: none may be answered with a 5xx, a status or code that
 * the document does not name, or a body outside its schema. `npm run fuzz` makes many more.
 */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { OPERATIONS } from '../../src/application/reach.ts';
import type { JsonSchema } from '../../src/http/json-schema.ts';
import type { OpenApiDocument, Operation } from '../../src/http/openapi-document.ts';
import { callsOf, type FuzzedCall } from '../support/fuzz/calls.ts';
import type { Known } from '../support/fuzz/like-schema.ts';
import { type Api, type Credentials, integrator, onEveryStorage, type Reply } from '../support/http.ts';

const CALLS = Number(process.env.PARLEY_FUZZ_CALLS ?? 30);
const LONGEST = 60_000 + CALLS * 1_000;

onEveryStorage((api) => {
  let document: OpenApiDocument;
  let known: Known;
  let callers: Credentials[];
  const readers = new Map<string, z.ZodType>();

  beforeAll(async () => {
    document = (await api().get<OpenApiDocument>('/openapi.json', {})).body;
    known = await lived(api());
    callers = await whoCalls(api());
  });

  /** The schema that the document gives for the answer. Undefined where it has no JSON. */
  function readerOf(operation: Operation, reply: Reply<unknown>): z.ZodType | undefined {
    const [type = ''] = (reply.headers.get('content-type') ?? '').split(';');
    const schema = operation.responses[reply.status]?.content?.[type]?.schema;
    if (!schema || !type.endsWith('json')) return undefined;
    const text = JSON.stringify(schema);
    const reader = readers.get(text) ?? readerFor(schema, document);
    readers.set(text, reader);
    return reader;
  }

  function requireGood(operation: Operation, call: FuzzedCall, reply: Reply<unknown>): void {
    const said = `${JSON.stringify(call).slice(0, 1_000)} answered ${reply.status} ${JSON.stringify(reply.body)?.slice(0, 500)}`;
    expect(reply.status, said).toBeLessThan(500);
    expect(Object.keys(operation.responses), said).toContain(String(reply.status));
    const problem = readerOf(operation, reply)?.safeParse(reply.body).error;
    expect(problem, said).toBeUndefined();
  }

  it.each(Object.keys(OPERATIONS))(
    '%s',
    async (name) => {
      const found = operationsOf(document).find(({ operation }) => operation.operationId === name);
      if (!found) throw new Error(`there is no ${name}`);
      const { method, template, operation } = found;
      await fc.assert(
        fc.asyncProperty(callsOf(template, operation, document, known, callers), async (call) => {
          const { path, ...options } = call;
          requireGood(operation, call, await api().call<unknown>(method, path, options));
        }),
        { numRuns: CALLS },
      );
    },
    LONGEST,
  );
});

const operationsOf = ({ paths }: OpenApiDocument) =>
  Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ template, method: method.toUpperCase(), operation })),
  );

/** With what the schema refers to, as zod's own reader of JSON Schema takes it. */
function readerFor(schema: JsonSchema, { components }: OpenApiDocument): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: components.schemas });
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
}

/** Two shops, and requests in several states; answers what there is to name. */
async function lived(api: Api): Promise<Known> {
  const webhook = await api.post<{ id: string }>('/v1/webhooks', { url: 'https://shop.example/hooks' });
  await api.post(`/v1/webhooks/${webhook.body.id}/ping`, {});
  const waiting = await api.open({ externalId: 'ext-1', conversationId: 'conv-1' });
  const offered = await api.offered({ conversationId: 'conv-1' });
  const theirs = await api.offered({ buyerId: 'buyer-2', sellerId: 'shop-2', conversationId: 'conv-2' });
  const settling = await api.offered({ conversationId: 'conv-1' });
  await api.post(
    `/v1/requests/${settling.id}/offers/${settling.offerId}/accept`,
    {},
    { ...integrator, actor: 'buyer:buyer-1' },
  );
  const approved = await api.open({ conversationId: 'conv-1' });
  await api.post(`/v1/requests/${approved.id}/approve`, {});
  await api.relay.idle();
  const log = await api.get<{ items: { id: string }[] }>(`/v1/webhooks/${webhook.body.id}/deliveries`);
  return {
    requests: [waiting.id, offered.id, theirs.id, settling.id, approved.id],
    offerId: [offered.offerId, theirs.offerId, settling.offerId],
    sellers: ['shop-1', 'shop-2'],
    conversations: ['conv-1', 'conv-2'],
    webhooks: [webhook.body.id],
    deliveryId: log.body.items.map(({ id }) => id),
    market: ['TH', 'US', 'ZZ'],
    sellerId: ['shop-1', 'shop-2'],
    buyerId: ['buyer-1', 'buyer-2'],
    conversationId: ['conv-1', 'conv-2'],
    externalId: ['ext-1'],
    currency: ['THB', 'USD'],
    q: ['577', 'ext-1', 'req_'],
  };
}

async function whoCalls(api: Api): Promise<Credentials[]> {
  const people = [
    { role: 'buyer', id: 'buyer-1' },
    { role: 'seller', id: 'shop-1', userId: 'staff-1' },
    { role: 'agent', id: 'agent-1' },
    { role: 'buyer', id: 'buyer-1', conversationId: 'conv-1' },
  ] as const;
  return [integrator, {}, { token: 'a.b.c' }, ...(await Promise.all(people.map((person) => api.token(person))))];
}
