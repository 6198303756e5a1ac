/**
 * What the page knows of one shop: the list that is shown, the requests in it, the figures, and whether all that is
 * live. A change from elsewhere is applied where the request stands: rows keep their places until the list is asked for
 * anew, a request that is new to the list is only counted (`fresh`), and one that left the tab says where it is now.
 */
import type { ChatState, RequestView } from '../../contract/request.ts';
import { typedAmount } from '../answers/offering.ts';
import { readClaims } from '../chat/claims.ts';
import { type Answer, Calls, type Refusal } from '../session/calls.ts';
import { LiveBoard } from '../session/live-board.ts';
import { NotesHeard } from '../session/notes-heard.ts';
import { queryOf } from '../session/query.ts';
import type { Said } from '../session/said.ts';
import { SignIn } from '../session/sign-in.ts';
import { chatNow, type Waiter, Waiting } from '../session/waiting.ts';
import type { RenewToken } from '../theme/host.ts';
import { ServerClock } from '../theme/server-clock.ts';
import { zoneOf } from '../theme/zone.ts';
import { type Counts, TabCounts } from './tab-counts.ts';
import { filterOf, looksEverywhere, narrowedBy, type View } from './view.ts';
import { WaitingCount } from './waiting-count.ts';

export type Phase = 'connecting' | 'live' | 'reconnecting' | 'ended';
interface RequestPage {
  items: RequestView[];
  nextCursor: string | null;
  total: number;
}

const PAGE = 30;
const MOST_AT_ONCE = 100;
/** Refusals after which the request may look different from what is shown. */
const OVERTAKEN: readonly string[] = ['conflict', 'deadline_passed', 'offer_limit_reached', 'solution_not_allowed'];

export class Shop {
  view: View;
  readonly requests = new Map<string, RequestView>();
  /** Ids of the rows, in the order in which they are shown. */
  rows: string[] = [];
  /** Requests that belong to the list and are not in it yet. */
  readonly fresh = new Set<string>();
  total = 0;
  loading = true;
  problem: Refusal | undefined;
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
  readonly sellerId: string;
  /** In which language and zone the reader wants to be addressed. */
  readonly reader: Said;
  readonly #clock = new ServerClock();
  readonly #line: LiveBoard;
  readonly #changed: () => void;
  #cursor: string | null = null;
  readonly #tabs: TabCounts;
  #asked = 0;
  /** How often something was chosen to be open. */
  #chosen = 0;
  /** What was open when the list was narrowed otherwise: it closes where the list does not show it. */
  #wasOpen: string | undefined;

  constructor(
    options: { token: string; sellerId: string; view: View; reader: Said; renewToken: RenewToken | undefined },
    changed: () => void,
    tell: (waiter: Waiter) => void,
  ) {
    this.#changed = changed;
    this.sellerId = options.sellerId;
    this.view = options.view;
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
    void this.reload();
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

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** What narrows the list besides its tab and who waits. */
  get #narrowing(): Record<string, string> {
    const { tab: _, reply: __, ...narrowing } = this.#filter();
    return queryOf(narrowing);
  }

  /** The member of staff whom the token names, who can have something in hand. */
  get me(): string | undefined {
    return readClaims(this.signIn.token).userId;
  }

  /** Shows another list; what is open and not in it closes, unless it `stays`. */
  show(view: Partial<View>, { stays = false } = {}): void {
    const { sort: _, ...narrowing } = view;
    if (Object.keys(narrowing).length > 0) this.#wasOpen = stays ? undefined : this.openId;
    this.view = { ...this.view, ...view };
    this.rows = [];
    void this.reload();
  }

  choose(id: string | undefined, attended = true): void {
    this.#chosen += 1;
    this.openId = id;
    this.attended = attended;
    this.#changed();
  }

  /** Something was done with what is open. */
  attend(): void {
    if (this.attended) return;
    this.attended = true;
    this.#changed();
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

  /** Asks for the list anew, as long as it is shown. */
  async reload(): Promise<void> {
    this.loading = true;
    // Cleared now and not with the answer: what is heard of meanwhile may not be in it.
    this.fresh.clear();
    this.waits.within(this.#narrowing);
    await this.#load(undefined, Math.min(MOST_AT_ONCE, Math.max(PAGE, this.rows.length)));
  }

  async more(limit = PAGE): Promise<void> {
    if (this.#cursor !== null) await this.#load(this.#cursor, limit);
  }

  /** Shows more until so many are shown, or there are no more of them. */
  async showUpTo(most: number): Promise<void> {
    for (let shown = -1; this.hasMore && this.rows.length < most && shown < this.rows.length; ) {
      shown = this.rows.length;
      await this.more(Math.min(MOST_AT_ONCE, most - shown));
    }
  }

  async #load(cursor: string | undefined, limit: number): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.#changed();
    const wanted = this.query;
    const query = new URLSearchParams({ ...wanted, limit: String(limit) });
    if (cursor !== undefined) query.set('cursor', cursor);
    const answer = await this.api.get<RequestPage>(`/v1/requests?${query}`);
    // Another list was asked for meanwhile: this one is nobody's any more.
    if (asked !== this.#asked) return;
    this.loading = false;
    this.problem = answer.ok ? undefined : answer.refusal;
    if (answer.ok) this.#fill(answer.value, cursor !== undefined);
    if (answer.ok && sameQuery(wanted, this.query)) this.#closeUnlisted();
    // The currency of what is typed may be known by what came.
    if (answer.ok && !sameQuery(wanted, this.query)) return this.reload();
    this.#changed();
  }

  /** What is listed, as an address asks for it. */
  get query(): Record<string, string> {
    return { ...queryOf(this.#filter()), sort: this.view.sort };
  }

  #closeUnlisted(): void {
    if (this.#wasOpen !== undefined && this.openId === this.#wasOpen && !this.rows.includes(this.#wasOpen)) {
      this.openId = undefined;
      this.attended = true;
    }
    this.#wasOpen = undefined;
  }

  #fill({ items, nextCursor, total }: RequestPage, further: boolean): void {
    for (const request of items) this.#hold(request);
    const ids = items.map(({ id }) => id);
    this.rows = further ? [...new Set([...this.rows, ...ids])] : ids;
    for (const id of ids) this.fresh.delete(id);
    this.total = total;
    this.#cursor = nextCursor;
  }

  /** The least unit of an amount that somebody typed, or null where that is none; the shop's requests say its currency. */
  readonly minor = (typed: string): number | null => {
    const currency = this.requests.values().next().value?.claimValue.currency;
    if (!typed.trim() || !currency) return null;
    return typedAmount(typed, currency, this.reader.locale ?? navigator.language)?.amount ?? null;
  };

  #filter(): ReturnType<typeof filterOf> {
    const { holder } = this.view;
    const known = holder === 'me' && !this.me ? '' : holder;
    return filterOf({ ...this.view, holder: known }, zoneOf(this.reader.zone, this.zone), this.minor);
  }

  /** Takes a request as it is now, from whatever source. */
  take(request: RequestView): void {
    if (!this.#hold(request)) return;
    const { id } = request;
    if (!this.rows.includes(id) && this.#belongs(request)) this.fresh.add(id);
    else this.fresh.delete(id);
    this.#changed();
    // Where no row is in the way of the new ones, they wait for nobody's press.
    if (this.rows.length === 0 && this.fresh.size > 0 && !this.loading) void this.reload();
  }

  /** An older state than the one held is dropped. */
  #hold(request: RequestView): boolean {
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
    const alone = narrowedBy(this.view) === 1 && this.view.reply !== '' && !this.view.q.trim();
    if (alone && chat.waitingForReply && !this.rows.includes(id)) this.fresh.add(id);
    this.#changed();
  }

  /** What was searched or narrowed is found by the server alone, so nothing is counted as new there. */
  #belongs(request: RequestView): boolean {
    const { tab, reason } = this.view;
    const plain = narrowedBy(this.view) === (reason ? 1 : 0) && !looksEverywhere(this.view);
    return plain && request.tab === tab && (!reason || request.reason === reason);
  }

  async #catchUp(): Promise<void> {
    const again = this.phase === 'reconnecting';
    const snapshot = await this.#line.snapshot(this.#filter());
    if (!snapshot) return;
    for (const request of snapshot.requests) if (this.requests.has(request.id)) this.take(request);
    void this.#tabs.hear(snapshot.stats);
    void this.waits.askAll();
    this.#enter('live');
    if (!again) return;
    void this.reload();
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
    if (began) void this.reload();
    this.#changed();
  }

  #end(): void {
    this.#enter('ended');
    this.#line.rest();
  }

  #enter(phase: Phase): void {
    if (this.phase === 'ended') return;
    this.phase = phase;
    this.#changed();
  }
}

const sameQuery = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
