/** Where the service is reached. Never taken from a call: a `Host` header is whatever its sender likes. */
import type { Server } from 'node:http';

/** The address it listens on, as this machine reaches it. */
export function listeningAt(server: Server, { host = 'localhost', port }: { host?: string; port?: number }): string {
  const address = server.address();
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  const listening = typeof address === 'object' && address ? address.port : port;
  return `http://${name.includes(':') ? `[${name}]` : name}:${listening}`;
}
