/**
 * Prometheus metrics: how long calls took, by the pattern of their route (never by path: ids would be labels), how
 * webhooks fared, and whether what an instance needs is there.
 */
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { localsOf } from './locals.ts';

export interface Metrics {
  /** Measures every call. */
  observe: RequestHandler;
  /** The text for `/metrics`; metrics of the process are collected from the first call on. */
  text(): Promise<{ contentType: string; body: string }>;
}

export interface Measured {
  /** How many attempts went which way since the start. */
  webhooks(): Readonly<Record<string, number>>;
  /** Whether calls should be sent here, as `/readyz` says. */
  isReady(): Promise<boolean>;
  /** Whether Redis is there; null where there is to be none. */
  hasRedis: (() => boolean) | null;
}

export function createMetrics({ webhooks, isReady, hasRedis }: Measured): Metrics {
  const registry = new Registry();
  const durations = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Time from the arrival of a call to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  new Counter({
    name: 'parley_webhook_attempts_total',
    help: 'Attempts to deliver webhooks by outcome; `dead`: deliveries given up after the last retry.',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [outcome, count] of Object.entries(webhooks())) this.inc({ outcome }, count);
    },
  });
  new Gauge({
    name: 'parley_ready',
    help: '1 where the storage takes writes and the instance is not stopping, as /readyz says; 0 otherwise.',
    registers: [registry],
    async collect() {
      this.set((await isReady()) ? 1 : 0);
    },
  });
  if (hasRedis) {
    new Gauge({
      name: 'parley_redis_up',
      help: '1 while this instance hears itself through Redis, 0 while it serves its own readers and limits by itself.',
      registers: [registry],
      collect() {
        this.set(hasRedis() ? 1 : 0);
      },
    });
  }
  let collecting = false;
  return {
    observe(req, res, next) {
      const startedAt = performance.now();
      res.once('close', () => {
        const route = localsOf(res).route ?? 'other';
        const seconds = (performance.now() - startedAt) / 1000;
        durations.observe({ method: req.method, route, status: res.statusCode }, seconds);
      });
      next();
    },
    async text() {
      if (!collecting) {
        collecting = true;
        collectDefaultMetrics({ register: registry });
      }
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
