/**
 * One line per call: id, caller, route, status, duration. Neither headers nor query strings are logged, since that is
 * where keys and tokens travel.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { actorOf } from '../application/access.ts';
import type { Clock } from '../application/ports/clock.ts';
import { localsOf } from './locals.ts';

export const REQUEST_ID_HEADER = 'X-Request-Id';
const QUIET_PATHS = new Set(['/healthz', '/readyz', '/metrics', '/demo/state']);

/** Stamps the arrival and names the call, taking over an id that a proxy in front gave it. First of all handlers. */
export function arrive(clock: Clock): RequestHandler {
  return (req, res, next) => {
    const locals = localsOf(res);
    locals.arrivedAt = new Date(clock.now()).toISOString();
    locals.requestId = saneId(req.get(REQUEST_ID_HEADER)) ?? randomUUID();
    res.set(REQUEST_ID_HEADER, locals.requestId);
    next();
  };
}

const saneId = (given: string | undefined): string | undefined =>
  given !== undefined && /^[\w.:-]{1,128}$/u.test(given) ? given : undefined;

export function logCalls(log: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger: log,
    genReqId: (_req, res) => localsOf(res).requestId,
    customAttributeKeys: { reqId: 'requestId' },
    quietReqLogger: true,
    quietResLogger: true,
    customLogLevel: (req, res) => {
      const path = pathOf(req);
      // Not ready is an answer; why, is said once each way by whoever turns.
      if (res.statusCode >= 500 && !(path === '/readyz' && res.statusCode === 503)) return 'error';
      return QUIET_PATHS.has(path) ? 'debug' : 'info';
    },
    customSuccessObject: (req, res, { responseTime }: { responseTime: number }) => line(req, res, responseTime),
    customErrorObject: (req, res, err, { responseTime }: { responseTime: number }) => ({
      ...line(req, res, responseTime),
      err,
    }),
    customSuccessMessage: (_req, res) => (res.writableEnded ? 'answered' : 'the caller went away'),
    customErrorMessage: () => 'failed',
  }) as RequestHandler;
}

function line(req: Request, res: Response, ms: number): object {
  const { route, identity } = localsOf(res);
  const caller = identity && 'caller' in identity ? identity.caller : undefined;
  const { kind, id } = caller ? actorOf(caller) : { kind: undefined, id: undefined };
  return { method: req.method, route, path: pathOf(req), status: res.statusCode, ms, caller: kind, callerId: id };
}

/** Without the query and the token of an answer link. `originalUrl` is Express's; what never reached it has only `url`. */
const pathOf = (req: IncomingMessage & { originalUrl?: string }): string =>
  (req.originalUrl ?? req.url ?? '').replace(/\?.*$/su, '').replace(/^\/o\/.*$/su, '/o/:token');
