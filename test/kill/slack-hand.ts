/**
 * What one person does in Slack while the service dies under it: looks, and tries again what Slack still offers, as often
 * as it takes.
 */
import { FIELD } from '../../bots/slack/blocks/modals/fields.ts';
import type { Ack, Person, PostedMessage } from '../../stand-ins/slack/slack.ts';
import { until } from '../support/load/until.ts';
import { buttonsOf } from '../support/slack-scene.ts';
import type { Reaper } from './slack-reaper.ts';

/** How long a person waits for what they asked for while no process dies. */
const PATIENCE_MS = 60_000;
/** A process may die under every try of a story that goes on while others come to their moments. */
const MOST_TRIES = 200;

export interface HandParts {
  name: string;
  person: Person;
  /** Where the only request of the person's shop is told. */
  channel: string;
  reaper: Reaper;
  /** Whether a dialog that could not be sent is closed and opened anew, or sent again. */
  reopens: boolean;
}

/** Something that may have to be done again. */
interface Deed {
  what: string;
  isDone(): boolean;
  /** Whether it still can be done. */
  isOffered(): boolean;
  act(): Promise<Ack>;
}

export class Hand {
  /** What was done again because it had failed. */
  retries = 0;
  private readonly parts: HandParts;

  constructor(parts: HandParts) {
    this.parts = parts;
  }

  parent(): PostedMessage | undefined {
    const { name, person, channel } = this.parts;
    const [parent, ...others] = person.messages(channel).filter(({ subtype }) => subtype === undefined);
    if (others.length > 0) throw new Error(`${name}: there are ${others.length + 1} messages about one request`);
    return parent;
  }
  buttons(): string[] {
    const parent = this.parent();
    return parent ? buttonsOf(parent) : ['no message'];
  }
  offers(action: string): boolean {
    return this.buttons().includes(`parley:${action}`);
  }

  /** Presses the button until `isDone`, or until it is not there any more. */
  press(action: string, isDone: () => boolean): Promise<void> {
    const { person, channel } = this.parts;
    const isOffered = () => this.offers(action);
    const act = () => person.press({ channel, ts: this.parent()?.ts ?? '' }, `parley:${action}`);
    return this.insist({ what: action, isDone, isOffered, act });
  }

  openDialog(action: string): Promise<void> {
    return this.press(action, () => this.parts.person.modal() !== null);
  }

  /** Chooses another amount until the dialog for an offer has a field for it, or until there is no such dialog. */
  chooseOtherAmount(): Promise<void> {
    const { person } = this.parts;
    return this.insist({
      what: 'choose another amount',
      isDone: () => this.hasField('amount'),
      isOffered: () => this.hasField('pick'),
      act: () => person.choose('modal', FIELD, 'other', { blockId: 'pick' }),
    });
  }

  /**
   * Submits the open dialog until it is taken, or until what it is about is not offered any more. `ready` gives a dialog
   * fields for all of these values, or has it say that it is out of date.
   */
  async submit(action: string, values: Record<string, string>, ready = async () => {}): Promise<void> {
    const { name, person, reaper, reopens } = this.parts;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await reaper.up();
      if (this.isOpen(action)) await ready();
      if (this.isOpen(action)) {
        const ack = await person.submit(values);
        if (!person.modal()) return;
        this.retries += 1;
        if (ack.error && !reopens) continue;
      }
      // It says by now that it takes a moment, or what came of it; or the person opens it anew.
      if (person.modal()) await person.closeModal();
      await reaper.up();
      if (!this.offers(action)) return;
      await this.openDialog(action);
    }
    throw new Error(`${name}: ${action} was submitted ${MOST_TRIES} times`);
  }

  private isOpen(action: string): boolean {
    return this.parts.person.modal()?.view.callback_id === `parley:${action}`;
  }
  private hasField(name: string): boolean {
    return this.parts.person.modal()?.view.blocks.some(({ block_id }) => block_id === name) === true;
  }

  private async insist({ what, isDone, isOffered, act }: Deed): Promise<void> {
    const { name, reaper } = this.parts;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await reaper.up();
      if (isDone() || !isOffered()) return;
      if (tries > 0) this.retries += 1;
      const { kills } = reaper;
      const ack = await act();
      if (ack.error) continue;
      const tiredAt = performance.now() + PATIENCE_MS;
      const isOver = () => isDone() || reaper.kills > kills || performance.now() > tiredAt;
      await until(`${name}: ${what} does something`, () => {
        if (!isOver()) throw new Error(`It shows [${this.buttons()}].`);
      });
    }
    throw new Error(`${name}: ${what} was tried ${MOST_TRIES} times`);
  }
}
