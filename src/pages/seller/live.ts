/**
 * The live line of a shop (namespace `/seller`): every change of its requests, and its figures. It says when it is
 * there and when it is not, and comes back by itself; after each connection the host catches up from `snapshot`. While
 * somebody looks at the page it asks for the server's time now and then, since deadlines run on that.
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
  /** The server's clock, ISO 8601. */
  time(now: string): void;
}

const ANSWER_WITHIN_MS = 5_000;
const AGAIN_AFTER_MS = 1_500;
const TIME_EVERY_MS = 30_000;
const EXPIRED: readonly string[] = ['token_expired', 'unauthenticated'];

const codeOf = (error: Error & { data?: unknown }): string | undefined =>
  typeof error.data === 'object' && error.data !== null && 'code' in error.data ? String(error.data.code) : undefined;

export class LiveLine {
  readonly #socket: BoardSocket;
  readonly #signIn: SignIn;
  readonly #host: LiveHost;
  readonly #asking: ReturnType<typeof setInterval>;
  #again: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  /** The server has been asked to let the page in and has not answered. */
  #knocking = false;
  /** What the connection was opened or renewed with. */
  #carries = '';

  constructor(signIn: SignIn, host: LiveHost) {
    this.#signIn = signIn;
    this.#host = host;
    this.#socket = io('/seller', {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      auth: (give) => {
        this.#knocking = true;
        this.#carries = signIn.token;
        give({ token: this.#carries });
      },
    });
    this.#socket.on('connect', () => {
      this.#knocking = false;
      if (this.#carries !== signIn.token) this.reauthorize();
      host.connected();
    });
    this.#socket.on('request', ({ request }) => host.request(request));
    this.#socket.on('stats', (stats) => host.stats(stats));
    this.#socket.on('auth:expired', () => void this.#renew());
    this.#socket.on('disconnect', () => {
      this.#knocking = false;
      host.disconnected();
      this.#tryAgain();
    });
    this.#socket.on('connect_error', (error) => {
      this.#knocking = false;
      host.disconnected();
      if (EXPIRED.includes(codeOf(error) ?? '')) void this.#renew();
      else this.#tryAgain();
    });
    window.addEventListener('online', this.#wake);
    window.addEventListener('offline', this.#cut);
    document.addEventListener('visibilitychange', this.#askTime);
    this.#asking = setInterval(this.#askTime, TIME_EVERY_MS);
  }

  /** Goes on with the token that is signed in with now. */
  reauthorize(): void {
    this.#closed = false;
    if (this.#knocking) return;
    clearTimeout(this.#again);
    if (!this.#socket.connected) {
      this.#socket.connect();
      return;
    }
    this.#carries = this.#signIn.token;
    this.#socket.emit('auth', { token: this.#carries }, (answer) => {
      // Whoever it is for is checked at the door again, which says what is wrong.
      if (!answer.ok) this.#socket.disconnect().connect();
    });
  }

  /** What the shop's board shows now, or null where nobody answered: the host is then told again that it is connected. */
  async snapshot(filter: RequestFilter): Promise<SnapshotAnswer | null> {
    const answer = await this.#socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('snapshot', { filter })
      .catch(() => null);
    if (answer?.ok) {
      this.#host.time(answer.now);
      return answer;
    }
    // Connected and not told what is there: whoever waits for it would wait for the next break.
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      if (this.#socket.connected) this.#host.connected();
    }, AGAIN_AFTER_MS);
    return null;
  }

  /** Stays away until there is another token. */
  rest(): void {
    this.#closed = true;
    clearTimeout(this.#again);
    this.#socket.disconnect();
  }

  close(): void {
    this.rest();
    clearInterval(this.#asking);
    window.removeEventListener('online', this.#wake);
    window.removeEventListener('offline', this.#cut);
    document.removeEventListener('visibilitychange', this.#askTime);
  }

  readonly #askTime = (): void => {
    if (document.hidden || !this.#socket.connected) return;
    this.#socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('time', {})
      .then(
        (answer) => answer.ok && this.#host.time(answer.now),
        () => undefined,
      );
  };

  /** The device says that it has no network: a socket would notice only after a while. */
  readonly #cut = (): void => {
    if (!this.#closed) this.#socket.disconnect();
  };

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

  /** A fresh token is heard of by `reauthorize`; one that somebody else has fetched already is taken at once. */
  async #renew(): Promise<void> {
    if (this.#carries !== this.#signIn.token) this.reauthorize();
    else if (!(await this.#signIn.renew(this.#carries))) this.rest();
  }
}
