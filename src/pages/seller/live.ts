/**
 * The live line of a shop (namespace `/seller`): every change of its requests, and its figures. It says when it is
 * there and when it is not, and comes back by itself; after each connection the host catches up from `snapshot`.
 */
import { io, type Socket } from 'socket.io-client';
import type { RequestFilter, Stats } from '../../contract/lists.ts';
import type { BoardClientEvents, BoardServerEvents, SnapshotAnswer } from '../../contract/live.ts';
import type { RequestView } from '../../contract/request.ts';
import type { SignIn } from './sign-in.ts';

type BoardSocket = Socket<BoardServerEvents, BoardClientEvents>;

export interface LiveHost {
  connected(): void;
  disconnected(): void;
  request(request: RequestView): void;
  stats(stats: Stats): void;
}

const ANSWER_WITHIN_MS = 5_000;
const AGAIN_AFTER_MS = 1_500;
const EXPIRED: readonly string[] = ['token_expired', 'unauthenticated'];

const codeOf = (error: Error & { data?: unknown }): string | undefined =>
  typeof error.data === 'object' && error.data !== null && 'code' in error.data ? String(error.data.code) : undefined;

export class LiveLine {
  readonly #socket: BoardSocket;
  readonly #signIn: SignIn;
  #again: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  /** What the connection was opened or renewed with. */
  #carries = '';

  constructor(signIn: SignIn, host: LiveHost) {
    this.#signIn = signIn;
    this.#socket = io('/seller', {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      auth: (give) => {
        this.#carries = signIn.token;
        give({ token: this.#carries });
      },
    });
    this.#socket.on('connect', () => host.connected());
    this.#socket.on('request', ({ request }) => host.request(request));
    this.#socket.on('stats', (stats) => host.stats(stats));
    this.#socket.on('auth:expired', () => void this.#renew());
    this.#socket.on('disconnect', () => {
      host.disconnected();
      this.#tryAgain();
    });
    this.#socket.on('connect_error', (error) => {
      host.disconnected();
      if (EXPIRED.includes(codeOf(error) ?? '')) void this.#renew();
      else this.#tryAgain();
    });
    window.addEventListener('online', this.#wake);
  }

  /** What the shop's board shows now, or null where nobody answered. */
  async snapshot(filter: RequestFilter): Promise<SnapshotAnswer | null> {
    const answer = await this.#socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('snapshot', { filter })
      .catch(() => null);
    return answer?.ok ? answer : null;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
    window.removeEventListener('online', this.#wake);
    this.#socket.disconnect();
  }

  readonly #wake = (): void => {
    if (!this.#socket.connected && !this.#closed) this.#socket.disconnect().connect();
  };

  /** The library gives up where the server itself hung up or refused. */
  #tryAgain(): void {
    if (this.#socket.active || this.#closed) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      if (!this.#closed) this.#socket.connect();
    }, AGAIN_AFTER_MS);
  }

  async #renew(): Promise<void> {
    if (!(await this.#signIn.renew(this.#carries))) return this.close();
    this.#carries = this.#signIn.token;
    if (this.#socket.connected) this.#socket.emit('auth', { token: this.#carries }, () => undefined);
    else this.#socket.connect();
  }
}
