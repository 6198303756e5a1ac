/**
 * Kills the service and starts it again, as often as it is asked to. Several may wait for one kill: each stands still at
 * the moment they chose, until as many stand as are expected.
 *
 * What the dead process had leased would lapse after a minute (alerts) or ten seconds (the relay). Nothing here is
 * about that wait, so between two lives every lease is replaced by one that has lapsed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../src/application/ports.ts';
import type { ServerProcess } from './server.ts';

/** Whoever has not come that long after the last one was held up, and gets a kill of their own. */
const QUIET_MS = 5_000;
const HOUR_MS = 3_600_000;
const MANY = 1_000;

/** Ends every lease in the storage, as time would. */
async function lapseLeases({ alerts, requests }: Store): Promise<void> {
  const later = Date.now() + HOUR_MS;
  const lapsed = { owner: 'lapsed', until: 0 };
  await alerts.take(later, lapsed, later, MANY);
  for (const id of await requests.owed(later, MANY)) await requests.lease(id, lapsed, later);
}

export interface ReaperParts {
  store: Store;
  start(): Promise<ServerProcess>;
}

export class Reaper {
  /** How often the process was killed. */
  kills = 0;
  private readonly parts: ReaperParts;
  private life: Promise<ServerProcess>;
  private dying: Promise<void> | null = null;
  private fall = (): void => {};
  private timer: NodeJS.Timeout | undefined;
  private expected = 1;
  private standing = 0;

  constructor(parts: ReaperParts) {
    this.parts = parts;
    this.life = parts.start();
  }

  /** Resolves when the service runs. */
  async up(): Promise<void> {
    await this.dying;
    await this.life;
  }

  /** The next kill waits until so many stand. */
  expect(count: number): void {
    this.expected = count;
  }

  /** Resolves when everybody else stands who is expected: for a moment that can only be met by a kill at once. */
  async othersStand(): Promise<void> {
    const giveUpAt = performance.now() + QUIET_MS;
    while (this.standing < this.expected - 1 && performance.now() < giveUpAt) await sleep(5);
  }

  /** Has the process killed when everybody stands, or `atOnce`; resolves when the next one runs. */
  async kill(atOnce = false): Promise<void> {
    this.dying ??= this.reap();
    this.standing += 1;
    clearTimeout(this.timer);
    if (atOnce || this.standing >= this.expected) this.fall();
    else this.timer = setTimeout(() => this.fall(), QUIET_MS);
    await this.dying;
    await this.life;
  }

  /** Resolves when the process is dead and its successor is being started. */
  private async reap(): Promise<void> {
    const fallen = new Promise<void>((resolve) => {
      this.fall = resolve;
    });
    const [process] = await Promise.all([this.life, fallen]);
    await process.kill();
    this.kills += 1;
    this.standing = 0;
    this.expected = 1;
    await lapseLeases(this.parts.store);
    this.life = this.parts.start();
    this.dying = null;
  }

  async end(): Promise<void> {
    await this.up();
    await (await this.life).kill();
  }
}
