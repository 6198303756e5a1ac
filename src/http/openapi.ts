/** The OpenAPI 3.1 document, made from the routes that are served and the schemas that validate. */

import { PROBLEM_STATUS, PROBLEM_TITLES, Problem, type ProblemCode } from '../contract/problem.ts';
import { ACTOR_HEADER } from './auth.ts';
import { groupBy } from './group.ts';
import { type JsonSchema, SchemaCollection } from './json-schema.ts';
import type { Role, Route } from './route.ts';

interface Media {
  schema: JsonSchema;
  example?: unknown;
  examples?: Record<string, { $ref: string }>;
}
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}
export interface OpenApiResponse {
  description: string;
  headers?: Record<string, { description: string; schema: JsonSchema }>;
  content?: Record<string, Media>;
}
export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  'x-roles'?: readonly Role[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, Media> };
  responses: Record<string, OpenApiResponse>;
}
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    examples: Record<string, { summary: string; value: Problem }>;
    securitySchemes: Record<string, object>;
  };
}

/** A route without JSON or callers of its own: health, metrics. */
export interface PlainRoute {
  path: string;
  operation: string;
  summary: string;
  contentType: string;
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
  for (const route of plainRoutes) add(route.path, 'get', plainOperation(route, problem));
  const tags = [...new Set([...routes.map((route) => route.tag), SYSTEM])];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: about.version,
      description: DESCRIPTION.replaceAll('\n', ' '),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: about.url }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: { schemas: sorted(schemas.shared), examples: problemExamples(), securitySchemes: SECURITY_SCHEMES },
  };
}

const SYSTEM = 'System';

function operationOf(route: Route, schemas: SchemaCollection, problem: JsonSchema): Operation {
  const people = route.who.filter((role) => role !== 'integrator');
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    security: people.length > 0 ? [{ apiKey: [] }, { personToken: [] }] : [{ apiKey: [] }],
    'x-roles': route.who,
    parameters: [
      ...fields(route.params, 'path', schemas),
      ...fields(route.query, 'query', schemas),
      ...headers(route, people.length > 0),
    ],
    ...(route.body ? { requestBody: bodyOf(route, schemas.describe(route.body)) } : {}),
    responses: { ...answersOf(route, schemas), ...problemsOf(problemCodes(route), problem) },
  };
}

function fields(schema: Route['params'], place: 'path' | 'query', schemas: SchemaCollection): Parameter[] {
  const { properties = {}, required = [] } = schema ? schemas.describe(schema) : {};
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (required.includes(name) && property.default === undefined),
    schema: property,
  }));
}

function headers(route: Route, forPeople: boolean): Parameter[] {
  const header = (name: string, description: string): Parameter => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  const all: Parameter[] = [];
  if (forPeople) all.push(header(ACTOR_HEADER, 'With the API key: acts for this person, `buyer:buyer-1`.'));
  if (route.method === 'post' && !route.secret) {
    all.push(header('Idempotency-Key', 'The same key and body answer the same for 24 hours; the effect happens once.'));
  }
  if (route.guarded)
    all.push(header('If-Match', 'The ETag you read: refused as `version_mismatch` if it has changed.'));
  if (route.tagged) all.push(header('If-None-Match', 'The ETag you have: answered with 304 if nothing changed.'));
  return all;
}

const bodyOf = (route: Route, schema: JsonSchema): Operation['requestBody'] => ({
  required: true,
  content: {
    'application/json': {
      schema,
      ...(route.example === undefined ? {} : { example: route.example }),
    },
  },
});

function answersOf(route: Route, schemas: SchemaCollection): Record<string, OpenApiResponse> {
  const etag = { ETag: { description: 'Of the request as you see it.', schema: { type: 'string' } } };
  const answers = Object.entries(route.answers).map(([status, { description, schema }]): [string, OpenApiResponse] => [
    status,
    {
      description,
      ...(route.tagged ? { headers: etag } : {}),
      content: { 'application/json': { schema: schemas.describe(schema) } },
    },
  ]);
  if (route.tagged) answers.push(['304', { description: 'You have it already.', headers: etag }]);
  return Object.fromEntries(answers);
}

/** Every code the route may answer: those of its kind and its own. */
export function problemCodes(route: Route): ProblemCode[] {
  const codes: ProblemCode[] = [
    'unauthenticated',
    'token_expired',
    'forbidden',
    'rate_limited',
    'internal',
    'unavailable',
  ];
  if (route.params) codes.push('not_found');
  if (route.body || route.who.length > 1) codes.push('invalid_body');
  if (route.body) codes.push('payload_too_large');
  codes.push('invalid_query');
  if (route.method === 'post' && !route.secret) codes.push('idempotency_in_progress', 'idempotency_mismatch');
  if (route.guarded) codes.push('version_mismatch');
  return [...new Set([...codes, ...(route.problems ?? [])])];
}

/** Problems by status, each code with an example. */
function problemsOf(codes: readonly ProblemCode[], schema: JsonSchema): Record<string, OpenApiResponse> {
  const byStatus = groupBy(codes, (code) => PROBLEM_STATUS[code]);
  const responses = [...byStatus].map(([status, those]): [string, OpenApiResponse] => [
    String(status),
    {
      description: those.map((code) => `\`${code}\`: ${PROBLEM_TITLES[code]}`).join('; '),
      content: {
        'application/problem+json': {
          schema,
          examples: Object.fromEntries(those.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
        },
      },
    },
  ]);
  return Object.fromEntries(responses);
}

function problemExamples(): OpenApiDocument['components']['examples'] {
  const codes = Object.keys(PROBLEM_STATUS) as ProblemCode[];
  return Object.fromEntries(codes.map((code) => [code, { summary: PROBLEM_TITLES[code], value: example(code) }]));
}

const example = (code: ProblemCode): Problem => ({
  type: `/problems/${code}`,
  title: PROBLEM_TITLES[code],
  status: PROBLEM_STATUS[code],
  detail: 'What was wrong, with which value, and what to do.',
  code,
  requestId: '7d1f6f0e-2b7b-4c1e-9b0e-5d2f3a8c4e11',
});

const plainOperation = (route: PlainRoute, problem: JsonSchema): Operation => ({
  operationId: route.operation,
  tags: [SYSTEM],
  summary: route.summary,
  security: [],
  parameters: [],
  responses: {
    200: { description: route.summary, content: { [route.contentType]: { schema: {} } } },
    ...problemsOf(route.problems, problem),
  },
});

const sorted = <T>(map: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
