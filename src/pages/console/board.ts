/**
 * What the board is told: a snapshot of everything open, page by page, then every change.
 *
 * Changes are handed on in batches, one per animation frame, however many arrive. After a break everything open is
 * fetched again, because changes of that time were not kept for us. A token that is renewed in time is no break.
 */
import type { RequestFilter, Stats } from '../../contract/lists.ts';
import type { Attention } from '../../contract/live.ts';
import type { ChatState, RequestView } from '../../contract/request.ts';
import type { BoardHears } from '../session/board-line.ts';
import { LiveBoard, type LiveHost } from '../session/live-board.ts';
import type { SignIn } from '../session/sign-in.ts';

/** Closed requests are left out: their tab is not among these. */
export const OPEN_TABS = ['awaiting_action', 'offer_sent', 'to_ship', 'in_progress'] as const;

export interface BoardHost extends Omit<LiveHost, 'connected' | 'hears'> {
  /** Requests in the order they were told. `loaded` ones came with a snapshot and are not changes that were watched. */
  requests(requests: RequestView[], loaded: boolean): void;
  /** All that is open has been fetched. */
  complete(): void;
  stats(stats: Stats): void;
  chat(requestId: string, chat: ChatState): void;
  attention(attention: Attention): void;
  hears: Pick<BoardHears, 'note' | 'viewers'>;
}

export class Board {
  readonly live: LiveBoard;
  readonly #host: BoardHost;
  #waiting: RequestView[] = [];
  #frame = 0;
  #load = 0;
  #viewed: string | null = null;

  constructor(signIn: SignIn, host: BoardHost) {
    this.#host = host;
    this.live = new LiveBoard('console', signIn, {
      ...host,
      connected: () => {
        if (this.#viewed !== null) this.live.view(this.#viewed);
        void this.#loadAll();
      },
      hears: {
        ...host.hears,
        request: ({ request }) => this.#collect(request),
        stats: (stats) => host.stats(stats),
        chat: ({ requestId, chat }) => host.chat(requestId, chat),
        attention: (attention) => host.attention(attention),
      },
    });
  }

  /** The request that the agent has open. */
  view(requestId: string | null): void {
    this.#viewed = requestId;
    this.live.view(requestId);
  }

  close(): void {
    this.#load += 1;
    cancelAnimationFrame(this.#frame);
    this.live.close();
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
        if (!page || load !== this.#load) return;
        cursor = page.nextCursor;
      } while (cursor);
    }
    this.#host.complete();
  }

  /** One page of what the filter asks for; null where it could not be had. */
  async fetch(filter: RequestFilter, cursor?: string): Promise<{ nextCursor: string | null } | null> {
    const page = await this.live.snapshot(filter, cursor);
    if (!page) return null;
    this.#host.requests(page.requests, true);
    this.#host.stats(page.stats);
    return { nextCursor: page.nextCursor };
  }
}
