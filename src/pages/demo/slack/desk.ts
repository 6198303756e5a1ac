/**
 * What one person does in a shop's Slack, and how it goes: what is pressed, asked, filled in, and why it did nothing.
 * It shows what the feed says and changes nothing by itself.
 *
 * Several pages may look at the same Slack. A modal is shown by the page where it was asked for, and by no other.
 */
import type { DemoSlack, DemoSlackAnswer, DemoSlackModal, SlackPlace } from '../../../contract/demo.ts';
import { type Line, SlackFeed } from './feed.ts';
import type { Entries } from './fields.ts';
import { type Pressed, pressKey } from './host.ts';

/** How long after something was done here a modal may still come of it. */
const MODAL_WITHIN_MS = 10_000;
const ONLY_COMMANDS = 'Only Parley listens here: try /parley help.';

/** A place by one name: a message's `ts`, an ephemeral's id, `home`, `modal`. */
export const placeKey = (place: SlackPlace): string =>
  typeof place === 'string' ? place : 'ts' in place ? place.ts : place.ephemeral;

export class SlackDesk {
  readonly sellerId: string;
  /** Rises with every change: what draws the desk is drawn again when it does. */
  revision = 0;
  slack: DemoSlack | undefined;
  line: Line = 'holds';
  asking: { place: SlackPlace; pressed: Pressed } | undefined;
  /** A modal is being submitted. */
  sending = false;
  /** What Slack's own form did not let through, by block. */
  refused: Readonly<Record<string, string>> = {};

  readonly #feed: SlackFeed;
  readonly #changed: () => void;
  #busy: { place: string; element: string } | undefined;
  #problem: { place: string; words: string } | undefined;
  #modal: string | undefined;
  #modalUntil = 0;

  constructor(sellerId: string, changed: () => void) {
    this.sellerId = sellerId;
    this.#changed = changed;
    this.#feed = new SlackFeed({
      sellerId,
      shown: (slack) => this.#take(slack),
      line: (line) =>
        this.#set(() => {
          this.line = line;
        }),
    });
  }

  close(): void {
    this.#feed.close();
  }

  /** The modal that was asked for here, while it is open. */
  get modal(): DemoSlackModal | null {
    const open = this.slack?.modal;
    return open && open.id === this.#modal ? open : null;
  }

  /** The element at this place whose press is on its way. */
  busyAt(place: string): string | undefined {
    return this.#busy?.place === place ? this.#busy.element : undefined;
  }

  /** Why the last thing done at this place did nothing. */
  problemAt(place: string): string | undefined {
    return this.#problem?.place === place ? this.#problem.words : undefined;
  }

  forget(): void {
    this.#problem = undefined;
  }

  /** Asks first where the button says so. */
  press(place: SlackPlace, pressed: Pressed): void {
    if (pressed.confirm)
      this.#set(() => {
        this.asking = { place, pressed };
      });
    else void this.#send(place, pressed);
  }

  answer(yes: boolean): void {
    const { asking } = this;
    this.#set(() => {
      this.asking = undefined;
    });
    if (asking && yes) void this.#send(asking.place, asking.pressed);
  }

  async submit(values: Entries): Promise<void> {
    const viewId = this.modal?.id;
    if (!viewId) return;
    this.sending = true;
    this.refused = {};
    const { errors } = await this.#run('modal', () => this.#feed.submit({ viewId, values }));
    this.#set(() => {
      this.refused = errors ?? {};
      this.sending = false;
    });
  }

  /** The person closed the modal, or it is closed already. */
  closeModal(): void {
    this.refused = {};
    if (!this.modal) return;
    this.#modal = undefined;
    void this.#run('modal', () => this.#feed.closeModal());
  }

  /** Sends a command. Answers whether it was one. */
  slash(typed: string): boolean {
    const [command, text] = /^\/parley(?:\s+(.*))?$/su.exec(typed.trim()) ?? [];
    if (command === undefined)
      this.#set(() => {
        this.#problem = { place: 'command', words: ONLY_COMMANDS };
      });
    else void this.#run('command', () => this.#feed.slash(text ?? ''));
    return command !== undefined;
  }

  openHome(): void {
    void this.#run('home', () => this.#feed.openHome());
  }

  async #send(place: SlackPlace, { blockId, actionId, value }: Pressed): Promise<void> {
    const at = placeKey(place);
    this.#set(() => {
      this.#busy = { place: at, element: pressKey({ blockId, actionId }) };
    });
    await this.#run(at, async () => {
      // What another page left open would stand between the button and its own modal.
      if (at !== 'modal' && this.slack?.modal) await this.#feed.closeModal();
      return this.#feed.press({ place, blockId, actionId, value });
    });
    this.#set(() => {
      this.#busy = undefined;
    });
  }

  /** Asks Slack; why it did nothing is kept for where it was asked. */
  async #run(place: string, ask: () => Promise<DemoSlackAnswer>): Promise<DemoSlackAnswer> {
    this.#modalUntil = Date.now() + MODAL_WITHIN_MS;
    this.#set(() => {
      this.#problem = undefined;
    });
    const answer = await ask();
    const words = answer.problem;
    if (words)
      this.#set(() => {
        this.#problem = { place, words };
      });
    return answer;
  }

  #take(slack: DemoSlack): void {
    const before = this.slack?.modal?.id;
    const now = slack.modal?.id;
    if (now !== before && Date.now() < this.#modalUntil) this.#modal = now;
    this.#set(() => {
      this.slack = slack;
    });
  }

  #set(change: () => void): void {
    change();
    this.revision += 1;
    this.#changed();
  }
}
