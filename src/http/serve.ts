/**
 * From a route as data to what Express runs: who may, what came in, once, and out. In this order, so that nobody learns
 * anything before they have said who they are, and nothing is read that will not be used.
 */
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { type Caller, canSeeShop } from '../application/access.ts';
import { refusalFor } from '../application/reach.ts';
import { ACTOR_HEADER } from './actor-header.ts';
import { callerOf, scopeOf } from './auth.ts';
import { comparable, readBytes } from './bytes.ts';
import { contentTag, etagOf, isNoneMatch, versionFrom } from './etag.ts';
import { keyFrom, type Once, type Rendered } from './idempotency.ts';
import { localsOf, NOW_HEADER } from './locals.ts';
import { documentOf, PROBLEM_TYPE } from './problem-responses.ts';
import { noSeller, nowhere, ProblemError } from './problems.ts';
import { LOCALE_HEADER, ZONE_HEADER } from './reader-headers.ts';
import type { Answer, Call, Route } from './route.ts';
import { type Streamed, sendStream } from './stream.ts';
import { invalid } from './validation.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const BODY_TYPES = ['application/json', 'application/merge-patch+json'];
const BODY_LIMIT = 256 * 1024;

export function mount(app: Express, routes: Route[], once: Once): void {
  const readBody = express.json({ limit: BODY_LIMIT, type: BODY_TYPES, strict: false, reviver: refusePrototypes });
  const bodyOf = ({ bytes, body }: Route) => (bytes ? readBytes(bytes) : body ? [requireJson, readBody] : []);
  for (const route of routes) {
    app[route.method](route.path, admit(route), ...bodyOf(route), answer(route, once));
  }
}

/** Express takes `/v1/requests/` for `/v1/requests`; it names a request without an id, which is none. */
export const refuseEmptyIds: RequestHandler = (req, _res, next) => {
  if (req.path.endsWith('/')) throw nowhere(req);
  next();
};

/** A member of this name cannot be copied like others: it would vanish, or worse, on the way to the storage. */
function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('a member cannot be named __proto__');
  return value;
}

/** Notes the route for logs and metrics and lets in whom it is for. A shop is told apart by its id alone, so that is done here. */
function admit({ path, access }: Route): RequestHandler<{ id?: string }> {
  return (req, res, next) => {
    const locals = localsOf(res);
    locals.route = path;
    const caller = callerOf(locals);
    const refusal = refusalFor(caller, access);
    if (refusal) throw new ProblemError('forbidden', refusal);
    const { id } = req.params;
    if (access.about === 'shop' && id !== undefined && !canSeeShop(caller, id)) throw noSeller(id);
    next();
  };
}

const requireJson: RequestHandler = (req, _res, next) => {
  const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (hasBody && !req.is(BODY_TYPES)) {
    const message = `must be application/json, not ${req.get('content-type') ?? 'absent'}`;
    throw invalid('body', [{ path: 'Content-Type', message }]);
  }
  next();
};

function answer(route: Route, once: Once): RequestHandler {
  return async (req, res) => {
    const locals = localsOf(res);
    const caller = callerOf(locals);
    const run = route.prepare({ params: req.params, query: req.query, body: req.body });
    const ifVersion = route.guarded ? versionFrom(req.get('if-match')) : undefined;
    const holds = (etag: string) => isNoneMatch(req.get('if-none-match'), etag);
    const isGone = () => res.destroyed;
    const call: Call = { caller, arrivedAt: locals.arrivedAt, ifVersion, holds, isGone };
    const key = route.method === 'post' ? keyFrom(req.get('idempotency-key')) : undefined;
    if (key === undefined || route.secret) {
      const answered = await run(call);
      if (answered.parts) return sendStream(req, res, streamed(route, answered, answered.parts));
      return send(
        req,
        res,
        answered.body instanceof Uint8Array ? asIs(route, answered) : dressed(route, caller, render(route, answered)),
      );
    }
    const attempt = {
      scope: [scopeOf(caller), route.path, JSON.stringify(req.params)],
      key,
      body: comparable(req),
      ...(tellsOfOne(route) && typeof req.params.id === 'string' ? { about: req.params.id } : {}),
      renderProblem: (problem: ProblemError) => renderProblem(problem, locals.requestId),
    };
    const rendered = await once(attempt, async (names) => {
      const answered = await run({ ...call, ...names });
      return { ...render(route, answered), about: attempt.about ?? subjectOf(route, answered) };
    });
    send(req, res, dressed(route, caller, rendered));
  };
}

/** Whether an answer is about one request or one conversation. */
const tellsOfOne = ({ access: { about } }: Route): boolean => about === 'request' || about === 'conversation';

/** The request that was opened, or answered for by another name. */
function subjectOf(route: Route, { body }: Answer): string | undefined {
  const { id } = (body ?? {}) as { id?: unknown };
  return tellsOfOne(route) && typeof id === 'string' ? id : undefined;
}

function render({ tagged }: Route, { status, body, version, headers: given }: Answer): Rendered {
  const text = body === undefined ? '' : JSON.stringify(body);
  const tag = version === undefined ? tagged && contentTag(text) : etagOf(version, text);
  return { status, body: text, contentType: JSON_TYPE, headers: tag ? { ETag: tag, ...given } : given };
}

/** The answer as this caller gets it. What went wrong has nothing to be dressed. */
const dressed = ({ dress }: Route, caller: Caller, answered: Rendered): Rendered =>
  dress && answered.status < 300
    ? { ...answered, body: JSON.stringify(dress(JSON.parse(answered.body), caller)) }
    : answered;

const contentTypeOf = ({ answers }: Route, status: number): string =>
  answers[status]?.contentType ?? 'application/octet-stream';

/** Bytes of the content type that the route declares. */
const asIs = (route: Route, { status, body, headers }: Answer): Sendable => ({
  status,
  headers,
  body: body as Uint8Array,
  contentType: contentTypeOf(route, status),
});

const streamed = (route: Route, { status, headers = {} }: Answer, parts: AsyncIterable<string>): Streamed => ({
  status,
  headers,
  parts,
  contentType: contentTypeOf(route, status),
});

const renderProblem = (problem: ProblemError, requestId: string): Rendered => ({
  status: problem.status,
  body: JSON.stringify(documentOf(problem, requestId)),
  contentType: PROBLEM_TYPE,
  headers: problem.headers,
});

type Sendable = Omit<Rendered, 'body'> & { body: string | Uint8Array };

function send(req: Request, res: Response, { status, headers = {}, contentType, body }: Sendable): void {
  res.status(status).set(headers);
  const etag = headers.ETag;
  if (etag === undefined) {
    res.set('Cache-Control', 'no-store');
  } else {
    res
      .set('Cache-Control', 'private, no-cache')
      .vary(`Authorization, ${ACTOR_HEADER}, ${LOCALE_HEADER}, ${ZONE_HEADER}`);
    res.set(NOW_HEADER, localsOf(res).arrivedAt);
    if (isNoneMatch(req.get('if-none-match'), etag)) {
      res.status(304).end();
      return;
    }
  }
  if (body.length > 0) res.set('Content-Type', contentType);
  res.end(body);
}
