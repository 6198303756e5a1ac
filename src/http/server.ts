/**
 * The HTTP server, which waits for nobody: a head arrives within 10 s and a body within 30, or its connection ends; and
 * who has an answer already, such as 401, is not listened to for long.
 */
import { createServer, type RequestListener, type Server } from 'node:http';

const HEAD_WITHIN_MS = 10_000;
const BODY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 1_000;
/** An answer needs a moment to arrive before the connection it came over is reset. */
const LINGER_MS = 1_000;
/** Connections that may wait to be accepted: those of everybody who comes back at once after a restart. */
export const BACKLOG = 4_096;

export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    { headersTimeout: HEAD_WITHIN_MS, requestTimeout: BODY_WITHIN_MS, connectionsCheckingInterval: LOOK_EVERY_MS },
    listener,
  );
  server.prependListener('request', (request, response) => {
    response.once('finish', () => {
      if (request.complete) return;
      const end = setTimeout(() => request.complete || request.socket.destroy(), LINGER_MS);
      request.once('close', () => clearTimeout(end));
    });
  });
  return server;
}
