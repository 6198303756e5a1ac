/** The moments at which the process is to die in one story: lies in wait for them, and has it killed when they come. */

import type { FakeSlack } from '../../stand-ins/slack/served/fake-slack.ts';
import { after, before, type RecordedCall } from '../../stand-ins/slack/served/faults.ts';
import { isCall, type Moment, nameOf, type Step } from './slack-moments.ts';
import type { Reaper } from './slack-reaper.ts';

export interface DeathParts {
  slack: FakeSlack;
  reaper: Reaper;
  /** `ownCalls`: the calls about it in this step so far. */
  story: { readonly name: string; readonly step: Step; readonly requestId: string; ownCalls(): RecordedCall[] };
  planned: readonly Moment[];
}

/** Resolves when the process is dead and another one runs; `meanwhile` runs between. */
export type Kill = (meanwhile: () => void) => Promise<void>;

/** The service waits for Slack's answer a little longer than this; by then it may have given the call up. */
const HELD_FOR_MS = 4_000;

export class Deaths {
  /** What was planned and has not come, in order. */
  readonly left: Moment[];
  /** Resolves when the first has come, whether the process is dead by then or not. */
  readonly come: Promise<void>;
  /** Resolves when all of them have come and a process runs again. */
  readonly over: Promise<void>;
  /** Whether the process died so late that it may have given up the call at which it was to die. */
  cameTooLate = false;
  private arrive = (): void => {};
  private end = (): void => {};
  private kill: Kill;
  private readonly parts: DeathParts;

  constructor(parts: DeathParts) {
    this.parts = parts;
    this.kill = (meanwhile) => parts.reaper.kill(meanwhile);
    this.left = [...parts.planned];
    this.come = new Promise((resolve) => {
      this.arrive = resolve;
    });
    this.over = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  /** Whether this was the next moment: then the process is dead, and another one runs. */
  async at(what: string, when: Moment['when']): Promise<boolean> {
    if (!this.isNext(what, when)) return false;
    await this.die();
    return true;
  }

  isNext(what: string, when: Moment['when']): boolean {
    const [next] = this.left;
    return next?.step === this.parts.story.step && next.what === what && next.when === when;
  }

  /**
   * Does something in which the process is to die right after its commit: by its own hand, since from outside that
   * moment is over before it can be seen.
   */
  async committing<T>(act: () => Promise<T>): Promise<T> {
    const { reaper, story } = this.parts;
    await reaper.order({ point: 'after the commit', nth: 1, requestId: story.requestId });
    const dying = this.die(true);
    const [done] = await Promise.all([act(), dying]);
    return done;
  }

  /** Lies in wait for the call at which the process is to die next, if it is a call. */
  arm(): void {
    const [moment] = this.left;
    if (!moment || !isCall(moment)) return;
    const hook = async (): Promise<void> => {
      await this.die();
      if (moment.when === 'before') throw new Error('nobody is there to hear the answer, and nothing was done');
    };
    const fault = moment.when === 'before' ? before(hook) : after(hook);
    this.parts.slack.faults.next(moment.what, fault, { of: (call) => this.isMeant(moment, call) });
  }

  /** What has not come, in words. */
  get missed(): string[] {
    return this.left.map(nameOf);
  }

  /** At its moment, this story asks for a kill in this way. */
  agree(kill: Kill): void {
    this.kill = kill;
  }

  /** The next moment has come. What follows is lain in wait for before the next process can do anything. */
  private async die(byItself = false): Promise<void> {
    const since = performance.now();
    const next = (): void => {
      const moment = this.left.shift();
      if (moment && isCall(moment) && performance.now() - since > HELD_FOR_MS) this.cameTooLate = true;
      this.arm();
    };
    this.arrive();
    await (byItself ? this.parts.reaper.died(next) : this.kill(next));
    if (this.left.length === 0) this.end();
  }

  private isMeant({ step, what, nth }: Moment, call: RecordedCall): boolean {
    if (step === null) return true;
    const { story } = this.parts;
    const own = story.ownCalls().filter(({ method }) => method === what);
    return step === story.step && own.includes(call) && own.length === nth;
  }
}
