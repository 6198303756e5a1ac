/**
 * What becomes of calls that ask to `Upgrade`. Those for the live entry are its WebSockets. Any other is answered as if
 * it had not asked (RFC 9110, section 7.8: a server may ignore it): some clients ask for `h2c` on every call.
 *
 * Node has taken the connection from its HTTP parser by then, so the call is given back: its head, without what asks for
 * the upgrade, is put in front of what was read of its body, and the connection handed to the server as a new one.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RequestHandler } from 'express';
import { ProblemError } from './problems.ts';

/** Path of the live entry, as clients know it. */
export const LIVE_PATH = '/socket.io';

/** Whoever asks the live entry without upgrading tries a transport that would need the same instance each time. */
export const onlyWebSocket: RequestHandler = () => {
  throw new ProblemError(
    'invalid_query',
    `${LIVE_PATH} serves WebSocket only: connect with transports: ["websocket"], or ask over HTTP under /v1 where no WebSocket gets through.`,
  );
};

const ASKS = new Set(['upgrade', 'connection', 'http2-settings']);

const isLive = (url = ''): boolean => /^\/socket\.io(?:[/?]|$)/u.test(url);

function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const [name = '', value = ''] = rawHeaders.slice(n, n + 2);
    if (!ASKS.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

type Take = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Gives WebSockets of the live entry to `takeLive`, and every other call back to the server. */
export function routeUpgrades(server: Server, takeLive: Take): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isLive(request.url)) return takeLive(request, socket, head);
    if (head.length > 0) socket.unshift(head);
    socket.unshift(headOf(request));
    server.emit('connection', socket);
  });
}
