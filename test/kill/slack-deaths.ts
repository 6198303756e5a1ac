/** The moments at which the process is to die in one story: lies in wait for them, and has it killed when they come. */

import type { FakeSlack } from '../support/fake-slack/fake-slack.ts';
import { after, before, type RecordedCall } from '../support/fake-slack/faults.ts';
import { isCall, isSudden, type Moment, type Step } from './slack-moments.ts';
import type { Reaper } from './slack-reaper.ts';

export interface DeathParts {
  slack: FakeSlack;
  reaper: Reaper;
  /** `ownCalls`: the calls about it in this step so far. */
  story: { readonly step: Step; ownCalls(): RecordedCall[] };
  planned: readonly Moment[];
}

export class Deaths {
  /** What was planned and has not come, in order. */
  readonly left: Moment[];
  private readonly parts: DeathParts;

  constructor(parts: DeathParts) {
    this.parts = parts;
    this.left = [...parts.planned];
  }

  /** Whether this was the next moment: then the process is dead, and another one runs. */
  async at(what: string, when: Moment['when'], atOnce = false): Promise<boolean> {
    if (!this.isNext(what, when)) return false;
    this.came();
    await this.parts.reaper.kill(atOnce);
    return true;
  }

  isNext(what: string, when: Moment['when']): boolean {
    const [next] = this.left;
    return next?.step === this.parts.story.step && next.what === what && next.when === when;
  }

  /** Before a moment that has to be met at once: lets everybody else come to theirs. */
  async othersFirst(): Promise<void> {
    const [next] = this.left;
    if (next?.step === this.parts.story.step && isSudden(next)) await this.parts.reaper.othersStand();
  }

  /** Lies in wait for the call at which the process is to die next, if it is a call. */
  arm(): void {
    const [moment] = this.left;
    if (!moment || !isCall(moment)) return;
    const { slack, reaper } = this.parts;
    const hook = async (): Promise<void> => {
      this.came();
      await reaper.kill();
      if (moment.when === 'before') throw new Error('nobody is there to hear the answer, and nothing was done');
    };
    const fault = moment.when === 'before' ? before(hook) : after(hook);
    slack.faults.next(moment.what, fault, { of: (call) => this.isMeant(moment, call) });
  }

  private came(): void {
    this.left.shift();
    this.arm();
  }

  private isMeant({ step, what, nth }: Moment, call: RecordedCall): boolean {
    if (step === null) return true;
    const { story } = this.parts;
    const own = story.ownCalls().filter(({ method }) => method === what);
    return step === story.step && own.includes(call) && own.length === nth;
  }
}
