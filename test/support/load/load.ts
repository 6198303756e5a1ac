/**
 * Keeps a number of negotiations going at once. One that waits for a claim to lapse (its server was killed between
 * claiming the key and committing) does not count: it waits in the background while others start.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientOptions } from './client.ts';
import { type Negotiation, type Place, Play, SCRIPTS, type Script } from './negotiations.ts';

const AT_ONCE = 12;
/** Where a test asks for so many at a time: how often is looked whether there is leave for another. */
const LOOK_EVERY_MS = 5;
/** Requests of one buyer share a conversation, so that its messages have several writers. */
const REQUESTS_PER_CONVERSATION = 3;

export class Load {
  readonly negotiations: Negotiation[] = [];
  readonly errors: Error[] = [];
  private readonly options: ClientOptions;
  private readonly running = new Set<Promise<void>>();
  private waiting = 0;
  private started = 0;
  private stopping = false;
  private leave = Number.POSITIVE_INFINITY;

  constructor(options: ClientOptions) {
    this.options = options;
  }

  /**
   * Gives leave for so many more to start. One that never got leave starts as many as there is room for: on a slow
   * machine, where a life takes longer, that is more in each.
   */
  allow(more: number): void {
    this.leave = Math.min(this.leave, this.started) + more;
  }

  /** Starts negotiations until `finish`, a script after the other. */
  async run(): Promise<void> {
    const scripts = Object.entries(SCRIPTS);
    while (!this.stopping) {
      while (this.running.size - this.waiting < AT_ONCE && this.started < this.leave) {
        const [name, script] = scripts[this.started % scripts.length] as [string, Script];
        this.begin(name, script);
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Starts no more, and resolves when every negotiation has ended. */
  async finish(): Promise<void> {
    this.stopping = true;
    while (this.running.size > 0) await Promise.race(this.running);
  }

  private begin(name: string, script: Script): void {
    const couple = Math.floor(this.started / REQUESTS_PER_CONVERSATION);
    this.started++;
    const place = { conversationId: `conv-${couple}`, buyerId: `buyer-${couple}` };
    const playing = this.play(name, script, place).catch((error) => {
      this.errors.push(error instanceof Error ? error : new Error(String(error)));
    });
    const tracked = playing.finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  private async play(name: string, script: Script, place: Place): Promise<void> {
    const calls = new Set<string>();
    const client = new Client({
      ...this.options,
      onWaiting: (call, waiting) => {
        const before = calls.size > 0;
        if (waiting) calls.add(call);
        else calls.delete(call);
        this.waiting += Number(calls.size > 0) - Number(before);
      },
    });
    const play = await Play.open(client, name, place);
    this.negotiations.push(play.negotiation);
    await script(play);
  }
}

export const newPlace = (sellerId?: string): Place => {
  const id = randomUUID();
  return { conversationId: `conv-${id}`, buyerId: `buyer-${id}`, ...(sellerId ? { sellerId } : {}) };
};
