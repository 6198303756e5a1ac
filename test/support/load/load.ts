/**
 * Keeps a number of negotiations going at once. One that waits for a claim to lapse (its server was killed between
 * claiming the key and committing) does not count: it waits in the background while others start.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Tally } from './client.ts';
import { type Negotiation, type Place, Play, SCRIPTS, type Script } from './negotiations.ts';

const AT_ONCE = 12;
/** Requests of one buyer share a conversation, so that its messages have several writers. */
const REQUESTS_PER_CONVERSATION = 3;

export class Load {
  readonly negotiations: Negotiation[] = [];
  readonly errors: Error[] = [];
  private readonly baseUrls: readonly string[];
  private readonly tally: Tally;
  private readonly running = new Set<Promise<void>>();
  private waiting = 0;
  private started = 0;
  private stopping = false;

  constructor(baseUrls: readonly string[], tally: Tally) {
    this.baseUrls = baseUrls;
    this.tally = tally;
  }

  /** Starts negotiations until `stop`, a script after the other. */
  async run(): Promise<void> {
    const scripts = Object.entries(SCRIPTS);
    while (!this.stopping) {
      while (this.running.size - this.waiting < AT_ONCE) {
        const [name, script] = scripts[this.started % scripts.length] as [string, Script];
        this.begin(name, script);
      }
      await sleep(5);
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
      baseUrls: this.baseUrls,
      tally: this.tally,
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
