/**
 * The live line of a shop (namespace `/seller`): every change of its requests, and its figures. It says when it is
 * there and when it is not, and comes back by itself; after each connection the host catches up from `snapshot`. While
 * somebody looks at the page it asks for the server's time now and then, since deadlines run on that.
 */
import type { RequestFilter, Stats } from '../../contract/lists.ts';
import type { SnapshotAnswer } from '../../contract/live.ts';
import type { RequestView } from '../../contract/request.ts';
import { type BoardLine, openBoardLine } from '../session/board-line.ts';
import { isOfToken, problemOf } from '../session/refusals.ts';
import type { Said } from '../session/said.ts';
import type { SignIn } from './sign-in.ts';

export interface LiveHost {
  /** In which language and zone the reader wants to be addressed. */
  reader(): Said;
  connected(): void;
  disconnected(): void;
  /** Whether changes take a few seconds from now on. */
  slower(slower: boolean): void;
  request(request: RequestView): void;
  stats(stats: Stats): void;
  /** The server's clock, ISO 8601. */
  time(now: string): void;
}

const AGAIN_AFTER_MS = 1_500;
const TIME_EVERY_MS = 30_000;

export class LiveLine {
  readonly #signIn: SignIn;
  readonly #host: LiveHost;
  readonly #asking: ReturnType<typeof setInterval>;
  /** None while it rests. */
  #line: BoardLine | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** What the connection was opened or renewed with. */
  #carries = '';

  constructor(signIn: SignIn, host: LiveHost) {
    this.#signIn = signIn;
    this.#host = host;
    this.#line = this.#open();
    document.addEventListener('visibilitychange', this.#askTime);
    this.#asking = setInterval(this.#askTime, TIME_EVERY_MS);
  }

  #open(): BoardLine {
    const host = this.#host;
    const token = (): string => {
      this.#carries = this.#signIn.token;
      return this.#carries;
    };
    return openBoardLine('seller', token, () => host.reader(), {
      connected: () => {
        if (this.#carries !== this.#signIn.token) this.reauthorize();
        host.connected();
      },
      disconnected: () => host.disconnected(),
      refused: (reason) => {
        host.disconnected();
        const problem = problemOf(reason);
        if (!problem || !isOfToken(problem)) return true;
        void this.#renew();
        return false;
      },
      slower: (slower) => host.slower(slower),
      hears: {
        request: ({ request }) => host.request(request),
        stats: (stats) => host.stats(stats),
        'auth:expired': () => void this.#renew(),
      },
    });
  }

  /** Goes on with the token that is signed in with now. */
  reauthorize(): void {
    clearTimeout(this.#again);
    const line = this.#line;
    if (!line) this.#line = this.#open();
    else if (line.connected) void this.#authorize(line);
    else line.wake();
  }

  async #authorize(line: BoardLine): Promise<void> {
    this.#carries = this.#signIn.token;
    const answer = await line.call('auth', { token: this.#carries });
    // Whoever it is for is checked at the door again, which says what is wrong.
    if (!answer || answer.ok || line !== this.#line) return;
    line.drop();
    line.wake();
  }

  /** What the shop's board shows now, or null where nobody answered: the host is then told again that it is connected. */
  async snapshot(filter: RequestFilter): Promise<SnapshotAnswer | null> {
    const answer = await this.#line?.call('snapshot', { filter });
    if (answer?.ok) {
      this.#host.time(answer.now);
      return answer;
    }
    // Connected and not told what is there: whoever waits for it would wait for the next break.
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      if (this.#line?.connected) this.#host.connected();
    }, AGAIN_AFTER_MS);
    return null;
  }

  /** Stays away until there is another token. */
  rest(): void {
    clearTimeout(this.#again);
    this.#line?.close();
    this.#line = undefined;
  }

  close(): void {
    this.rest();
    clearInterval(this.#asking);
    document.removeEventListener('visibilitychange', this.#askTime);
  }

  readonly #askTime = async (): Promise<void> => {
    if (document.hidden || !this.#line?.connected) return;
    const answer = await this.#line.call('time', {});
    if (answer?.ok) this.#host.time(answer.now);
  };

  /** A fresh token is heard of by `reauthorize`; one that somebody else has fetched already is taken at once. */
  async #renew(): Promise<void> {
    if (this.#carries !== this.#signIn.token) this.reauthorize();
    else if (!(await this.#signIn.renew(this.#carries))) this.rest();
  }
}
