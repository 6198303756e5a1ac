/**
 * Prometheus metrics: how long calls took, by the pattern of their route (never by path: ids would be labels), and how
 * webhooks fared.
 */
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { localsOf } from './locals.ts';

export interface Metrics {
  /** Measures every call. */
  observe: RequestHandler;
  /** The text for `/metrics`; metrics of the process are collected from the first call on. */
  text(): Promise<{ contentType: string; body: string }>;
}

/** `webhooks`: how many attempts went which way since the start. */
export function createMetrics(webhooks: () => Readonly<Record<string, number>>): Metrics {
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
