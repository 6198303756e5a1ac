/**
 * What the stage knows: the requests, the one selected with the tokens of its three people, and the demo's time. All that
 * is done to a request is done in the pages on the stage; here the clock and the world outside are moved.
 */
import type { DemoRequest, DemoSpeed, DemoTokens } from '../../contract/demo.ts';
import { languageOf } from '../../i18n/languages.ts';
import { CallError, demo } from './api.ts';
import { DemoTimer } from './time.ts';

/** How often the page looks at the time, and at what the requests wait for. */
const LOOK_EVERY_MS = 2_000;
/** What the stage begins with, one in each language: buyer and shop both write in it. */
const STARTS = ['demo-bowls', 'demo-celadon', 'demo-aodai'];

export class DemoStore {
  readonly timer = new DemoTimer();
  people: ReadonlyMap<string, DemoRequest> = new Map();
  tokens: DemoTokens | undefined;
  problem: string | undefined;
  busy = false;

  /** The visitor's language: that of the shop's and the agent's pages. */
  readonly #locale: string;
  readonly #changed: () => void;
  #looking: ReturnType<typeof setInterval> | undefined;
  #selected: DemoRequest | undefined;
  /** The request chosen last: an earlier choice whose tokens come later is dropped. */
  #wanted = '';

  constructor(locale: string, changed: () => void) {
    this.#locale = locale;
    this.#changed = changed;
  }

  /** Begins with a request that waits for somebody's answer, in the visitor's own language where there is one. */
  async start(): Promise<void> {
    await this.#attempt(() => this.#look());
    const all = [...this.people.values()];
    const answered = all.filter(({ waits }) => waits && waits !== 'refund' && waits !== 'scan');
    const starts = STARTS.flatMap((name) => answered.filter(({ conversationId }) => conversationId === name));
    const language = languageOf(this.#locale);
    const own = starts.find(({ buyerLocale }) => languageOf(buyerLocale) === language);
    const first = own ?? starts[0] ?? answered[0] ?? all[0];
    if (first) await this.select(first.id);
    this.#looking = setInterval(() => void this.#attempt(() => this.#look()), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#looking);
  }

  /** The request on the stage, as it is now. */
  get selected(): DemoRequest | undefined {
    return this.people.get(this.#selected?.id ?? '') ?? this.#selected;
  }

  async #look(): Promise<void> {
    const state = await demo.state();
    this.timer.follow(state);
    this.people = new Map(state.requests.map((request) => [request.id, request]));
  }

  /** Runs a call; what went wrong becomes `problem`, a later success clears it. */
  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.problem = undefined;
    } catch (error) {
      this.problem = error instanceof CallError ? error.message : String(error);
    }
    this.#changed();
  }

  async select(id: string): Promise<void> {
    const chosen = this.people.get(id);
    if (!chosen) return;
    this.#wanted = id;
    await this.#attempt(async () => {
      const tokens = await demo.tokens(id, this.#locale);
      if (this.#wanted !== id) return;
      this.#selected = chosen;
      this.tokens = tokens;
    });
  }

  async setSpeed(speed: DemoSpeed): Promise<void> {
    await this.#attempt(async () => this.timer.follow(await demo.speed(speed)));
  }

  /** One thing at a time that somebody presses a button for, and then a look at what came of it. */
  async #do(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.#changed();
    await this.#attempt(async () => {
      await work();
      await this.#look();
    });
    this.busy = false;
    this.#changed();
  }

  open(): Promise<void> {
    return this.#show(() => demo.open());
  }

  startOver({ id }: DemoRequest): Promise<void> {
    return this.#show(() => demo.startOver(id));
  }

  async #show(make: () => Promise<DemoRequest>): Promise<void> {
    let made: DemoRequest | undefined;
    await this.#do(async () => {
      made = await make();
    });
    if (made) await this.select(made.id);
  }

  jump({ id }: DemoRequest): Promise<void> {
    return this.#do(() => demo.jump(id));
  }

  outside({ id }: DemoRequest): Promise<void> {
    return this.#do(() => demo.marketplace(id));
  }

  /** A fresh token for one side of the selected request. */
  async renew(side: keyof DemoTokens): Promise<string> {
    if (!this.#selected) throw new Error('no request is selected');
    this.tokens = await demo.tokens(this.#selected.id, this.#locale);
    return this.tokens[side];
  }
}
