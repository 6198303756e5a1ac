/**
 * One Socket.IO namespace over one WebSocket, which comes back by itself. It is what the pages need of
 * socket.io-client at a tenth of its size (docs/decisions/0011-a-transport-of-our-own.md); the frames are in packets.ts.
 *
 * Phases
 * - idle: nothing happens. Entered by a refusal that will not pass. Leaves with `wake`.
 * - opening: a WebSocket connects, the server says how often it pings, the namespace lets us in or refuses. Leaves for
 *   connected, idle or waiting; given up after a while.
 * - connected: events and calls. The server pings; silence for longer than it promised means the line is dead.
 * - waiting: the next try is due after a pause that doubles, with jitter, so that phones do not return all at once.
 *
 * What was not acknowledged when the line broke, or in time, is `unknown`. A call that stays unanswered gives the line up, since a dead one looks just like that.
 */
import { type Line, type LinkEvents, pause, type Sent } from './line.ts';
import { connectFrame, eventFrame, type Packet, PONG, readFrame } from './packets.ts';

export interface LinkOptions {
  /** The server's origin. */
  url: string;
  namespace: string;
  /** Asked at every try: tokens are renewed meanwhile. */
  auth(): object;
  WebSocket: typeof WebSocket;
  /** Asked before each pause: a longer one, in milliseconds, where somebody else does the work meanwhile. */
  pauseMs?(): number | undefined;
}

const OPEN_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 8_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

export class Link implements Line {
  readonly #options: LinkOptions;
  readonly #events: LinkEvents;
  readonly #calls = new Map<number, (sent: Sent) => void>();
  #socket: WebSocket | undefined;
  #connected = false;
  #closed = false;
  #lastCall = 0;
  #tries = 0;
  #heardAt = 0;
  /** How long silence is no reason to worry, in milliseconds. */
  #patience = OPEN_WITHIN_MS;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LinkOptions, events: LinkEvents) {
    this.#options = options;
    this.#events = events;
    this.#open();
  }

  get connected(): boolean {
    return this.#connected;
  }

  wake(): void {
    if (this.#connected) {
      this.#isAlive();
      return;
    }
    this.#tries = 0;
    this.#discard();
    this.#open();
  }

  drop(): void {
    if (this.#socket) this.#lost();
  }

  close(): void {
    this.#closed = true;
    this.#discard();
  }

  tell(name: string, payload: object): void {
    if (this.#connected) this.#socket?.send(eventFrame(this.#options.namespace, name, payload));
  }

  async ask(name: string, payload: object): Promise<Sent> {
    if (!(await this.#ready())) return { outcome: 'offline' };
    return new Promise((resolve) => {
      this.#lastCall += 1;
      const id = this.#lastCall;
      const late = setTimeout(() => this.drop(), ANSWER_WITHIN_MS);
      this.#calls.set(id, (sent) => {
        clearTimeout(late);
        this.#calls.delete(id);
        resolve(sent);
      });
      this.#socket?.send(eventFrame(this.#options.namespace, name, payload, id));
    });
  }

  /** Waits for what was said before to leave this device, and not for a network. */
  async #ready(): Promise<boolean> {
    for (let tries = 0; tries < 20; tries += 1) {
      if (!this.#connected || !this.#isAlive()) return false;
      if (this.#socket?.bufferedAmount === 0) return true;
      await pause(10);
    }
    return false;
  }

  /** A device that slept has run no timers: its line may be long dead. */
  #isAlive(): boolean {
    if (Date.now() - this.#heardAt <= this.#patience) return true;
    this.#lost();
    return false;
  }

  #open(): void {
    clearTimeout(this.#again);
    if (this.#closed) return;
    const { url, WebSocket } = this.#options;
    try {
      const address = new URL('/socket.io/?EIO=4&transport=websocket', url);
      const socket = new WebSocket(address.href.replace(/^http/u, 'ws'));
      this.#socket = socket;
      socket.onmessage = ({ data }) => {
        if (socket === this.#socket) this.#take(data);
      };
      socket.onclose = () => {
        if (socket === this.#socket) this.#lost();
      };
      this.#patience = OPEN_WITHIN_MS;
      this.#listen();
    } catch {
      this.#lost();
    }
  }

  /** Something was heard: from here on silence counts again. */
  #listen(): void {
    this.#heardAt = Date.now();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(), this.#patience);
  }

  #take(frame: unknown): void {
    const { namespace, auth } = this.#options;
    const packet = readFrame(frame, namespace);
    if (packet?.type === 'open') {
      this.#patience = packet.pingInterval + packet.pingTimeout;
      this.#socket?.send(connectFrame(namespace, auth()));
    }
    // Until the namespace has let us in, pings alone do not keep the try alive.
    if (this.#connected) this.#listen();
    if (packet) this.#handle(packet);
  }

  #handle(packet: Packet): void {
    switch (packet.type) {
      case 'ping':
        this.#socket?.send(PONG);
        return;
      case 'connected':
        this.#connected = true;
        this.#tries = 0;
        this.#listen();
        this.#events.connected();
        return;
      case 'refused':
        this.#discard();
        if (this.#events.refused(packet.reason)) this.#tryLater();
        return;
      case 'close':
      case 'disconnected':
        this.#lost();
        return;
      case 'event':
        this.#events.event(packet.name, packet.payload);
        return;
      case 'acknowledged':
        this.#calls.get(packet.id)?.({ outcome: 'answered', answer: packet.answer });
    }
  }

  #lost(): void {
    this.#discard();
    this.#tryLater();
  }

  #tryLater(): void {
    const pauseMs = this.#options.pauseMs?.() ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#tries);
    this.#tries += 1;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#open(), pauseMs * (0.5 + Math.random()));
    this.#events.disconnected();
  }

  #discard(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#connected = false;
    clearTimeout(this.#silence);
    clearTimeout(this.#again);
    socket?.close();
    for (const settle of [...this.#calls.values()]) settle({ outcome: 'unknown' });
  }
}
