/** Many connected buyers, in this process: Parley's `/chat` with a token each, or the bare server's rooms. */
import { io, type Socket } from 'socket.io-client';
import { inParallel } from './api.ts';

const options = { transports: ['websocket'], reconnection: false, forceNew: true };

function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** A buyer who has joined a conversation as the chat page does it. */
export async function connectBuyer(port: number, token: string, conversationId: string): Promise<Socket> {
  const socket = await connected(io(`http://127.0.0.1:${port}/chat`, { ...options, auth: { token } }));
  const joined = await socket.timeout(10_000).emitWithAck('join', { conversationId });
  if (!joined.ok) throw new Error(`join answered ${JSON.stringify(joined.problem)}`);
  return socket;
}

/** Buyer `index` in conversation `conv-<index>`, joined as the chat page does it. */
export function connectBuyers(port: number, tokens: string[]): Promise<Socket[]> {
  return inParallel(tokens.length, (index) => connectBuyer(port, tokens[index] ?? '', `conv-${index}`));
}

/** Connection `index` in room `conv-<index>`. */
export function connectBare(port: number, count: number): Promise<Socket[]> {
  const url = `http://127.0.0.1:${port}`;
  return inParallel(count, (index) =>
    connected(io(url, { ...options, path: '/bare.io', auth: { room: `conv-${index}` } })),
  );
}
