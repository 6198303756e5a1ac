/**
 * The HTTP entry: turns calls into commands and queries, and what comes back into answers. It validates shape and
 * access, never rules.
 *
 * In order: the arrival is stamped and the call named; logs and metrics; what browsers may do; what anyone may read
 * (health, docs); under `/v1` who calls, how often, and the routes; pages; and what nothing answered is a 404.
 */
import express, { type Express } from 'express';
import { identify } from './auth.ts';
import { createOnce } from './idempotency.ts';
import { arrive, logCalls } from './logging.ts';
import { createMetrics } from './metrics.ts';
import type { HttpParts } from './parts.ts';
import { problemHandler, unknownRoute } from './problem-responses.ts';
import { createReadiness } from './readiness.ts';
import { mountAnswerLinks } from './routes/answer-link.ts';
import { mountAttachmentLinks } from './routes/attachments.ts';
import { mountDocumentLinks } from './routes/document-link.ts';
import { allRoutes } from './routes/index.ts';
import { crossOrigin, limitCalls, securityHeaders } from './security.ts';
import { mount, refuseEmptyIds } from './serve.ts';
import { mountSystem } from './system.ts';
import { LIVE_PATH, onlyWebSocket } from './upgrades.ts';

const STORAGE_LOST = 'the storage takes no writes: calls are answered with 503 until it does';

export function createHttp(parts: HttpParts): Express {
  const { config, store, clock, wallClock, log, instances } = parts;
  const app = express();
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.disable('etag');

  const provesWritable = createReadiness(store, (err) =>
    err ? log.error({ cause: err.message }, STORAGE_LOST) : log.info('the storage takes writes again'),
  );
  const metrics = createMetrics({
    webhooks: parts.webhooks.counts,
    isReady: () =>
      provesWritable().then(
        () => !parts.isStopping(),
        () => false,
      ),
    hasRedis: instances && (() => instances.state().redis === 'ok'),
  });
  const routes = allRoutes(parts);
  app.use(arrive(clock), logCalls(log), metrics.observe, securityHeaders(config), ...crossOrigin(config));
  mountSystem(app, parts, { provesWritable, metrics }, routes);
  app.use(LIVE_PATH, onlyWebSocket);
  app.use('/v1', identify(config, wallClock), ...limitCalls(parts, 'calls'), refuseEmptyIds);
  mount(app, routes, createOnce(store.idempotency, wallClock, log));
  mountAnswerLinks(app, parts);
  mountDocumentLinks(app, parts);
  mountAttachmentLinks(app, parts);
  parts.extra?.(app);
  app.use(unknownRoute, problemHandler);
  return app;
}
