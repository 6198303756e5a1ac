/**
 * A route as data. What Express serves and what `/openapi.json` says are made from the same values, so that they
 * cannot drift apart.
 */
import type { z } from 'zod';
import type { Caller } from '../application/access.ts';
import { type Access, OPERATIONS, type OperationName } from '../application/reach.ts';
import type { Instant } from '../contract/primitives.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { BytesBody } from './bytes.ts';
import { ProblemError } from './problems.ts';
import type { Tag } from './tags.ts';
import { invalid, parseAs, parseQuery } from './validation.ts';

/** What every handler is told beside its input. */
export interface Call {
  caller: Caller;
  /** When the call arrived, on the business's clock. */
  arrivedAt: Instant;
  /** From the `Idempotency-Key`: the same for every attempt. */
  commandId?: string;
  /** An earlier attempt under `commandId` may have been applied. */
  retried?: boolean;
  /** From `If-Match`. */
  ifVersion?: number;
  /** Whether `If-None-Match` names this ETag: what is costly to make is then not made, and 304 answered. */
  holds(etag: string): boolean;
  /** Whether nobody waits for the answer any more: what takes long and changes nothing is then given up. */
  isGone(): boolean;
}
export interface Answer {
  status: number;
  /** JSON; bytes where the route declares another content type; nothing where it declares an answer without a body. */
  body?: unknown;
  /** Instead of a body, of the content type that the route declares: text that is made while it is sent. */
  parts?: AsyncIterable<string>;
  /** Of the request answered: makes the ETag. */
  version?: number;
  /** Of an answer of bytes, or of none: its ETag, its name. Of a tagged one: an ETag over a part of it. */
  headers?: Record<string, string>;
}

/** What an answer holds: JSON of a schema; bytes of another content type; or, with neither, no body. */
export interface DeclaredAnswer {
  description: string;
  schema?: z.ZodType;
  /** Of an answer that is no JSON, `application/pdf`: the handler's `body` is then a `Uint8Array`. */
  contentType?: string;
}

interface Described {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express writes it, `/v1/requests/:id`. */
  path: string;
  tag: Tag;
  /** A verb and its object; names the operation in client code, `acceptOffer`. Who may call it, the table says. */
  operation: OperationName;
  /** One line, without a full stop. */
  summary: string;
  description?: string;
  /** Status → what it means and what it holds. */
  answers: Record<number, DeclaredAnswer>;
  /** Every code it may answer beyond those that `problemCodes` adds for its kind. Tests hold the answers against it. */
  problems: readonly ProblemCode[];
  /** Of a route whose body is no JSON: what is read as it is. `body` then checks and names the bytes. */
  bytes?: BytesBody;
  /** What the caller gets of an answer's body, which is stored under an idempotency key without it: links of their own. */
  dress?: (body: unknown, caller: Caller) => unknown;
  /** The answer holds a secret and is never stored under an idempotency key. */
  secret?: true;
  /** The answer carries an ETag (of a request its version, otherwise of its content), and If-None-Match is honoured. */
  tagged?: true;
  /** If-Match is honoured. */
  guarded?: true;
}
interface Schemas<P, Q> {
  params?: P;
  query?: Q;
}
/** A body comes with an example of it, which a test sends. */
type BodyPart<B extends z.ZodType> = { body: B; example: z.input<B> } | { body?: undefined; example?: undefined };

type RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Described &
  Schemas<P, Q> &
  BodyPart<B> & {
    handle(input: { params: z.output<P>; query: z.output<Q>; body: z.output<B> } & Call): Promise<Answer>;
  };

/** What came in, before it was checked. */
interface RawInput {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
}
export interface Route extends Described, Schemas<z.ZodType, z.ZodType> {
  body?: z.ZodType;
  /** Of the body. */
  example?: unknown;
  access: Access;
  /** Checks the input, throwing a problem for what is wrong, and answers what there is to run. */
  prepare(raw: RawInput): (call: Call) => Promise<Answer>;
}

/** Ties a route's handler to its schemas; afterwards all routes have one type. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(spec: RouteSpec<P, Q, B>): Route {
  return {
    ...spec,
    access: OPERATIONS[spec.operation],
    prepare(raw) {
      const params = spec.params ? parseParams(spec, raw.params) : undefined;
      const query = spec.query ? parseQuery(spec.query, raw.query) : refuseQuery(raw.query);
      const body = spec.body ? parseAs(spec.body, raw.body === undefined ? {} : raw.body, 'body') : undefined;
      return (call) =>
        spec.handle({
          ...call,
          params: params as z.output<P>,
          query: query as z.output<Q>,
          body: body as z.output<B>,
        });
    },
  };
}

/** An id that cannot exist is not found; only `PUT`, which would make it, says what is wrong with it. */
function parseParams<P extends z.ZodType>(spec: { method: string; params?: P }, params: unknown): unknown {
  if (!spec.params) return undefined;
  if (spec.method === 'put') return parseAs(spec.params, params, 'body');
  const result = spec.params.safeParse(params);
  if (!result.success) throw new ProblemError('not_found', 'There is nothing with such an id.');
  return result.data;
}

/** Routes without a query accept none: a parameter that would do nothing is a mistake worth telling. */
function refuseQuery(query: Record<string, unknown>): void {
  const paths = Object.keys(query);
  if (paths.length === 0) return;
  throw invalid(
    'query',
    paths.map((path) => ({ path, message: 'is not a known parameter' })),
  );
}
