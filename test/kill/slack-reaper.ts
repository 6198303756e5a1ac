/**
 * Kills the service and starts it again, as often as it is asked to. Whoever asks is alone at that, or one of several
 * who agreed: stories come to the moments in which the process is to die one after another (slack.test.ts), so nobody's
 * kill takes another's moment.
 *
 * What the dead process had leased would lapse after a minute (alerts) or ten seconds (the relay). Nothing here is
 * about that wait, so between two lives every lease is replaced by one that has lapsed.
 */
import type { Store } from '../../src/application/ports/store.ts';
import type { Death, StartingProcess } from '../support/load/server.ts';

const HOUR_MS = 3_600_000;
const MANY = 1_000;

/** Ends every lease in the storage, as time would. */
async function lapseLeases({ work, requests }: Store): Promise<void> {
  const later = Date.now() + HOUR_MS;
  const lapsed = { owner: 'lapsed', until: 0 };
  await work.alert.take(null, later, lapsed, later, MANY);
  for (const id of await requests.owed(later, MANY)) await requests.lease(id, lapsed, later);
}

export interface ReaperParts {
  store: Store;
  launch(mortal: boolean): StartingProcess;
  /** Whether the first process takes orders to die. */
  mortal: boolean;
}

export class Reaper {
  /** How often the process died. */
  kills = 0;
  private readonly parts: ReaperParts;
  private process: StartingProcess;
  private mortal: boolean;
  private dying: Promise<void> | null = null;
  private death: Death | null = null;

  constructor(parts: ReaperParts) {
    this.parts = parts;
    this.mortal = parts.mortal;
    this.process = parts.launch(this.mortal);
  }

  /** Resolves when the service runs. */
  async up(): Promise<void> {
    while (this.dying) await this.dying;
    await this.process.ready;
  }

  /** Has the process killed now; resolves when the next one runs. `meanwhile` runs when none does. */
  kill(meanwhile: () => void): Promise<void> {
    return this.succeed((process) => process.kill(), meanwhile);
  }

  /** Has the process killed once so many have asked for it; resolves when the next one runs. */
  together(count: number): (meanwhile: () => void) => Promise<void> {
    const all: (() => void)[] = [];
    let stand = (): void => {};
    const killed = new Promise<void>((resolve) => {
      stand = resolve;
    }).then(() =>
      this.kill(() => {
        for (const each of all) each();
      }),
    );
    return (meanwhile) => {
      all.push(meanwhile);
      if (all.length === count) stand();
      return killed;
    };
  }

  /** From now on a process runs that takes orders to die; it costs more to start. */
  beMortal(): Promise<void> {
    this.mortal = true;
    return this.kill(() => {});
  }

  /** Has the next process know from its first moment on where it is to die by its own hand. */
  orderNext(death: Death): void {
    this.death = death;
  }

  /** Has the process die by its own hand when it comes to that point. Resolves when it knows. */
  async order(death: Death): Promise<void> {
    await this.up();
    await this.process.order(death);
  }

  /** Resolves when the process died at the point that was ordered, and the next one runs. */
  died(meanwhile: () => void): Promise<void> {
    return this.succeed(async (process) => void (await process.lastWords()), meanwhile);
  }

  private async succeed(end: (process: StartingProcess) => Promise<void>, meanwhile: () => void): Promise<void> {
    if (this.dying) throw new Error('it is dying already: two stories came to their moments at once');
    this.dying = this.replace(end, meanwhile);
    await this.up();
  }

  private async replace(end: (process: StartingProcess) => Promise<void>, meanwhile: () => void): Promise<void> {
    try {
      await end(this.process);
      this.kills += 1;
      await lapseLeases(this.parts.store);
      meanwhile();
      this.process = this.parts.launch(this.mortal);
      if (this.death) await this.process.order(this.death);
      this.death = null;
    } finally {
      this.dying = null;
    }
  }

  async end(): Promise<void> {
    await this.process.kill();
  }
}
