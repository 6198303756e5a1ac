/** Calls of an operation of `/openapi.json`, more or less as its author meant them. */
import fc from 'fast-check';
import type { OpenApiDocument, Operation, Parameter } from '../../../src/http/openapi-document.ts';
import type { Credentials } from '../http.ts';
import { hostileText, twisted, twists } from './hostile.ts';
import { type Known, likeSchema } from './like-schema.ts';

export interface FuzzedCall {
  path: string;
  as: Credentials;
  headers: Record<string, string>;
  body?: unknown;
}

/** Bodies that no value is written as. */
const RAW_BODIES = [
  'null',
  '{"a":',
  '\ufeff{}',
  '{"a":1,"a":2}',
  '{"amount":1e400}',
  '{"__proto__":{"admin":true}}',
  '[[[[',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  '"\\ud800"',
];
const isHeader = (text: string): boolean => /^[\x20-\x7e]*$/u.test(text);
const header = (...usual: string[]) => fc.oneof(fc.constantFrom(...usual), hostileText.filter(isHeader));
/** An id that is no path of another operation. */
const isSegment = (text: string): boolean => text.isWellFormed() && !/^\.{0,2}$/u.test(text);

function pathLike(template: string, known: Known): fc.Arbitrary<string> {
  const parts = template.split('/').map((part): fc.Arbitrary<string> => {
    const name = /^\{(\w+)\}$/u.exec(part)?.[1];
    if (name === undefined) return fc.constant(part);
    const odd = fc.oneof(
      hostileText.filter(isSegment).map(encodeURIComponent),
      fc.constantFrom('%E0%A4', '%', 'a%2Fb'),
    );
    const [, place = ''] = template.split('/').slice(1);
    const real = known[name === 'id' ? place : name] ?? [];
    return fc.oneof({ arbitrary: fc.constantFrom(...real, 'none'), weight: 8 }, odd);
  });
  return fc.tuple(...parts).map((made) => made.join('/'));
}

function queryLike(parameters: Parameter[], document: OpenApiDocument, known: Known): fc.Arbitrary<string> {
  const members = parameters.map(({ name, schema, example }) => {
    const like = likeSchema(schema, document.components.schemas, known);
    const values = known[name] ? fc.oneof(like, fc.constantFrom(...known[name])) : like;
    return [name, example === undefined ? values : fc.oneof(values, fc.constant(example))] as const;
  });
  const asText = (value: unknown) => (typeof value === 'string' ? value : String(JSON.stringify(value))).toWellFormed();
  const some = fc
    .subarray(members, { maxLength: Math.min(2, members.length) })
    .chain((chosen) => fc.record(Object.fromEntries(chosen)));
  const usual = some.map((query) => {
    const named = Object.entries(query).map(([name, value]): [string, string] => [name, asText(value)]);
    return new URLSearchParams(named).toString();
  });
  const odd = fc.constantFrom(
    'q=%00',
    'q=%FF%FE',
    'limit=5&limit=6',
    '=&&=',
    '__proto__=1',
    'limit[]=1',
    `q=${'x'.repeat(4_000)}`,
  );
  return fc.oneof({ arbitrary: usual, weight: 12 }, odd);
}

function bodyLike({ requestBody }: Operation, document: OpenApiDocument, known: Known): fc.Arbitrary<unknown> {
  const media = requestBody?.content['application/json'];
  if (!media) return fc.constant(undefined);
  const like = likeSchema(media.schema, document.components.schemas, known);
  const meant = fc.oneof(like, fc.constant(media.example));
  const made = fc.tuple(meant, twists).map(([value, with_]) => twisted(value, with_));
  return fc.oneof({ arbitrary: made, weight: 20 }, fc.constantFrom(...RAW_BODIES), fc.constant(undefined));
}

/** `known` are ids that exist, by the name of what has them; `callers` whoever may call. */
export function callsOf(
  template: string,
  operation: Operation,
  document: OpenApiDocument,
  known: Known,
  callers: readonly Credentials[],
): fc.Arbitrary<FuzzedCall> {
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
  const headers = fc.record(
    {
      'idempotency-key': header('key-1', '"key-2"', 'x'.repeat(255)),
      'if-match': header('"1"', 'W/"2"', '*', '"1", "2"'),
      'if-none-match': header('"1"', '*'),
    },
    { requiredKeys: [] },
  );
  const [caller = {}] = callers;
  const actors = header('buyer:buyer-1', 'seller:shop-1', 'agent:agent-1').map((actor) => ({ ...caller, actor }));
  const others = fc.oneof(fc.constantFrom(...callers), actors);
  const othersWeight = (operation['x-roles'] ?? []).length > 1 ? 6 : 1;
  return fc
    .record({
      path: pathLike(template, known),
      query: inQuery.length === 0 ? rarely('', 'verbose=1') : queryLike(inQuery, document, known),
      as: fc.oneof({ arbitrary: fc.constant(caller), weight: 6 }, { arbitrary: others, weight: othersWeight }),
      headers: fc.oneof({ arbitrary: fc.constant({}), weight: 4 }, headers),
      body: bodyLike(operation, document, known),
    })
    .map(({ path, query, body, ...call }) => ({
      ...call,
      path: query === '' ? path : `${path}?${query}`,
      ...(body === undefined ? {} : { body }),
    }));
}

const rarely = (usual: string, other: string) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 20 }, fc.constant(other));
