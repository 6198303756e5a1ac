/**
 * The live line of a board's person: every change they may see. It says when it is there and when it is not, and comes
 * back by itself; after each connection the host catches up from `snapshot`, and so it does after a token that had ended
 * was renewed, since nothing is told meanwhile. While somebody looks at the page it asks for the server's time now and
 * then, since deadlines run on that.
 */
import type { RequestFilter } from '../../contract/lists.ts';
import type { CardsAnswer, SnapshotAnswer } from '../../contract/live.ts';
import type { Problem } from '../../contract/problem.ts';
import { type BoardHears, type BoardLine, openBoardLine } from './board-line.ts';
import { isOfToken, passesByItself, problemOf } from './refusals.ts';
import type { Said } from './said.ts';
import type { SignIn } from './sign-in.ts';

export interface LiveHost {
  /** In which language and zone the reader wants to be addressed. */
  reader(): Said;
  /** What is there is to be asked for, as far as it is not known. */
  connected(): void;
  disconnected(): void;
  /** The server refuses this person for good. */
  refused(problem: Problem): void;
  /** Whether changes take a few seconds from now on, and what only a live connection brings stays away. */
  slower(slower: boolean): void;
  /** The server's clock shows this, in milliseconds since the epoch. */
  time(now: number): void;
  /** What is heard of the server's events. */
  hears: Omit<BoardHears, 'auth:expired'>;
}

const AGAIN_AFTER_MS = 1_500;
const TIME_EVERY_MS = 6_000;

export class LiveBoard {
  /** The zone in which the server addresses the reader, once it has said so. */
  zone: string | undefined;
  readonly #board: 'seller' | 'console';
  readonly #signIn: SignIn;
  readonly #host: LiveHost;
  readonly #asking: ReturnType<typeof setInterval>;
  /** None while it rests. */
  #line: BoardLine | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** What the connection was opened or renewed with. */
  #carries = '';
  /** The server tells nothing until the token is renewed. */
  #lapsed = false;

  constructor(board: 'seller' | 'console', signIn: SignIn, host: LiveHost) {
    this.#board = board;
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
    return openBoardLine(this.#board, token, () => host.reader(), {
      connected: () => {
        this.#lapsed = false;
        if (this.#carries !== this.#signIn.token) this.reauthorize();
        host.connected();
      },
      disconnected: () => host.disconnected(),
      refused: (reason) => this.#refused(problemOf(reason)),
      slower: (slower) => host.slower(slower),
      hears: {
        ...host.hears,
        'auth:expired': () => {
          this.#lapsed = true;
          void this.#renew();
        },
      },
    });
  }

  /** Answers whether to knock again. */
  #refused(problem: Problem | undefined): boolean {
    this.#host.disconnected();
    if (!problem || passesByItself(problem)) return true;
    if (isOfToken(problem)) void this.#renew();
    else {
      this.rest();
      this.#host.refused(problem);
    }
    return false;
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
    if (!answer || line !== this.#line) return;
    if (answer.ok) {
      const missed = this.#lapsed;
      this.#lapsed = false;
      if (missed) this.#host.connected();
      return;
    }
    // Whoever it is for is checked at the door again, which says what is wrong.
    line.drop();
    line.wake();
  }

  /** A page of what the board shows now, or null where nobody answered: the host is then told again that it is connected. */
  async snapshot(filter: RequestFilter, cursor?: string): Promise<SnapshotAnswer | null> {
    const line = this.#line;
    const answer = await line?.call('snapshot', { filter, ...(cursor ? { cursor } : {}) });
    if (line !== this.#line) return null;
    if (answer?.ok) {
      this.zone = answer.zone ?? this.zone;
      this.#host.time(Date.parse(answer.now));
      return answer;
    }
    // Connected and not told what is there: whoever waits for it would wait for the next break.
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      if (this.#line?.connected) this.#host.connected();
    }, AGAIN_AFTER_MS);
    return null;
  }

  /** Says which request the agent has open; null for none. */
  view(requestId: string | null): void {
    if (this.#line?.connected) this.#line.tell('view', { requestId });
  }

  /** The last offer's card as each side has it, or null where it cannot be had. */
  async cards(requestId: string): Promise<CardsAnswer | null> {
    const answer = await this.#line?.call('cards', { requestId });
    return answer?.ok ? answer : null;
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
    if (answer?.ok) this.#host.time(Date.parse(answer.now));
  };

  /** A fresh token is heard of by `reauthorize`; one that somebody else has fetched already is taken at once. */
  async #renew(): Promise<void> {
    if (this.#carries !== this.#signIn.token) this.reauthorize();
    else if (!(await this.#signIn.renew(this.#carries))) this.rest();
  }
}
