/**
 * What the board knows and does, without how it looks: the ledger kept up to date by the live connection, what is
 * listed and in which order, and what the agent does.
 *
 * The order is made anew when the reader asks for another one or presses the button, and by itself only while
 * `resting()` says that nobody points at the list. Until then changes stay where they are, marked.
 */
import type { Stats } from '../../contract/lists.ts';
import type { Attention, CardsAnswer, Viewer } from '../../contract/live.ts';
import type { Problem } from '../../contract/problem.ts';
import type { RequestView } from '../../contract/request.ts';
import { type Answer, Calls } from '../session/calls.ts';
import { NotesHeard } from '../session/notes-heard.ts';
import type { Said } from '../session/said.ts';
import { SignIn } from '../session/sign-in.ts';
import { type Waiter, Waiting } from '../session/waiting.ts';
import type { RenewToken } from '../theme/host.ts';
import { ServerClock } from '../theme/server-clock.ts';
import { beyondOpen, OPEN_STATUSES, type View } from './address.ts';
import { Board } from './board.ts';
import { Ledger } from './ledger.ts';

type Phase = 'connecting' | 'live' | 'reconnecting' | 'expired' | 'refused';

export interface DeskHost {
  /** Something that is shown has changed. */
  changed(): void;
  view(): View;
  /** The request that stands open, chosen or by itself. */
  standing(): string | undefined;
  /** In which language and zone the reader wants to be addressed. */
  reader(): Said;
  /** Nobody points at the list or moves in it. */
  resting(): boolean;
  /** A buyer waits for a reply anew. */
  waits(waiter: Waiter): void;
  renewToken: RenewToken;
}

const REST_MS = 2_000;
const MOST_ATTENTION = 100;

export class Desk {
  readonly ledger = new Ledger();
  readonly api: Calls;
  readonly signIn: SignIn;
  readonly waiting: Waiting;
  phase: Phase = 'connecting';
  problem: Problem | undefined;
  /** Changes take a few seconds, and some things are not to be had: the network lets no live connection through. */
  slower = false;
  stats: Stats | undefined;
  attention: readonly Attention[] = [];
  /** Who else has the opened request open. */
  viewers: readonly Viewer[] = [];
  readonly notes = new NotesHeard();
  /** Rises with every change of the ledger. */
  revision = 0;
  /** Where closed requests go on that were asked for. */
  more: string | null = null;
  loaded = false;

  readonly #host: DeskHost;
  readonly #clock = new ServerClock();
  readonly #board: Board;
  readonly #own = new Set<string>();
  #seen = new Set<string>();
  #asked = 0;
  /** Closed requests that were asked for are on their way. */
  #widening = false;
  readonly #settling: ReturnType<typeof setInterval>;

  constructor(token: string, host: DeskHost) {
    this.#host = host;
    this.waiting = new Waiting((waiter) => host.waits(waiter));
    this.signIn = new SignIn(token, host.renewToken, {
      renewed: () => this.#renewed(),
      waiting: () => this.#enter('reconnecting'),
      ended: () => {
        this.#board.live.rest();
        this.#enter('expired');
      },
    });
    this.api = new Calls(this.signIn);
    this.#board = this.#open();
    this.#settling = setInterval(() => this.#settle(), REST_MS);
  }

  close(): void {
    clearInterval(this.#settling);
    this.waiting.close();
    this.signIn.stop();
    this.#board.close();
  }

  /** What is held stays. */
  #renewed(): void {
    if (this.phase === 'expired' || this.phase === 'refused') this.#enter('connecting');
    this.#board.live.reauthorize();
    this.#host.changed();
  }

  /** Milliseconds since the epoch, by the server's clock. */
  readonly now = this.#clock.now;

  /** The last offer's card as each side has it, or null where it cannot be had. */
  readonly cards = (requestId: string): Promise<CardsAnswer | null> => this.#board.live.cards(requestId);

  /** In which language and zone the reader wants to be addressed. */
  get reader(): Said {
    return this.#host.reader();
  }

  /** The zone in which the server addresses the reader. */
  get zone(): string | undefined {
    return this.#board.live.zone;
  }

  #enter(phase: Phase, problem?: Problem): void {
    this.phase = phase;
    this.problem = problem;
    this.#host.changed();
  }

  #open(): Board {
    return new Board(this.signIn, {
      reader: () => this.#host.reader(),
      disconnected: () => {
        if (this.phase === 'live') this.#enter('reconnecting');
      },
      refused: (problem) => this.#enter('refused', problem),
      slower: (slower) => {
        this.slower = slower;
        this.#host.changed();
      },
      time: (now) => this.#clock.tell(now),
      requests: (requests, loaded) => this.#take(requests, loaded),
      complete: () => {
        this.#enter('live');
        void this.#complete();
      },
      stats: (stats) => {
        this.stats = stats;
        this.#host.changed();
      },
      chat: (requestId, chat) => {
        this.waiting.hear(requestId, chat);
        if (this.ledger.hear(requestId, chat, this.now())) this.#told();
        // A new request is told with the next frame, and without its chat.
        else if (chat.waitingForReply) void this.fetch(requestId);
      },
      hears: {
        note: this.notes.note,
        viewers: ({ requestId, viewers }) => {
          if (requestId !== this.#host.view().open) return;
          this.viewers = viewers;
          this.#host.changed();
        },
      },
      attention: (attention) => {
        this.attention = [attention, ...this.attention].slice(0, MOST_ATTENTION);
        this.#host.changed();
      },
    });
  }

  #take(requests: readonly RequestView[], loaded: boolean): void {
    const { open } = this.#host.view();
    const now = this.now();
    // What is fetched for the first time, or for a search, is no change that anybody watched.
    const fetched = !this.loaded || (loaded && this.#widening);
    let changed = false;
    for (const request of requests) {
      this.#clock.atLeast(Date.parse(request.updatedAt));
      if (loaded) this.#seen.add(request.id);
      this.waiting.take(request);
      const quiet = fetched || request.id === open || this.#own.has(request.id);
      if (this.ledger.take(request, now, quiet)) changed = true;
    }
    if (!changed) return;
    if (fetched && loaded) this.arrange();
    else this.#told();
  }

  #told(): void {
    // Where no row is in the way of the new ones, they wait for nobody's press.
    if (this.loaded && this.ledger.shown === 0 && this.ledger.stale > 0) this.arrange();
    else this.#shown();
  }

  #shown(): void {
    this.revision += 1;
    this.#host.changed();
  }

  #read(id: string): Promise<Answer<RequestView>> {
    return this.api.get(`/v1/requests/${encodeURIComponent(id)}`);
  }

  /** What was held as open and did not come with the fresh load has closed meanwhile: it is asked for one by one. */
  async #complete(): Promise<void> {
    const again = this.loaded;
    if (again) this.notes.again();
    this.loaded = true;
    this.waiting.all([...this.ledger.rows.values()].map(({ request }) => request));
    const seen = this.#seen;
    this.#seen = new Set();
    if (!again) {
      this.arrange();
      this.widen();
      return;
    }
    for (const [id, { request }] of this.ledger.rows) {
      if (seen.has(id) || !OPEN_STATUSES.includes(request.status)) continue;
      const answer = await this.#read(id);
      if (answer.ok) this.#take([answer.value], false);
    }
  }

  #settle(): void {
    this.ledger.recheck(this.now());
    if (this.ledger.stale > 0 && this.#host.resting()) this.arrange();
    else this.#told();
  }

  /** Makes the order anew, as the view asks for it. */
  arrange(): void {
    const { filter, sort } = this.#host.view();
    const meant = filter.assignee === 'me' ? { ...filter, assignee: this.signIn.me } : filter;
    this.ledger.arrange(meant, sort, this.now(), this.#host.standing());
    this.#shown();
  }

  clearMarks(): void {
    this.ledger.unmarkAll();
    this.#told();
  }

  dismiss(items: readonly Attention[]): void {
    this.attention = this.attention.filter((item) => !items.includes(item));
    this.#host.changed();
  }

  /** Fetches closed requests where the view asks for some; `cursor` for the next page of them. */
  async widen(cursor?: string): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const filter = beyondOpen(this.#host.view());
    this.more = null;
    this.#widening = false;
    if (!filter || this.phase !== 'live') return;
    this.#widening = true;
    const page = await this.#board.fetch(filter, cursor);
    if (asked !== this.#asked) return;
    this.#widening = false;
    this.more = page?.nextCursor ?? null;
    this.arrange();
  }

  /** Fetches a request that is opened and not held. Answers whether there is one. */
  async fetch(id: string): Promise<boolean> {
    if (this.ledger.rows.has(id)) return true;
    const answer = await this.#read(id);
    // An address made of dots leads elsewhere.
    const found = answer.ok && answer.value.id === id;
    if (found) this.#take([answer.value], false);
    return found;
  }

  /** Tells the other agents what this one has open. */
  look(id: string | undefined): void {
    this.viewers = [];
    this.#board.view(id ?? null);
  }

  opened(id: string): void {
    this.ledger.unmark(id);
    this.#told();
  }

  /** Does something to a request. What comes of it is the agent's own doing and is not marked as a change. */
  async act(id: string, path: string, body: object): Promise<Answer<RequestView>> {
    this.#own.add(id);
    const answer = await this.api.post<RequestView>(`/v1/requests/${encodeURIComponent(id)}/${path}`, body);
    if (answer.ok) this.#take([answer.value], false);
    else if (answer.refusal !== 'offline') {
      const current = await this.#read(id);
      if (current.ok) this.#take([current.value], false);
    }
    this.#own.delete(id);
    return answer;
  }
}
