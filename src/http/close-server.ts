/** How the HTTP server ends: nobody who was on their way is turned away, and nothing that came is left without an answer. */
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Callers that were already on their way when the stop began still get their answers, however short the draining. */
const DRAIN_AT_LEAST_MS = 200;
const LOOK_EVERY_MS = 100;

/**
 * From now on every answer ends its connection, so that callers go elsewhere. After `drainMs` the server stops listening;
 * then `meanwhile` begins, and this resolves when it ended and every answer was sent.
 */
export async function closeServer(server: Server, drainMs: number, meanwhile: () => Promise<void>): Promise<void> {
  if (!server.listening) return meanwhile();
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  await sleep(Math.max(drainMs, DRAIN_AT_LEAST_MS));
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  await Promise.all([closed, meanwhile()]);
  clearInterval(idle);
}
