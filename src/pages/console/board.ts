/**
 * The board's live connection: namespace `/console`. A snapshot of what was asked for, page by page, then every change.
 *
 * Changes are handed on in batches, one per animation frame, however many arrive. After a break everything open is
 * fetched again, because changes of that time were not kept for us. A token that is renewed in time is no break.
 */
import { io, type Socket } from 'socket.io-client';
import type { RequestFilter, Stats } from '../../contract/lists.ts';
import type { Attention, BoardClientEvents, BoardServerEvents, CardsAnswer } from '../../contract/live.ts';
import type { Problem } from '../../contract/problem.ts';
import type { RequestView } from '../../contract/request.ts';

type BoardSocket = Socket<BoardServerEvents, BoardClientEvents>;

const AGAIN_AFTER_MS = 1_500;
const ANSWER_WITHIN_MS = 8_000;
/** Closed requests are left out: their tab is not among these. */
const OPEN_TABS = ['awaiting_action', 'offer_sent', 'to_ship', 'in_progress'] as const;
const LOST = new Set(['token_expired', 'unauthenticated']);

export type Phase = 'connecting' | 'live' | 'reconnecting' | 'expired' | 'refused';

export type Cards = { ok: true; value: CardsAnswer } | { ok: false };

export interface BoardHost {
  phase(phase: Phase, problem?: Problem): void;
  /** Requests in the order they were told. `loaded` ones came with a snapshot and are not changes that were watched. */
  requests(requests: RequestView[], loaded: boolean): void;
  /** All that is open has been fetched. */
  complete(): void;
  stats(stats: Stats): void;
  attention(attention: Attention): void;
  /** The server's clock shows this, in milliseconds since the epoch. */
  time(now: number): void;
  /** The server let the token in. */
  admitted(token: string): void;
  /** The token has ended: `use` goes on with another one. */
  expired(): void;
}

const problemOf = (error: Error & { data?: unknown }): Problem | undefined =>
  typeof error.data === 'object' && error.data !== null && 'code' in error.data ? (error.data as Problem) : undefined;

export class Board {
  readonly #socket: BoardSocket;
  readonly #host: BoardHost;
  #token: string;
  #closed = false;
  /** The server delivers nothing until the token is renewed. */
  #lapsed = false;
  #waiting: RequestView[] = [];
  #frame = 0;
  #load = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(token: string, host: BoardHost) {
    this.#token = token;
    this.#host = host;
    this.#socket = io('/console', {
      transports: ['websocket'],
      forceNew: true,
      auth: (give) => give({ token: this.#token }),
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    });
    this.#socket.on('connect', () => {
      this.#admitted();
      void this.#loadAll();
    });
    this.#socket.on('disconnect', () => this.#lost());
    this.#socket.on('connect_error', (error) => {
      const problem = problemOf(error);
      if (!problem || problem.status >= 500 || problem.code === 'rate_limited') this.#lost();
      else if (LOST.has(problem.code)) host.expired();
      else this.#refuse(problem);
    });
    this.#socket.on('request', ({ request }) => this.#collect(request));
    this.#socket.on('stats', (stats) => host.stats(stats));
    this.#socket.on('attention', (attention) => host.attention(attention));
    this.#socket.on('auth:expired', () => {
      this.#lapsed = true;
      host.expired();
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
    cancelAnimationFrame(this.#frame);
    this.#socket.disconnect();
  }

  #admitted(): void {
    this.#lapsed = false;
    this.#host.admitted(this.#token);
  }

  #lost(): void {
    if (this.#closed) return;
    this.#host.phase('reconnecting');
    if (this.#socket.active) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#socket.connect(), AGAIN_AFTER_MS);
  }

  #refuse(problem: Problem): void {
    this.close();
    this.#host.phase('refused', problem);
  }

  #collect(request: RequestView): void {
    this.#waiting.push(request);
    // A hidden tab draws no frames; what piles up there is only versions of the same requests.
    if (this.#waiting.length > 1_000) this.#hand();
    else if (this.#waiting.length === 1) this.#frame = requestAnimationFrame(() => this.#hand());
  }

  #hand(): void {
    cancelAnimationFrame(this.#frame);
    const requests = this.#waiting;
    this.#waiting = [];
    this.#host.requests(requests, false);
  }

  /** Fetches every open request. A newer load makes an older one stop. */
  async #loadAll(): Promise<void> {
    this.#load += 1;
    const load = this.#load;
    for (const tab of OPEN_TABS) {
      let cursor: string | null | undefined;
      do {
        const page = await this.fetch({ tab }, cursor ?? undefined);
        if (load !== this.#load || this.#closed) return;
        if (!page) {
          this.#again = setTimeout(() => this.#socket.connected && void this.#loadAll(), AGAIN_AFTER_MS);
          return;
        }
        cursor = page.nextCursor;
      } while (cursor);
    }
    this.#host.phase('live');
    this.#host.complete();
  }

  /** One page of what the filter asks for; null where it could not be had. */
  async fetch(filter: RequestFilter, cursor?: string): Promise<{ nextCursor: string | null } | null> {
    const page = await this.#socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('snapshot', { filter, ...(cursor ? { cursor } : {}) })
      .catch(() => null);
    if (!page?.ok || this.#closed) return null;
    this.#host.time(Date.parse(page.now));
    this.#host.requests(page.requests, true);
    this.#host.stats(page.stats);
    return { nextCursor: page.nextCursor };
  }

  /** Asks the server for its time, which the host is then told. */
  async askTime(): Promise<void> {
    if (!this.#socket.connected) return;
    const answer = await this.#socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('time', {})
      .catch(() => null);
    if (answer?.ok) this.#host.time(Date.parse(answer.now));
  }

  /** The last offer's card as each side has it. */
  async cards(requestId: string): Promise<Cards> {
    if (!this.#socket.connected) return { ok: false };
    const answer = await this.#socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('cards', { requestId })
      .catch(() => null);
    return answer?.ok ? { ok: true, value: answer } : { ok: false };
  }

  /** Goes on with another token, on the connection there is or with a new one. */
  async use(token: string): Promise<void> {
    this.#token = token;
    if (!this.#socket.connected) {
      this.#socket.connect();
      return;
    }
    const answer = await this.#socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('auth', { token })
      .catch(() => null);
    if (this.#closed) return;
    if (answer?.ok) {
      const missed = this.#lapsed;
      this.#admitted();
      if (missed) void this.#loadAll();
    } else if (!answer) this.#socket.disconnect().connect();
    else if (LOST.has(answer.problem.code)) this.#host.expired();
    else this.#refuse(answer.problem);
  }
}
