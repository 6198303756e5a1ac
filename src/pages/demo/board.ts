/** The live list behind the seller's and the agent's side: a snapshot, then every change. */
import { io, type Socket } from 'socket.io-client';
import type { BoardClientEvents, BoardServerEvents } from '../../contract/live.ts';
import type { RequestView } from '../../contract/request.ts';

type BoardSocket = Socket<BoardServerEvents, BoardClientEvents>;

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

  constructor(options: BoardOptions) {
    this.#options = options;
    this.#socket = io(`/${options.namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      auth: (give) => void options.token().then((token) => give({ token })),
    });
    this.#socket.on('connect', () => void this.#load());
    this.#socket.on('request', ({ request }) => this.#take(request));
    this.#socket.on('auth:expired', () => void this.#renew());
    // The handshake was refused: with a token that has ended meanwhile the next one works.
    this.#socket.on('connect_error', () => {
      if (!this.#socket.active) setTimeout(() => this.#socket.connect(), 2_000);
    });
  }

  close(): void {
    this.#socket.disconnect();
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
      if (!page?.ok) return;
      for (const request of page.requests) this.#take(request);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }

  async #renew(): Promise<void> {
    const token = await this.#options.token();
    this.#socket.emit('auth', { token }, () => void this.#load());
  }
}
