/** The other end of Socket Mode: says hello to who connects, sends deliveries as envelopes, and waits for their acks. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Ack, Delivery, Sender } from '../slack.ts';

const PATH = '/link';
/** Longer than Slack's three seconds: a loaded machine is no bot that does not answer. */
const ANSWER_WITHIN = 30_000;
const TYPES = { interactive: 'interactive', command: 'slash_commands', event: 'events_api' } as const;

export interface SocketMode {
  send: Sender;
  /** How many clients are connected. */
  readonly connections: number;
  /** Asks every client to come back on a new connection, as Slack does now and then. */
  refresh(): void;
  close(): void;
}

interface Reply {
  envelope_id: string;
  payload?: Record<string, unknown>;
}

const envelope = ({ kind, body, retry }: Delivery, id: string): string =>
  JSON.stringify({
    envelope_id: id,
    type: TYPES[kind],
    accepts_response_payload: kind !== 'event',
    payload: body,
    ...(kind === 'event' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
  });

/** Listens on the server's upgrades. Deliveries go to the client that connected last. */
export function socketModeOn(server: Server, appId: string): SocketMode {
  const sockets = new WebSocketServer({ noServer: true });
  const waiting = new Map<string, (reply: Reply) => void>();
  const clients: WebSocket[] = [];

  server.on('upgrade', (request, socket, head) => {
    if (!request.url?.startsWith(PATH)) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      clients.push(client);
      client.on('close', () => clients.splice(clients.indexOf(client), 1));
      client.on('message', (data) => {
        const reply = JSON.parse(data.toString()) as Reply;
        waiting.get(reply.envelope_id)?.(reply);
      });
      client.send(
        JSON.stringify({ type: 'hello', num_connections: clients.length, connection_info: { app_id: appId } }),
      );
    });
  });

  return {
    async send(delivery): Promise<Ack> {
      const client = clients.at(-1);
      if (!client) return { status: 0, body: '', milliseconds: 0, error: 'dispatch_failed' };
      const id = randomUUID();
      const startedAt = performance.now();
      const replied = new Promise<Reply | null>((resolve) => {
        const timer = setTimeout(() => resolve(null), ANSWER_WITHIN);
        waiting.set(id, (reply) => {
          clearTimeout(timer);
          resolve(reply);
        });
      });
      client.send(envelope(delivery, id));
      const reply = await replied;
      waiting.delete(id);
      const milliseconds = Math.round(performance.now() - startedAt);
      if (!reply) return { status: 0, body: '', milliseconds, error: 'operation_timeout' };
      const says = reply.payload && Object.keys(reply.payload).length > 0;
      return { status: 200, body: says ? JSON.stringify(reply.payload) : '', milliseconds };
    },
    get connections() {
      return clients.length;
    },
    refresh() {
      for (const client of clients) client.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    close() {
      for (const client of clients) client.terminate();
      sockets.close();
    },
  };
}
