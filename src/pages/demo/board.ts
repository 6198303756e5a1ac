/** The live list behind the seller's and the agent's side: a snapshot, then every change. */
import { io, type Socket } from 'socket.io-client';
import type { BoardClientEvents, BoardServerEvents } from '../../contract/live.ts';
import type { RequestView } from '../../contract/request.ts';

type BoardSocket = Socket<BoardServerEvents, BoardClientEvents>;

const AGAIN_AFTER_MS = 1_500;

export interface BoardOptions {
  namespace: 'seller' | 'console';
  /** Asked at every connection and when a token has ended. */
  token: () => Promise<string>;
  changed: () => void;
}

export class Board {
  readonly requests = new Map<string, RequestView>();
  readonly #socket: BoardSocket;
  readonly #options: BoardOptions;
  #closed = false;

  constructor(options: BoardOptions) {
    this.#options = options;
    this.#socket = io(`/${options.namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      auth: (give) =>
        void options.token().then(
          (token) => give({ token }),
          () => give({ token: '' }),
        ),
    });
    this.#socket.on('connect', () => void this.#load());
    this.#socket.on('request', ({ request }) => this.#take(request));
    this.#socket.on('auth:expired', () => void this.#renew());
    // The library gives up where the server refused or hung up; the next handshake has a fresh token.
    this.#socket.on('connect_error', () => this.#tryAgain());
    this.#socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') this.#tryAgain();
    });
  }

  close(): void {
    this.#closed = true;
    this.#socket.disconnect();
  }

  #tryAgain(): void {
    if (this.#socket.active) return;
    setTimeout(() => {
      if (!this.#closed) this.#socket.connect();
    }, AGAIN_AFTER_MS);
  }

  #take(request: RequestView): void {
    const held = this.requests.get(request.id);
    if (held && held.version > request.version) return;
    this.requests.set(request.id, request);
    this.#options.changed();
  }

  async #load(): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await this.#socket
        .timeout(5_000)
        .emitWithAck('snapshot', cursor ? { cursor } : {})
        .catch(() => null);
      if (!page?.ok) {
        setTimeout(() => this.#socket.connected && this.#load(), AGAIN_AFTER_MS);
        return;
      }
      for (const request of page.requests) this.#take(request);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }

  async #renew(): Promise<void> {
    const token = await this.#options.token();
    this.#socket.emit('auth', { token }, () => void this.#load());
  }
}
