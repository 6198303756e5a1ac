/** The live list behind the seller's and the agent's side: a snapshot, then every change. */
import type { RequestView } from '../../contract/request.ts';
import { type BoardLine, openBoardLine } from '../session/board-line.ts';
import { isOfToken, problemOf } from '../session/refusals.ts';

const AGAIN_AFTER_MS = 1_500;

export interface BoardOptions {
  namespace: 'seller' | 'console';
  /** Asked before the first connection and when a token has ended. */
  token: () => Promise<string>;
  changed: () => void;
}

export class Board {
  readonly requests = new Map<string, RequestView>();
  readonly #options: BoardOptions;
  #line: BoardLine | undefined;
  #token = '';
  #closed = false;

  constructor(options: BoardOptions) {
    this.#options = options;
    void this.#renew();
  }

  close(): void {
    this.#closed = true;
    this.#line?.close();
  }

  #open(): BoardLine {
    return openBoardLine(
      this.#options.namespace,
      () => this.#token,
      () => ({}),
      {
        connected: () => void this.#load(),
        disconnected: () => {},
        slower: () => {},
        refused: (reason) => {
          const problem = problemOf(reason);
          if (!problem || !isOfToken(problem)) return true;
          void this.#renew();
          return false;
        },
        hears: {
          request: ({ request }) => this.#take(request),
          'auth:expired': () => void this.#renew(),
        },
      },
    );
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
      const page = await this.#line?.call('snapshot', cursor ? { cursor } : {});
      if (!page?.ok) {
        setTimeout(() => this.#line?.connected && this.#load(), AGAIN_AFTER_MS);
        return;
      }
      for (const request of page.requests) this.#take(request);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }

  /** Gets a token and goes on with it; where there is none to be had, asks again. */
  async #renew(): Promise<void> {
    try {
      this.#token = await this.#options.token();
    } catch {
      setTimeout(() => void this.#renew(), AGAIN_AFTER_MS);
      return;
    }
    if (this.#closed) return;
    if (!this.#line) this.#line = this.#open();
    else if (this.#line.connected) {
      await this.#line.call('auth', { token: this.#token });
      await this.#load();
    } else this.#line.wake();
  }
}
