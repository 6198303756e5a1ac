/**
 * Sends what many callers ask at the same time as one command.
 *
 * A round trip costs far more than one more document in it. An item waits until the event loop has taken in what is
 * ready, and while as many commands as there are `lanes` are under way; then everything that has gathered goes
 * together. Idle, an item goes at once; under load, the busier the server, the larger the batches.
 *
 * A command that fails is tried item by item, so that one bad item rejects only its own caller, unless the server
 * cannot be reached. One that the server gave up because another write was in its way is sent again first. `send` must
 * therefore bear being repeated.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { StorageUnavailable } from '../../application/ports.ts';
import { isConflict, translated } from './errors.ts';

interface Waiting<In, Out> {
  item: In;
  resolve: (answer: Out) => void;
  reject: (reason: unknown) => void;
}

const MOST_AT_ONCE = 200;
const MOST_CONFLICTS = 10;
const LONGEST_PAUSE_MS = 20;

export class Batcher<In, Out> {
  private waiting: Waiting<In, Out>[] = [];
  private scheduled = false;
  private underway = 0;

  /** Answers in the order of the items. */
  private readonly send: (items: In[]) => Promise<Out[]>;
  private readonly lanes: number;

  constructor(lanes: number, send: (items: In[]) => Promise<Out[]>) {
    this.lanes = lanes;
    this.send = send;
  }

  add(item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.scheduled || this.waiting.length === 0 || this.underway >= this.lanes) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      void this.dispatch(this.waiting.splice(0, MOST_AT_ONCE));
      this.schedule();
    });
  }

  private async dispatch(batch: Waiting<In, Out>[]): Promise<void> {
    this.underway += 1;
    try {
      await this.settle(batch);
    } finally {
      this.underway -= 1;
      this.schedule();
    }
  }

  private async settle(batch: Waiting<In, Out>[], conflicts = 0): Promise<void> {
    try {
      const answers = await this.send(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Out);
    } catch (thrown) {
      if (isConflict(thrown) && conflicts < MOST_CONFLICTS) {
        // Not both at the same moment again.
        await sleep(Math.random() * LONGEST_PAUSE_MS);
        return this.settle(batch, conflicts + 1);
      }
      const error = translated(thrown);
      if (batch.length > 1 && !(error instanceof StorageUnavailable)) {
        for (const one of batch) await this.settle([one]);
        return;
      }
      for (const { reject } of batch) reject(error);
    }
  }
}
