/**
 * The list that is shown: what it is narrowed to, its rows as far as they were asked for, and how many requests are new to
 * it. What is new is only counted, and rows keep their places until the list is asked for anew.
 */
import type { ChatState, RequestView } from '../../contract/request.ts';
import { typedAmount } from '../answers/offering.ts';
import type { Calls, Refusal } from '../session/calls.ts';
import { queryOf } from '../session/query.ts';
import type { Said } from '../session/said.ts';
import type { SignIn } from '../session/sign-in.ts';
import { zoneOf } from '../theme/zone.ts';
import { filterOf, looksEverywhere, narrowedBy, type View } from './view.ts';
import type { WaitingCount } from './waiting-count.ts';

interface ListHost {
  readonly api: Calls;
  readonly signIn: SignIn;
  readonly requests: ReadonlyMap<string, RequestView>;
  readonly waits: WaitingCount;
  readonly reader: Said;
  readonly zone: string | undefined;
  changed(): void;
  hold(request: RequestView): void;
  listed(): void;
}
interface RequestPage {
  items: RequestView[];
  nextCursor: string | null;
  total: number;
}

const PAGE = 30;
const MOST_AT_ONCE = 100;
const sameQuery = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

export class ShopList {
  view: View;
  /** Ids of the rows, in the order in which they are shown. */
  rows: string[] = [];
  /** Requests that belong to the list and are not in it yet. */
  readonly fresh = new Set<string>();
  total = 0;
  loading = true;
  problem: Refusal | undefined;
  readonly #shop: ListHost;
  #cursor: string | null = null;
  #asked = 0;

  constructor(shop: ListHost, view: View) {
    this.#shop = shop;
    this.view = view;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  show(view: Partial<View>): void {
    this.view = { ...this.view, ...view };
    this.rows = [];
    void this.reload();
  }

  /** What narrows the list besides its tab and who waits. */
  get #narrowing(): Record<string, string> {
    const { tab: _, reply: __, ...narrowing } = this.filter;
    return queryOf(narrowing);
  }

  /** What is listed, as an address asks for it. */
  get query(): Record<string, string> {
    return { ...queryOf(this.filter), sort: this.view.sort };
  }

  get filter(): ReturnType<typeof filterOf> {
    const { holder } = this.view;
    const known = holder === 'me' && !this.#shop.signIn.me ? '' : holder;
    return filterOf({ ...this.view, holder: known }, zoneOf(this.#shop.reader.zone, this.#shop.zone), this.minor);
  }

  /** The least unit of an amount that somebody typed, or null where that is none; the shop's requests say its currency. */
  readonly minor = (typed: string): number | null => {
    const currency = this.#shop.requests.values().next().value?.claimValue.currency;
    if (!typed.trim() || !currency) return null;
    return typedAmount(typed, currency, this.#shop.reader.locale ?? navigator.language)?.amount ?? null;
  };

  /** Asks for the list anew, as long as it is shown. */
  async reload(): Promise<void> {
    this.loading = true;
    // Cleared now and not with the answer: what is heard of meanwhile may not be in it.
    this.fresh.clear();
    this.#shop.waits.within(this.#narrowing);
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
    this.#shop.changed();
    const wanted = this.query;
    const query = new URLSearchParams({ ...wanted, limit: String(limit) });
    if (cursor !== undefined) query.set('cursor', cursor);
    const answer = await this.#shop.api.get<RequestPage>(`/v1/requests?${query}`);
    // Another list was asked for meanwhile: this one is nobody's any more.
    if (asked !== this.#asked) return;
    this.loading = false;
    this.problem = answer.ok ? undefined : answer.refusal;
    if (answer.ok) this.#fill(answer.value, cursor !== undefined);
    const same = sameQuery(wanted, this.query);
    if (answer.ok && same) this.#shop.listed();
    // The currency of what is typed may be known by what came.
    if (answer.ok && !same) return this.reload();
    this.#shop.changed();
  }

  #fill({ items, nextCursor, total }: RequestPage, further: boolean): void {
    for (const request of items) this.#shop.hold(request);
    const ids = items.map(({ id }) => id);
    this.rows = further ? [...new Set([...this.rows, ...ids])] : ids;
    for (const id of ids) this.fresh.delete(id);
    this.total = total;
    this.#cursor = nextCursor;
  }

  /** Counts a request that is new to the list, as it is now. */
  take(request: RequestView): void {
    const { id } = request;
    if (!this.rows.includes(id) && this.#belongs(request)) this.fresh.add(id);
    else this.fresh.delete(id);
    // Where no row is in the way of the new ones, they wait for nobody's press.
    if (this.rows.length === 0 && this.fresh.size > 0 && !this.loading) void this.reload();
  }

  /** Counts a request whose buyer waits, where the list shows those and nothing else. */
  hear(id: string, chat: ChatState): void {
    const alone = narrowedBy(this.view) === 1 && this.view.reply !== '' && !this.view.q.trim();
    if (alone && chat.waitingForReply && !this.rows.includes(id)) this.fresh.add(id);
  }

  /** What was searched or narrowed is found by the server alone, so nothing is counted as new there. */
  #belongs(request: RequestView): boolean {
    const { tab, reason } = this.view;
    const plain = narrowedBy(this.view) === (reason ? 1 : 0) && !looksEverywhere(this.view);
    return plain && request.tab === tab && (!reason || request.reason === reason);
  }
}
