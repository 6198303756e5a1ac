/**
 * What the demo page knows: the requests, the one selected with the tokens of its three people, both live boards, and
 * the demo's time. Panes show it and ask through it; nothing else on the page talks to the server.
 */
import type { DemoRequest, DemoSpeed, DemoTokens } from '../../contract/demo.ts';
import type { EventView } from '../../contract/event.ts';
import type { RequestView } from '../../contract/request.ts';
import { ask, CallError, demo, historyOf } from './api.ts';
import { Board } from './board.ts';
import { DemoTimer } from './time.ts';

/** How often the page asks for the time and for requests that somebody else opened. */
const LOOK_EVERY_MS = 5_000;

export class DemoStore {
  readonly timer = new DemoTimer();
  people: ReadonlyMap<string, DemoRequest> = new Map();
  selected: DemoRequest | undefined;
  tokens: DemoTokens | undefined;
  events: readonly EventView[] = [];
  problem: string | undefined;

  readonly #changed: () => void;
  #shop: { id: string; board: Board } | undefined;
  #console: Board | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  #historyOf = '';
  /** The request chosen last: an earlier choice whose tokens come later is dropped. */
  #wanted = '';

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async start(): Promise<void> {
    await this.#look();
    const first = [...this.people.values()].find(({ conversationId }) => conversationId === 'demo-bowls');
    const any = first ?? this.people.values().next().value;
    if (any) await this.select(any.id);
    this.#looking = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#looking);
    this.#shop?.board.close();
    this.#console?.close();
  }

  async #look(): Promise<void> {
    await this.#attempt(async () => {
      const state = await demo.state();
      this.timer.follow(state);
      this.people = new Map(state.requests.map((request) => [request.id, request]));
    });
  }

  /** Runs a call; what went wrong becomes `problem`, a later success clears it. */
  async #attempt(work: () => Promise<void>): Promise<void> {
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
      const tokens = await demo.tokens(id);
      if (this.#wanted !== id) return;
      this.selected = chosen;
      this.tokens = tokens;
      this.events = [];
      this.#historyOf = '';
      this.#openBoards(chosen.sellerId);
      this.#followHistory();
    });
  }

  async open(): Promise<void> {
    await this.#attempt(async () => {
      const request = await demo.open();
      this.people = new Map([[request.id, request], ...this.people]);
      await this.select(request.id);
    });
  }

  async setSpeed(speed: DemoSpeed): Promise<void> {
    await this.#attempt(async () => this.timer.follow(await demo.speed(speed)));
  }

  /** A fresh token for one side of the selected request. */
  async renew(side: keyof DemoTokens): Promise<string> {
    if (!this.selected) throw new Error('no request is selected');
    this.tokens = await demo.tokens(this.selected.id);
    return this.tokens[side];
  }

  #openBoards(sellerId: string): void {
    const changed = (): void => {
      this.#followHistory();
      this.#changed();
    };
    this.#console ??= new Board({ namespace: 'console', token: () => this.renew('agent'), changed });
    if (this.#shop?.id === sellerId) return;
    this.#shop?.board.close();
    const board = new Board({ namespace: 'seller', token: () => this.renew('seller'), changed });
    this.#shop = { id: sellerId, board };
  }

  /** All requests as the agent sees them. */
  get requests(): readonly RequestView[] {
    return [...(this.#console?.requests.values() ?? [])];
  }

  /** The selected request as its seller sees it. */
  get sellers(): RequestView | undefined {
    return this.selected && this.#shop?.board.requests.get(this.selected.id);
  }

  /** All requests of the selected shop as it sees them, with the people in them. */
  get shop(): { request: RequestView; people: DemoRequest }[] {
    return [...(this.#shop?.board.requests.values() ?? [])].flatMap((request) => {
      const people = this.people.get(request.id);
      return people ? [{ request, people }] : [];
    });
  }

  /** Reads the history again whenever the selected request has moved on. */
  #followHistory(): void {
    const request = this.selected && this.#console?.requests.get(this.selected.id);
    const version = request ? `${request.id}@${request.version}` : '';
    if (!request || !this.tokens || version === this.#historyOf) return;
    this.#historyOf = version;
    void this.#attempt(async () => {
      const events = await historyOf(this.tokens?.agent ?? '', request.id);
      if (this.selected?.id === request.id) this.events = events;
    });
  }

  /** Asks something as the seller or the agent; answers why it was refused, or nothing. */
  async act(side: 'seller' | 'agent', path: string, body: object): Promise<string | undefined> {
    const { selected, tokens } = this;
    if (!selected || !tokens) return undefined;
    return this.#told(async () => {
      try {
        await ask(tokens[side], selected.id, path, body);
      } catch (error) {
        if (!(error instanceof CallError) || error.code !== 'token_expired') throw error;
        await ask(await this.renew(side), selected.id, path, body);
      }
    });
  }

  /** The marketplace does its part in the selected request. */
  marketplace(): Promise<string | undefined> {
    const { selected } = this;
    return this.#told(async () => {
      if (selected) await demo.marketplace(selected.id);
    });
  }

  async #told(work: () => Promise<void>): Promise<string | undefined> {
    try {
      await work();
      return undefined;
    } catch (error) {
      return error instanceof CallError ? error.message : String(error);
    }
  }
}
