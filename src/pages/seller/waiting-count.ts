/**
 * How many buyers wait for a reply: what a list of them would show. As long as nothing else narrows it, everybody who is
 * known to wait; else only the server can tell, as far as it looks at once (`30+`). While it is asked, what is heard of makes it be asked once more, however much
 * that is.
 */
import type { RequestView } from '../../contract/request.ts';
import type { Answer, Calls } from '../session/calls.ts';
import { countSaid, type Waiting } from '../session/waiting.ts';

type Query = Readonly<Record<string, string>>;

const MOST_AT_ONCE = 100;
/** Of a list that is narrowed, which is asked for whenever something is heard. */
const COUNTED = 30;

export class WaitingCount {
  readonly #api: Calls;
  readonly #all: Waiting;
  readonly #counted: () => void;
  #narrowing: Query = {};
  #told: string | undefined;
  #asking = false;
  #again = false;

  constructor(api: Calls, all: Waiting, counted: () => void) {
    this.#api = api;
    this.#all = all;
    this.#counted = counted;
  }

  /** Undefined until it is known. */
  get count(): string | undefined {
    return this.#narrows ? this.#told : this.#all.said;
  }

  get #narrows(): boolean {
    return Object.keys(this.#narrowing).length > 0;
  }

  /** Counts those in a list that this narrows from now on. */
  within(narrowing: Query): void {
    if (JSON.stringify(narrowing) !== JSON.stringify(this.#narrowing)) this.#told = undefined;
    this.#narrowing = narrowing;
    this.changed();
  }

  /** Somebody may wait, or wait no more. */
  changed(): void {
    this.#again = this.#narrows;
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#again) {
      this.#again = false;
      const narrowing = this.#narrowing;
      const answer = await this.#list({ ...narrowing, limit: String(COUNTED) });
      if (narrowing !== this.#narrowing || !answer.ok) continue;
      this.#told = countSaid(answer.value.total, answer.value.totalCapped ?? false);
      this.#counted();
    }
    this.#asking = false;
  }

  /** Asks for everybody who waits now. */
  async askAll(): Promise<void> {
    const answer = await this.#list({ limit: String(MOST_AT_ONCE) });
    if (!answer.ok) return;
    this.#all.all(answer.value.items, answer.value.totalCapped ?? false);
    this.#counted();
  }

  #list(query: Query): Promise<Answer<{ items: RequestView[]; total: number; totalCapped?: true }>> {
    return this.#api.get(`/v1/requests?${new URLSearchParams({ reply: 'waiting', ...query })}`);
  }
}
