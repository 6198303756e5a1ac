/**
 * Sends what many callers ask at the same time as one command.
 *
 * A round trip costs far more than one more document in it. An item waits until the event loop has taken in what is
 * ready, and while as many commands as there are `lanes` are under way; then everything that has gathered goes
 * together. Idle, an item goes at once; under load, the busier the server, the larger the batches.
 *
 * A command whose outcome is unknown is sent again, as `reach` does; `send` must bear that. One that fails otherwise is
 * tried item by item, so that one bad item rejects only its own caller. A lane is never lost: a command that takes too long
 * leaves it to the next one, and what waited until nobody waited for the answer is not sent at all.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { StorageUnavailable } from '../../application/ports/store.ts';
import { CALL_WITHIN_MS, reach } from './reach.ts';

interface Waiting<In, Out> {
  item: In;
  until: number;
  resolve: (answer: Out) => void;
  reject: (reason: unknown) => void;
}

const MOST_AT_ONCE = 200;
const LANE_WITHIN_MS = 2_000;

export class Batcher<In, Out> {
  private waiting: Waiting<In, Out>[] = [];
  private scheduled = false;
  private underway = 0;

  /** Answers in the order of the items. */
  private readonly send: (items: In[], again: boolean) => Promise<Out[]>;
  private readonly lanes: number;

  constructor(lanes: number, send: (items: In[], again: boolean) => Promise<Out[]>) {
    this.lanes = lanes;
    this.send = send;
  }

  add(item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, until: performance.now() + CALL_WITHIN_MS, resolve, reject });
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
    const leaving = new AbortController();
    const late = sleep(LANE_WITHIN_MS, undefined, { signal: leaving.signal }).catch(() => undefined);
    await Promise.race([this.settle(batch), late]);
    leaving.abort();
    this.underway -= 1;
    this.schedule();
  }

  private async settle(asked: Waiting<In, Out>[]): Promise<void> {
    const batch = inTime(asked);
    if (batch.length === 0) return;
    try {
      const items = batch.map(({ item }) => item);
      const answers = await reach((again) => this.send(items, again));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Out);
    } catch (error) {
      if (batch.length > 1 && !(error instanceof StorageUnavailable)) {
        for (const one of batch) await this.settle([one]);
        return;
      }
      for (const { reject } of batch) reject(error);
    }
  }
}

/** Those that somebody still waits for; the others are told that nothing was done. */
function inTime<In, Out>(asked: Waiting<In, Out>[]): Waiting<In, Out>[] {
  const now = performance.now();
  for (const { until, reject } of asked) {
    if (until <= now) reject(new StorageUnavailable('MongoDB is too busy: the call was not sent.'));
  }
  return asked.filter(({ until }) => until > now);
}
