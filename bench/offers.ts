/** Offers of a shop on the way to the buyer: when the caller has the whole answer, and when the card is there. */
import { Agent, request } from 'node:http';
import type { Socket } from 'socket.io-client';
import type { MessageView } from '../src/contract/chat.ts';
import { API_KEY } from '../test/support/load/server.ts';
import { SHOP } from './api.ts';
import { monotonicMicros } from './processes.ts';

/** Lets go of a connection before the server does: a call on one that ends meanwhile would fail. */
const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 2_000 });

/** Posts and resolves with the moment at which the whole response was there, in microseconds. */
export function post(port: number, path: string, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
      },
      (response) => {
        response.resume();
        response.once('end', () => {
          const at = monotonicMicros();
          if (response.statusCode && response.statusCode < 300) resolve(at);
          else reject(new Error(`POST ${path} answered ${response.statusCode}`));
        });
      },
    );
    call.once('error', reject);
    call.end(JSON.stringify(body));
  });
}

/** Moments of one offer, in microseconds of the machine's monotonic clock. */
export interface OfferOnItsWay {
  pressedAt: number;
  answeredAt: number;
  arrivedAt: number;
  message: MessageView;
}

/** The shop offers half of what was asked for; resolves when both the answer and the buyer's card are there. */
export async function offerTo(buyer: Socket, port: number, requestId: string): Promise<OfferOnItsWay> {
  const headers = { authorization: `Bearer ${API_KEY}`, 'parley-actor': `seller:${SHOP}` };
  const card = nextCard(buyer, requestId);
  const pressedAt = monotonicMicros();
  const path = `/v1/requests/${requestId}/offers`;
  const answeredAt = await post(port, path, { kind: 'partial_refund', percent: 50 }, headers);
  return { pressedAt, answeredAt, ...(await card) };
}

function nextCard(socket: Socket, requestId: string): Promise<{ message: MessageView; arrivedAt: number }> {
  return new Promise((resolve) => {
    const listener = ({ message }: { message: MessageView }) => {
      if (message.card?.requestId !== requestId) return;
      socket.off('message', listener);
      resolve({ message, arrivedAt: monotonicMicros() });
    };
    socket.on('message', listener);
  });
}
