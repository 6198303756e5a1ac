/** The OpenAPI 3.1 document, made from the routes that are served and the schemas that validate. */

import type { z } from 'zod';
import { Problem, type ProblemCode } from '../contract/problem.ts';
import { ACTOR_HEADER } from './actor-header.ts';
import { RECORDED } from './examples/recorded.ts';
import { type JsonSchema, SchemaCollection } from './json-schema.ts';
import { NOW_HEADER } from './locals.ts';
import type { Media, OpenApiDocument, OpenApiResponse, Operation, Parameter } from './openapi-document.ts';
import { problemCodes, problemExamples, problemResponses } from './openapi-problems.ts';
import { webhookOperation } from './openapi-webhook.ts';
import type { DeclaredAnswer, Route } from './route.ts';
import { TAGS, type Tag } from './tags.ts';

/** A route without callers of its own: health, metrics. */
export interface PlainRoute {
  path: string;
  operation: string;
  summary: string;
  contentType: string;
  /** Of an answer in JSON. */
  schema?: z.ZodType;
  problems: ProblemCode[];
}

const DESCRIPTION = `Parley runs the negotiation inside an aftersale request: a buyer asks a shop to send what was missing, the
seller may offer money instead, the buyer accepts or rejects it in the chat, and the request goes on. Money is in minor units
(\`25000\` THB is 250 baht), times are ISO 8601 in UTC. Bodies and queries are strict: an unknown field is a 400.`;

const SECURITY_SCHEMES = {
  apiKey: { type: 'http', scheme: 'bearer', description: 'The API key of the integrator. It may do everything.' },
  personToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token of a buyer, a seller or an agent, from `POST /v1/tokens`.',
  },
};

export function openApiDocument(
  routes: Route[],
  plainRoutes: PlainRoute[],
  about: { version: string; url: string },
): OpenApiDocument {
  const schemas = new SchemaCollection();
  const paths: OpenApiDocument['paths'] = {};
  const add = (path: string, method: string, operation: Operation) => {
    const templated = path.replace(/:(\w+)/gu, '{$1}');
    paths[templated] = { ...paths[templated], [method]: operation };
  };
  const problem = schemas.describe(Problem);
  for (const route of routes) add(route.path, route.method, operationOf(route, schemas, problem));
  for (const route of plainRoutes) add(route.path, 'get', plainOperation(route, schemas, problem));
  const used = new Set<Tag>([...routes.map((route) => route.tag), SYSTEM]);
  const tags = (Object.keys(TAGS) as Tag[]).filter((tag) => used.has(tag));
  const codes = new Set([...routes.flatMap(problemCodes), ...plainRoutes.flatMap((route) => route.problems)]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: about.version,
      description: DESCRIPTION.replaceAll('\n', ' '),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: about.url }],
    tags: tags.map((name) => ({ name, description: TAGS[name] })),
    paths,
    webhooks: { event: { post: webhookOperation(schemas) } },
    components: {
      schemas: sorted(schemas.shared),
      examples: problemExamples(codes),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

const SYSTEM: Tag = 'System';

function operationOf(route: Route, schemas: SchemaCollection, problem: JsonSchema): Operation {
  const people = route.access.who.filter((role) => role !== 'integrator');
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    security: people.length > 0 ? [{ apiKey: [] }, { personToken: [] }] : [{ apiKey: [] }],
    'x-roles': route.access.who,
    parameters: [
      ...fields(route.params, 'path', schemas, RECORDED.operations[route.operation]?.params),
      ...fields(route.query, 'query', schemas, RECORDED.operations[route.operation]?.query),
      ...headers(route, people.length > 0),
    ],
    ...(route.body ? { requestBody: bodyOf(route, route.bytes ? BINARY : schemas.describe(route.body)) } : {}),
    responses: { ...answersOf(route, schemas), ...problemResponses(problemCodes(route), problem) },
  };
}

function fields(
  schema: Route['params'],
  place: 'path' | 'query',
  schemas: SchemaCollection,
  examples: Record<string, unknown> = {},
): Parameter[] {
  const { properties = {}, required = [] } = schema ? schemas.describe(schema) : {};
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (required.includes(name) && property.default === undefined),
    schema: property,
    ...(name in examples ? { example: examples[name] } : {}),
  }));
}

const FOR_WHOM =
  'With the API key: acts for this person. `role:id` or `role:id:userId`, such as `buyer:buyer-1` or `seller:shop-1:staff-7`; in an id, a colon is written `%3A` and a percent sign `%25`.';

function headers(route: Route, forPeople: boolean): Parameter[] {
  const header = (name: string, description: string): Parameter => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  const all: Parameter[] = [];
  if (forPeople) all.push(header(ACTOR_HEADER, FOR_WHOM));
  if (route.method === 'post' && !route.secret) {
    all.push(header('Idempotency-Key', 'The same key and body answer the same for 24 hours; the effect happens once.'));
  }
  if (route.guarded)
    all.push(header('If-Match', 'The ETag you read: refused as `version_mismatch` if it has changed.'));
  if (route.tagged) all.push(header('If-None-Match', 'The ETag you have: answered with 304 if nothing changed.'));
  return all;
}

const BINARY: JsonSchema = { type: 'string', format: 'binary' };
const bodyOf = (route: Route, schema: JsonSchema): Operation['requestBody'] => ({
  required: true,
  content: {
    ...(route.bytes
      ? Object.fromEntries(route.bytes.types.map((type) => [type, { schema: BINARY }]))
      : { 'application/json': { schema, ...(route.example === undefined ? {} : { example: route.example }) } }),
  },
});

const ETAG = {
  ETag: { description: 'Of the answer as you see it.', schema: { type: 'string' } },
  [NOW_HEADER]: { description: 'The server’s clock, with 304 too.', schema: { type: 'string', format: 'date-time' } },
};

function answersOf(route: Route, schemas: SchemaCollection): Record<string, OpenApiResponse> {
  const answers = Object.entries(route.answers).map(([status, declared]): [string, OpenApiResponse] => {
    const content = contentOf(declared, recordedAnswer(route.operation, Number(status)), schemas);
    const { description } = declared;
    return [status, { description, ...(route.tagged ? { headers: ETAG } : {}), ...(content ? { content } : {}) }];
  });
  if (route.tagged) answers.push(['304', { description: 'You have it already.', headers: ETAG }]);
  return Object.fromEntries(answers);
}

const recordedAnswer = (operation: string, status: number): Pick<Media, 'example'> => {
  const recorded = RECORDED.operations[operation];
  return recorded?.status === status && recorded.answer !== undefined ? { example: recorded.answer } : {};
};

function contentOf(
  { schema, contentType }: Pick<DeclaredAnswer, 'schema' | 'contentType'>,
  example: Pick<Media, 'example'>,
  schemas: SchemaCollection,
): Record<string, Media> | undefined {
  if (schema) return { [contentType ?? 'application/json']: { schema: schemas.describe(schema), ...example } };
  return contentType === undefined ? undefined : { [contentType]: { schema: {} } };
}

/**
 * Health and metrics ask nothing of their callers, so all that can be wrong with a call is that it is no HTTP the
 * server can read.
 */
const UNREADABLE = { 431: { description: 'The headers are larger than 16 kB. Answered without a body.' } };

const plainOperation = (route: PlainRoute, schemas: SchemaCollection, problem: JsonSchema): Operation => ({
  operationId: route.operation,
  tags: [SYSTEM],
  summary: route.summary,
  security: [],
  parameters: [],
  responses: {
    200: { description: route.summary, content: contentOf(route, recordedAnswer(route.operation, 200), schemas) },
    ...UNREADABLE,
    ...problemResponses(route.problems, problem),
  },
});

const sorted = <T>(map: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
