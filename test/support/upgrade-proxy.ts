/**
 * What stands in front of a server on many a network: a proxy that forwards plain HTTP and has its own idea of upgrades,
 * which may change while it runs.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What becomes of a call that asks for a WebSocket: it passes, is hung up on, is told 400, or is never answered. */
export type Upgrades = 'pass' | 'close' | 'refuse' | 'hang';

export interface UpgradeProxy {
  url: string;
  /** Where it is not `pass` any more, what had passed is cut as well. */
  set(upgrades: Upgrades): void;
  /** How often a WebSocket was asked for. */
  asked: number;
  /** The next calls like this are answered so instead: by nobody, after the server had them, or with 503 before it had. */
  fail(like: RegExp, how: 'unanswered' | 'draining', times: number): void;
  /** How often calls like this were forwarded. */
  forwarded(like: RegExp): number;
  close(): Promise<void>;
}

/** Forwards to the server at `target`, which may start after it. */
export async function startUpgradeProxy(target: () => string, first: Upgrades): Promise<UpgradeProxy> {
  let upgrades = first;
  const sockets = new Set<Duplex>();
  const calls: string[] = [];
  const failures: { like: RegExp; how: 'unanswered' | 'draining'; times: number }[] = [];

  function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = '', url = '/', headers } = incoming;
    const call = `${method} ${url}`;
    const failing = failures.find(({ like, times }) => times > 0 && like.test(call));
    if (failing) failing.times -= 1;
    if (failing?.how === 'draining') {
      incoming.resume();
      outgoing.writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '1' }).end('no upstream');
      return;
    }
    calls.push(call);
    const asked = request(new URL(url, target()), { method, headers, agent: false }, (answer) => {
      if (failing) {
        answer.resume();
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    asked.once('error', () => outgoing.destroy());
    incoming.pipe(asked);
  }

  function tunnel(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { hostname, port } = new URL(target());
    const upstream: Socket = connect(Number(port), hostname);
    for (const one of [socket, upstream]) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.once('close', () => {
        sockets.delete(one);
        (one === socket ? upstream : socket).destroy();
      });
    }
    const lines = incoming.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
    upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  }

  const server = createServer(forward);
  server.on('upgrade', (incoming, socket, head) => {
    proxy.asked += 1;
    if (upgrades === 'pass') tunnel(incoming, socket, head);
    else if (upgrades === 'close') socket.destroy();
    else if (upgrades === 'refuse')
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const proxy: UpgradeProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: 0,
    set(next) {
      upgrades = next;
      if (next !== 'pass') for (const socket of sockets) socket.destroy();
    },
    fail: (like, how, times) => void failures.push({ like, how, times }),
    forwarded: (like) => calls.filter((call) => like.test(call)).length,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}
