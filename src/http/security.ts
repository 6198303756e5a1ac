/** What browsers may do with our answers, and how often anyone may ask. */
import cors from 'cors';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { ACTOR_HEADER } from './actor-header.ts';
import { localsOf, NOW_HEADER } from './locals.ts';
import { REQUEST_ID_HEADER } from './logging.ts';
import type { HttpConfig, HttpParts } from './parts.ts';
import { ProblemError } from './problems.ts';
import { LOCALE_HEADER, ZONE_HEADER } from './reader-headers.ts';

/**
 * Scripts and styles come from our own files only. Pages may be framed by the origins that may call the API, since
 * those embed the chat. Images may come from anywhere over https: items and evidence are the integrator's.
 */
export function securityHeaders(config: HttpConfig): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'https:', 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", ...config.corsOrigins],
      },
    },
    // frame-ancestors says the same more precisely; this older header knows no list.
    xFrameOptions: config.corsOrigins.length === 0 ? { action: 'sameorigin' } : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** Pages of the origins on the list may call; with an empty list no page but our own may. */
export function crossOrigin(config: HttpConfig): RequestHandler[] {
  if (config.corsOrigins.length === 0) return [];
  return [
    cors({
      origin: config.corsOrigins,
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowedHeaders: [
        'Authorization',
        'Content-Type',
        'Idempotency-Key',
        'If-Match',
        'If-None-Match',
        ACTOR_HEADER,
        LOCALE_HEADER,
        ZONE_HEADER,
        REQUEST_ID_HEADER,
      ],
      exposedHeaders: ['ETag', 'Idempotent-Replayed', NOW_HEADER, 'Retry-After', REQUEST_ID_HEADER],
      maxAge: 600,
    }),
  ];
}

const MINUTE = 60_000;

/**
 * Calls a minute by one caller (its key or person), or by one address while it has not said who it is. Several instances
 * count together, each `name` apart.
 */
export function limitCalls(
  { config, instances }: Pick<HttpParts, 'config' | 'instances'>,
  name: string,
): RequestHandler[] {
  if (!config.rateLimit) return [];
  const limit = config.rateLimit;
  return [
    rateLimit({
      windowMs: MINUTE,
      limit,
      ...(instances ? { store: instances.limits(name) } : {}),
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      // Whom to believe about addresses is the operator's to say, with TRUST_PROXY.
      validate: { trustProxy: false, xForwardedForHeader: false },
      keyGenerator: (req, res) => {
        const { identity } = localsOf(res);
        if (identity && 'caller' in identity) return identity.rateKey;
        return `ip:${ipKeyGenerator(req.ip ?? 'unknown')}`;
      },
      handler: (_req, _res, next) => {
        next(
          new ProblemError('rate_limited', `More than ${limit} calls in a minute. Retry-After says how long to wait.`),
        );
      },
    }),
  ];
}
