/** Liveness, readiness, metrics, and what tells people about the API. */
import type { Express, RequestHandler } from 'express';
import { z } from 'zod';
import { zoneDataVersion } from '../application/zone-data.ts';
import { docsPages } from './docs/page.ts';
import { DOCS_SCRIPT } from './docs/script.ts';
import { DOCS_STYLE } from './docs/style.ts';
import { localsOf } from './locals.ts';
import type { Metrics } from './metrics.ts';
import { openApiDocument, type PlainRoute } from './openapi.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import type { HttpParts } from './parts.ts';
import { serveText } from './plain-text.ts';
import { ProblemError } from './problems.ts';
import type { Route } from './route.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const SOON = { 'Retry-After': '5' };
const Health = (status: string) => z.object({ status: z.literal(status), version: z.string() });
const Ready = Health('ready').extend({
  storage: z.literal('ok'),
  /** Only of a service of several instances. `lost`: this one serves its own readers until Redis is back. */
  redis: z.enum(['ok', 'lost']).optional(),
  instances: z.int().optional(),
  tz: z.string().describe('The version of the time-zone data that deadlines follow.'),
});

interface Plain extends PlainRoute {
  serve: RequestHandler;
}

/** What `/readyz` and `/metrics` tell. */
interface Told {
  /** Resolves where the storage takes writes. */
  provesWritable(): Promise<void>;
  metrics: Metrics;
}

function plainRoutes({ version, instances, isStopping }: HttpParts, { provesWritable, metrics }: Told): Plain[] {
  return [
    {
      path: '/healthz',
      operation: 'getHealth',
      summary: 'Whether the process is alive. Asks no storage.',
      contentType: 'application/json',
      schema: Health('ok'),
      problems: [],
      serve: (_req, res) => void res.set('Content-Type', JSON_TYPE).end(JSON.stringify({ status: 'ok', version })),
    },
    {
      path: '/readyz',
      operation: 'getReadiness',
      summary: 'Whether calls should be sent here: the storage takes writes, and the instance is not stopping.',
      contentType: 'application/json',
      schema: Ready,
      problems: ['unavailable'],
      async serve(_req, res) {
        if (isStopping())
          throw new ProblemError('unavailable', 'This instance is stopping: call another one.', {}, SOON);
        await provesWritable().catch((cause: unknown) => {
          const problem = new ProblemError('unavailable', 'The storage takes no writes at the moment.', {}, SOON);
          problem.cause = cause instanceof Error ? cause.message : String(cause);
          throw problem;
        });
        const ready = { status: 'ready', version, storage: 'ok', ...instances?.state(), tz: zoneDataVersion() };
        res.set('Content-Type', JSON_TYPE).end(JSON.stringify(ready));
      },
    },
    {
      path: '/metrics',
      operation: 'getMetrics',
      summary: 'Metrics as Prometheus text.',
      contentType: 'text/plain',
      problems: [],
      async serve(_req, res) {
        const { contentType, body } = await metrics.text();
        res.set('Content-Type', contentType).end(body);
      },
    },
  ];
}

export function mountSystem(app: Express, parts: HttpParts, told: Told, routes: Route[]): void {
  const plain = plainRoutes(parts, told);
  for (const { path, serve } of plain) {
    app.get(
      path,
      (_req, res, next) => {
        localsOf(res).route = path;
        res.set('Cache-Control', 'no-store');
        next();
      },
      serve,
    );
  }
  let document: OpenApiDocument | undefined;
  const describe = () => {
    document ??= openApiDocument(routes, plain, { version: parts.version, url: parts.config.publicUrl ?? '/' });
    return document;
  };
  app.get(
    '/openapi.json',
    serveText('/openapi.json', JSON_TYPE, () => JSON.stringify(describe())),
  );
  mountDocs(app, describe);
  app.get('/problems/:code', (req, res) => res.redirect(303, `/docs#problem-${encodeURIComponent(req.params.code)}`));
}

/** Pages are made when they are first asked for. */
function mountDocs(app: Express, describe: () => OpenApiDocument): void {
  const served = new Map<string, RequestHandler>();
  app.get(
    '/docs/script.js',
    serveText('/docs/script.js', 'text/javascript; charset=utf-8', () => DOCS_SCRIPT),
  );
  app.get(
    '/docs/style.css',
    serveText('/docs/style.css', 'text/css; charset=utf-8', () => DOCS_STYLE),
  );
  app.get(['/docs', '/docs/:page'], (req, res, next) => {
    if (served.size === 0) {
      for (const [path, make] of docsPages(describe()))
        served.set(path, serveText(path, 'text/html; charset=utf-8', make));
    }
    const serve = served.get(req.path);
    return serve ? serve(req, res, next) : next();
  });
}
