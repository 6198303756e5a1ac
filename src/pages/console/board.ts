/**
 * The board's live connection: namespace `/console`. A snapshot of what was asked for, page by page, then every change.
 *
 * Changes are handed on in batches, one per animation frame, however many arrive. After a break everything open is
 * fetched again, because changes of that time were not kept for us. A token that is renewed in time is no break.
 */
import type { RequestFilter, Stats } from '../../contract/lists.ts';
import type { Attention, CardsAnswer } from '../../contract/live.ts';
import type { Problem } from '../../contract/problem.ts';
import type { RequestView } from '../../contract/request.ts';
import { type BoardLine, openBoardLine } from '../session/board-line.ts';
import { isOfToken, passesByItself, problemOf } from '../session/refusals.ts';
import type { Said } from '../session/said.ts';

const AGAIN_AFTER_MS = 1_500;
/** Closed requests are left out: their tab is not among these. */
const OPEN_TABS = ['awaiting_action', 'offer_sent', 'to_ship', 'in_progress'] as const;

export type Phase = 'connecting' | 'live' | 'reconnecting' | 'expired' | 'refused';

export type Cards = { ok: true; value: CardsAnswer } | { ok: false };

export interface BoardHost {
  /** In which language and zone the reader wants to be addressed. */
  reader(): Said;
  /** In which zone the server addresses them; undefined where it did not say. */
  zone(zone: string | undefined): void;
  phase(phase: Phase, problem?: Problem): void;
  /** Whether changes take a few seconds from now on, and what only a live connection brings stays away. */
  slower(slower: boolean): void;
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

export class Board {
  readonly #line: BoardLine;
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
    this.#line = openBoardLine(
      'console',
      () => this.#token,
      () => host.reader(),
      {
        connected: () => {
          this.#admitted();
          void this.#loadAll();
        },
        disconnected: () => this.#lost(),
        refused: (reason) => this.#refused(problemOf(reason)),
        slower: (slower) => host.slower(slower),
        hears: {
          request: ({ request }) => this.#collect(request),
          stats: (stats) => host.stats(stats),
          attention: (attention) => host.attention(attention),
          'auth:expired': () => {
            this.#lapsed = true;
            host.expired();
          },
        },
      },
    );
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
    cancelAnimationFrame(this.#frame);
    this.#line.close();
  }

  #admitted(): void {
    this.#lapsed = false;
    this.#host.admitted(this.#token);
  }

  #lost(): void {
    if (!this.#closed) this.#host.phase('reconnecting');
  }

  /** Answers whether to knock again. */
  #refused(problem: Problem | undefined): boolean {
    if (!problem || passesByItself(problem)) return true;
    if (isOfToken(problem)) this.#host.expired();
    else this.#refuse(problem);
    return false;
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
          this.#again = setTimeout(() => this.#line.connected && void this.#loadAll(), AGAIN_AFTER_MS);
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
    const page = await this.#line.call('snapshot', { filter, ...(cursor ? { cursor } : {}) });
    if (!page?.ok || this.#closed) return null;
    this.#host.time(Date.parse(page.now));
    this.#host.zone(page.zone);
    this.#host.requests(page.requests, true);
    this.#host.stats(page.stats);
    return { nextCursor: page.nextCursor };
  }

  /** Asks the server for its time, which the host is then told. */
  async askTime(): Promise<void> {
    const answer = await this.#line.call('time', {});
    if (answer?.ok) this.#host.time(Date.parse(answer.now));
  }

  /** The last offer's card as each side has it. */
  async cards(requestId: string): Promise<Cards> {
    const answer = await this.#line.call('cards', { requestId });
    return answer?.ok ? { ok: true, value: answer } : { ok: false };
  }

  /** Goes on with another token, on the connection there is or with a new one. */
  async use(token: string): Promise<void> {
    this.#token = token;
    if (!this.#line.connected) {
      this.#line.wake();
      return;
    }
    const answer = await this.#line.call('auth', { token });
    if (this.#closed || !answer) return;
    if (!answer.ok) {
      this.#refused(answer.problem);
      return;
    }
    const missed = this.#lapsed;
    this.#admitted();
    if (missed) void this.#loadAll();
  }
}
