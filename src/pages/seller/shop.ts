/**
 * What the page knows of one shop: the list that is shown, the requests in it, the figures, and whether all that is
 * live. A change from elsewhere is applied where the request stands, and a request that left the tab says where it is now.
 */
import type { ChatState, RequestView } from '../../contract/request.ts';
import { type Answer, Calls, type Refusal } from '../session/calls.ts';
import { LiveBoard } from '../session/live-board.ts';
import { NotesHeard } from '../session/notes-heard.ts';
import type { Said } from '../session/said.ts';
import { SignIn } from '../session/sign-in.ts';
import { chatNow, type Waiter, Waiting } from '../session/waiting.ts';
import type { RenewToken } from '../theme/host.ts';
import { ServerClock } from '../theme/server-clock.ts';
import { ShopList } from './shop-list.ts';
import { type Counts, TabCounts } from './tab-counts.ts';
import type { View } from './view.ts';
import { WaitingCount } from './waiting-count.ts';

export type Phase = 'connecting' | 'live' | 'reconnecting' | 'ended';

/** Refusals after which the request may look different from what is shown. */
const OVERTAKEN: readonly string[] = ['conflict', 'deadline_passed', 'offer_limit_reached', 'solution_not_allowed'];

export class Shop {
  readonly requests = new Map<string, RequestView>();
  phase: Phase = 'connecting';
  /** Changes take a few seconds, since the network lets no live connection through. */
  slower = false;
  openId: string | undefined;
  /** What is open was chosen, or something was done with it; else it stands open by itself, and its chat is not read by that. */
  attended = true;
  counts: Counts | undefined;

  readonly notes = new NotesHeard();
  readonly api: Calls;
  readonly signIn: SignIn;
  readonly waiting: Waiting;
  readonly waits: WaitingCount;
  readonly list: ShopList;
  readonly sellerId: string;
  /** In which language and zone the reader wants to be addressed. */
  readonly reader: Said;
  /** Something that is shown has changed. */
  readonly changed: () => void;
  readonly #clock = new ServerClock();
  readonly #line: LiveBoard;
  readonly #tabs: TabCounts;
  /** How often something was chosen to be open. */
  #chosen = 0;
  /** What was open when the list was narrowed otherwise: it closes where the list does not show it. */
  #wasOpen: string | undefined;

  constructor(
    options: { token: string; sellerId: string; view: View; reader: Said; renewToken: RenewToken | undefined },
    changed: () => void,
    tell: (waiter: Waiter) => void,
  ) {
    this.changed = changed;
    this.sellerId = options.sellerId;
    this.waiting = new Waiting(tell);
    this.reader = options.reader;
    this.signIn = new SignIn(options.token, options.renewToken, {
      renewed: () => this.#renewed(),
      ended: () => this.#end(),
    });
    this.api = new Calls(this.signIn);
    this.#tabs = new TabCounts(this.api, (counts) => {
      this.counts = counts;
      changed();
    });
    this.waits = new WaitingCount(this.api, this.waiting, changed);
    this.list = new ShopList(this, options.view);
    const reconnecting = (): void => this.#enter(this.phase === 'connecting' ? 'connecting' : 'reconnecting');
    this.#line = new LiveBoard('seller', this.signIn, {
      reader: () => this.reader,
      connected: () => void this.#catchUp(),
      disconnected: reconnecting,
      refused: reconnecting,
      slower: (slower) => {
        this.slower = slower;
        changed();
      },
      time: (now) => this.#clock.tell(now),
      hears: {
        request: ({ request }) => {
          this.#clock.atLeast(Date.parse(request.updatedAt));
          this.take(request);
        },
        chat: ({ requestId, chat }) => this.#hear(requestId, chat),
        stats: (stats) => void this.#tabs.hear(stats),
        note: this.notes.note,
      },
    });
    void this.list.reload();
    void this.#tabs.ask();
  }

  close(): void {
    this.waiting.close();
    this.signIn.stop();
    this.#line.close();
  }

  /** Milliseconds since the epoch, by the server's clock. */
  readonly now = (): number => this.#clock.now();

  /** The zone in which the server addresses the reader. */
  get zone(): string | undefined {
    return this.#line.zone;
  }

  get open(): RequestView | undefined {
    return this.openId ? this.requests.get(this.openId) : undefined;
  }

  /** Shows another list; what is open and not in it closes, unless it `stays`. */
  show(view: Partial<View>, { stays = false } = {}): void {
    const { sort: _, ...narrowing } = view;
    if (Object.keys(narrowing).length > 0) this.#wasOpen = stays ? undefined : this.openId;
    this.list.show(view);
  }

  choose(id: string | undefined, attended = true): void {
    this.#chosen += 1;
    this.openId = id;
    this.attended = attended;
    this.changed();
  }

  /** Something was done with what is open. */
  attend(): void {
    if (this.attended) return;
    this.attended = true;
    this.changed();
  }

  /**
   * Opens a request by its id, whichever list it is in, unless another is chosen before it is here; answers why that
   * could not be, as when there is none.
   */
  async openById(id: string): Promise<'offline' | 'missing' | undefined> {
    this.#chosen += 1;
    const chosen = this.#chosen;
    const refusal = await this.refresh(id);
    if (chosen !== this.#chosen) return undefined;
    if (this.requests.has(id)) this.choose(id);
    else return refusal === 'offline' ? 'offline' : 'missing';
    return undefined;
  }

  /** The list is there as it was asked for. */
  listed(): void {
    if (this.#wasOpen !== undefined && this.openId === this.#wasOpen && !this.list.rows.includes(this.#wasOpen)) {
      this.openId = undefined;
      this.attended = true;
    }
    this.#wasOpen = undefined;
  }

  /** Takes a request as it is now, from whatever source. */
  take(request: RequestView): void {
    if (!this.hold(request)) return;
    this.list.take(request);
    this.changed();
  }

  /** An older state than the one held is dropped. */
  hold(request: RequestView): boolean {
    const held = this.requests.get(request.id);
    if (held && held.version > request.version) return false;
    // What is told live is told without its chat, which has an event of its own.
    this.requests.set(request.id, { ...request, chat: chatNow(request, held?.chat) });
    // The same buyer may wait on another request of the conversation from now on.
    if (this.waiting.take(request)) void this.waits.askAll();
    return true;
  }

  #hear(id: string, chat: ChatState): void {
    const held = this.requests.get(id);
    if (held) this.requests.set(id, { ...held, chat });
    this.waiting.hear(id, chat);
    this.waits.changed();
    this.list.hear(id, chat);
    this.changed();
  }

  async #catchUp(): Promise<void> {
    const again = this.phase === 'reconnecting';
    const snapshot = await this.#line.snapshot(this.list.filter);
    if (!snapshot) return;
    for (const request of snapshot.requests) if (this.requests.has(request.id)) this.take(request);
    void this.#tabs.hear(snapshot.stats);
    void this.waits.askAll();
    this.#enter('live');
    if (!again) return;
    void this.list.reload();
    this.notes.again();
    if (this.openId) void this.refresh(this.openId);
  }

  /** Asks something of a request, such as `approve`; answers why it was refused, or nothing where it took effect. */
  async act(id: string, path: string, body: object): Promise<Refusal | undefined> {
    const answer: Answer<RequestView> = await this.api.post(`/v1/requests/${id}/${path}`, body);
    if (answer.ok) {
      this.take(answer.value);
      return undefined;
    }
    const { refusal } = answer;
    if (refusal !== 'offline' && OVERTAKEN.includes(refusal.code)) await this.refresh(id);
    return refusal;
  }

  /** Asks how a request is now; answers why it could not be had. */
  async refresh(id: string): Promise<Refusal | undefined> {
    const answer = await this.api.get<RequestView>(`/v1/requests/${encodeURIComponent(id)}`);
    if (!answer.ok) return answer.refusal;
    // An address made of dots leads elsewhere.
    if (answer.value.id === id) this.take(answer.value);
    return undefined;
  }

  #renewed(): void {
    const began = this.phase === 'ended';
    if (began) this.phase = 'reconnecting';
    this.#line.reauthorize();
    if (began) void this.list.reload();
    this.changed();
  }

  #end(): void {
    this.#enter('ended');
    this.#line.rest();
  }

  #enter(phase: Phase): void {
    if (this.phase === 'ended') return;
    this.phase = phase;
    this.changed();
  }
}
