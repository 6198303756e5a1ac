/**
 * The few frames of Engine.IO 4 and Socket.IO 5 that a chat exchanges over a WebSocket, read and written as text:
 * https://socket.io/docs/v4/engine-io-protocol/ and https://socket.io/docs/v4/socket-io-protocol/.
 *
 * A frame begins with Engine.IO's digit (0 open, 1 close, 2 ping, 3 pong, 4 message); a message goes on with
 * Socket.IO's (0 connect, 1 disconnect, 2 event, 3 acknowledgement, 4 refusal), the namespace with a comma, the number
 * of an acknowledgement, and JSON: `42/chat,7["join",{…}]`. The service sends no binary, so none is understood.
 */

export type Packet =
  | { type: 'open'; pingInterval: number; pingTimeout: number }
  | { type: 'ping' }
  | { type: 'close' }
  | { type: 'connected' }
  | { type: 'disconnected' }
  | { type: 'refused'; reason: unknown }
  | { type: 'event'; name: string; payload: unknown }
  | { type: 'acknowledged'; id: number; answer: unknown };

export const PONG = '3';

const MESSAGE = /^4([0-4])(\/[^,]*),(\d*)/u;

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function openOf(json: string): Packet | undefined {
  const said = parse(json);
  if (typeof said !== 'object' || said === null) return undefined;
  const { pingInterval, pingTimeout } = said as Record<string, unknown>;
  return typeof pingInterval === 'number' && typeof pingTimeout === 'number'
    ? { type: 'open', pingInterval, pingTimeout }
    : undefined;
}

function messageOf(frame: string, namespace: string): Packet | undefined {
  const [head, type, of, id] = MESSAGE.exec(frame) ?? [];
  if (head === undefined || of !== namespace) return undefined;
  const body = parse(frame.slice(head.length));
  if (type === '0') return { type: 'connected' };
  if (type === '1') return { type: 'disconnected' };
  if (type === '4') return { type: 'refused', reason: body };
  if (!Array.isArray(body)) return undefined;
  const [first, second]: unknown[] = body;
  if (type === '3') return id ? { type: 'acknowledged', id: Number(id), answer: first } : undefined;
  return typeof first === 'string' ? { type: 'event', name: first, payload: second } : undefined;
}

/** What a frame says; undefined for one that says nothing to this namespace, or is none. */
export function readFrame(frame: unknown, namespace: string): Packet | undefined {
  if (typeof frame !== 'string') return undefined;
  if (frame === '2') return { type: 'ping' };
  if (frame === '1') return { type: 'close' };
  if (frame.startsWith('0')) return openOf(frame.slice(1));
  return messageOf(frame, namespace);
}

/** Asks to be let into the namespace. */
export const connectFrame = (namespace: string, auth: object): string => `40${namespace},${JSON.stringify(auth)}`;

/** An event, acknowledged under `id` where one is given. */
export const eventFrame = (namespace: string, name: string, payload: object, id?: number): string =>
  `42${namespace},${id ?? ''}${JSON.stringify([name, payload])}`;
