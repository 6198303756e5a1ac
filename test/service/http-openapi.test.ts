import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PROBLEM_STATUS, type ProblemCode } from '../../src/contract/problem.ts';
import type { JsonSchema } from '../../src/http/json-schema.ts';
import type { OpenApiDocument } from '../../src/http/openapi-document.ts';
import { problemCodes } from '../../src/http/openapi-problems.ts';
import { type Api, actingFor, startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

let api: Api;
let cleanup: () => Promise<void>;
let document: OpenApiDocument;
beforeAll(async () => {
  const opened = await sqliteStore();
  cleanup = opened.cleanup;
  api = await startApi(opened.store, { publicUrl: 'https://parley.example' });
  document = (await api.get<OpenApiDocument>('/openapi.json', {})).body;
});
afterAll(async () => {
  await api.close();
  await cleanup();
});

/** Every value under a key, anywhere in the document. */
function valuesOf(key: string, within: unknown): unknown[] {
  if (typeof within !== 'object' || within === null) return [];
  return Object.entries(within).flatMap(([name, value]) => [...(name === key ? [value] : []), ...valuesOf(key, value)]);
}
const resolve = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);

/** A schema of the document with what it refers to, as zod's own reader of JSON Schema takes it. */
function readerOf(schema: JsonSchema): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas });
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
}
const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe('/openapi.json', () => {
  it('is an OpenAPI 3.1 document with the address of the service', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Parley', version: '0.0.0-test' },
      servers: [{ url: 'https://parley.example' }],
    });
  });

  it('names every route that is served, and no other under /v1', () => {
    const described = operations().map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/gu, ':$1')}`);
    const served = api.routes.map(({ method, path }) => `${method} ${path}`);
    expect(described.filter((each) => each.includes('/v1/')).toSorted()).toEqual(served.toSorted());
    expect(described).toEqual(expect.arrayContaining(['get /healthz', 'get /readyz', 'get /metrics']));
  });

  it('names each operation once, and each parameter of each path', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations()) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(
        inPath.map(({ name, required }) => [name, required]),
        path,
      ).toEqual([...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => [name, true]));
    }
  });

  it('every reference leads somewhere, and every shared schema is used', () => {
    const refs = valuesOf('$ref', document) as string[];
    for (const ref of refs) expect(resolve(ref), ref).toBeDefined();
    const used = new Set(refs.map((ref) => ref.split('/').at(-1)));
    expect(Object.keys(document.components.schemas).filter((name) => !used.has(name))).toEqual([]);
  });

  it('every pattern is a regular expression', () => {
    const patterns = valuesOf('pattern', document).filter((pattern) => typeof pattern === 'string');
    expect(patterns.length).toBeGreaterThan(10);
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u'), pattern).not.toThrow();
    expect(new RegExp(document.components.schemas.Money?.properties?.currency?.pattern ?? '', 'u').test('THB')).toBe(
      true,
    );
  });

  it('every body has an example that the service and the document both accept', () => {
    for (const route of api.routes.filter((each) => each.body)) {
      expect(route.example, route.operation).toBeDefined();
      const parsed = route.body?.safeParse(route.example);
      expect(parsed?.success, `${route.operation}: ${parsed?.error}`).toBe(true);
    }
    for (const { operation } of operations()) {
      const media = operation.requestBody?.content['application/json'];
      if (!media) continue;
      const result = readerOf(media.schema).safeParse(media.example);
      expect(result.success, `${operation.operationId}: ${result.error}`).toBe(true);
    }
  });

  it('examples inside schemas are of their schema', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (schema.example === undefined) continue;
      expect(readerOf(schema).safeParse(schema.example).success, name).toBe(true);
    }
  });

  it('what may be null may be null, and what may not may not', () => {
    const request = readerOf({ $ref: '#/components/schemas/Request' });
    expect(document.components.schemas.Request?.properties?.refund).toEqual({
      anyOf: [{ $ref: '#/components/schemas/Refund' }, { type: 'null' }],
    });
    expect(document.components.schemas.Refund?.type).toBe('object');
    expect(request.safeParse(null).success).toBe(false);
  });

  it('names every error with an example', () => {
    const problem = readerOf({ $ref: '#/components/schemas/Problem' });
    for (const { value } of Object.values(document.components.examples)) {
      expect(problem.safeParse(value).success).toBe(true);
    }
    const declared = new Set(api.routes.flatMap(problemCodes));
    expect(Object.keys(document.components.examples).toSorted()).toEqual([...declared].toSorted());
    expect(Object.keys(PROBLEM_STATUS).filter((code) => !declared.has(code as never))).toEqual([]);
  });

  it('each operation lists the codes it answers, by status', () => {
    for (const route of api.routes) {
      const path = route.path.replace(/:(\w+)/gu, '{$1}');
      const responses = Object.entries(document.paths[path]?.[route.method]?.responses ?? {});
      const listed = responses.flatMap(([status, { content = {} }]) => {
        const schema = content['application/problem+json']?.schema;
        const codes = schema?.allOf?.[1]?.properties?.code?.enum ?? [];
        for (const code of codes) expect(PROBLEM_STATUS[code as ProblemCode], `${path} ${code}`).toBe(Number(status));
        return codes;
      });
      expect(listed.toSorted(), route.operation).toEqual(problemCodes(route).toSorted());
    }
  });

  it('says who may, and how they say who they are', () => {
    const offers = document.paths['/v1/requests/{id}/offers']?.post;
    expect(offers).toMatchObject({
      'x-roles': ['integrator', 'seller', 'agent'],
      security: [{ apiKey: [] }, { personToken: [] }],
    });
    expect(document.paths['/v1/tokens']?.post?.security).toEqual([{ apiKey: [] }]);
    expect(document.paths['/healthz']?.get?.security).toEqual([]);
    expect(Object.keys(document.components.securitySchemes)).toEqual(['apiKey', 'personToken']);
  });

  it('an answer that is not declared fails whatever test meets it', async () => {
    const stats = api.routes.find(({ operation }) => operation === 'getStats');
    if (!stats) throw new Error('there is no getStats');
    const ask = () => api.get('/v1/stats?sellerId=shop-2', actingFor('seller:shop-1'));
    expect((await ask()).status).toBe(404);
    const declared = stats.problems;
    stats.problems = [];
    await expect(ask()).rejects.toThrow('answered 404 not_found, which getStats does not declare');
    stats.problems = declared;
  });

  it('health asks nothing of its callers: all that can be wrong is a call that the server cannot read', async () => {
    expect(Object.keys(document.paths['/healthz']?.get?.responses ?? {})).toEqual(['200', '431']);
    const reply = await api.call('GET', '/healthz', { headers: { 'x-large': '*'.repeat(17_000) } });
    expect([reply.status, reply.body]).toEqual([431, '']);
  });

  it('what the service answers is what the document says', async () => {
    const { id, conversationId } = await api.offered();
    await api.relay.idle();
    const buyer = actingFor('buyer:buyer-1');
    const calls: [string, string, object?][] = [
      ['/v1/requests/{id}', `/v1/requests/${id}`],
      ['/v1/requests/{id}', `/v1/requests/${id}`, buyer],
      ['/v1/requests', '/v1/requests'],
      ['/v1/requests/{id}/events', `/v1/requests/${id}/events`],
      ['/v1/sellers/{id}', '/v1/sellers/shop-1'],
      ['/v1/policies/{market}', '/v1/policies/US'],
      ['/v1/stats', '/v1/stats'],
      ['/v1/conversations/{id}/messages', `/v1/conversations/${conversationId}/messages`, buyer],
    ];
    for (const [template, path, as] of calls) {
      const schema = document.paths[template]?.get?.responses['200']?.content?.['application/json']?.schema;
      const reply = await api.get(path, as);
      expect(reply.status, path).toBe(200);
      const result = readerOf(schema ?? {}).safeParse(reply.body);
      expect(result.success, `${path}: ${result.error}`).toBe(true);
    }
    const missing = await api.get('/v1/requests/req_none');
    expect(readerOf({ $ref: '#/components/schemas/Problem' }).safeParse(missing.body).success).toBe(true);
  });
});
