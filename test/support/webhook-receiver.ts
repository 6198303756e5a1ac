/** An endpoint of an integrator: a real HTTP server that remembers what it got and answers as it is told. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { WebhookBody } from '../../src/contract/webhook.ts';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The bytes, as text. */
  raw: string;
  body: WebhookBody;
}
/** A status, or what is to happen instead of an answer. */
type Answer = number | ((response: ServerResponse, request: IncomingMessage) => void);

export class Receiver {
  readonly received: Received[] = [];
  url = '';
  /** Says what is answered; 204 unless told otherwise. */
  answer: (received: Received) => Answer = () => 204;
  readonly #server = createServer((request, response) => void this.#take(request, response));

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    receiver.url = `http://127.0.0.1:${(receiver.#server.address() as AddressInfo).port}/hook`;
    return receiver;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let raw = '';
    for await (const chunk of request.setEncoding('utf8')) raw += chunk;
    const { method = '', url: path = '', headers } = request;
    const received: Received = { method, path, headers, raw, body: JSON.parse(raw) };
    this.received.push(received);
    const answer = this.answer(received);
    if (typeof answer === 'function') answer(response, request);
    else response.writeHead(answer).end(`answered ${answer}`);
  }

  /** The types of the events it got, attempts and all, in order. */
  get types(): string[] {
    return this.received.map(({ body }) => body.type);
  }
  get ids(): string[] {
    return this.received.map(({ headers }) => String(headers['webhook-id']));
  }
  clear(): void {
    this.received.length = 0;
  }
  /** Ends connections that are kept open, as a server that restarts does. */
  dropConnections(): void {
    this.#server.closeAllConnections();
  }
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

/**
 * Verifies as an integrator does, with the library. It compares the timestamp with its own clock, which tests move.
 * Throws where the signature is not of this secret.
 */
export function verified({ raw, headers }: Received, secret: string, now: number): unknown {
  const real = Date.now;
  Date.now = () => now;
  try {
    return new Webhook(secret).verify(raw, headers as Record<string, string>);
  } finally {
    Date.now = real;
  }
}
