/**
 * Somebody else is told of a duty that still stands, before it ends in silence: a reply in the request's thread that the
 * channel sees too. Each step is told once for each deadline; what comes due together is one message.
 *
 * It stands in the channel like an alert of its own, so it is kept true: edited as long as the duty stands, with the
 * buttons that are possible, and once more when that ended. What is gone is forgotten.
 */
import type { Clock, Next } from '../../../src/bot.ts';
import { escalationMessage, escalationOver } from '../blocks/escalation.ts';
import { nameOf, stepsAt } from './escalation-steps.ts';
import type { Job, Sender } from './job.ts';
import { keepTrue } from './keep-true.ts';
import type { Attempt, Escalation, Steps } from './notes.ts';
import type { Posted, Poster } from './poster.ts';
import { deadlineOf, keyOf, type Scene } from './scene.ts';

export interface EscalatingParts {
  clock: Clock;
  sender: Sender;
  poster: Poster;
  nonce(): string;
}

export interface Escalating {
  /** Takes note of a message that an earlier try had posted. */
  adopt(job: Job, attempt: Attempt, posted: Posted): void;
  /** Makes what was told true. */
  edit(scene: Scene): Promise<void>;
  /** Tells what is due. Answers when there is more to tell. */
  tell(scene: Scene): Promise<Next>;
}

export function createEscalating({ clock, sender, poster, nonce }: EscalatingParts): Escalating {
  function noted({ notes }: Job, told: Steps, message: Pick<Escalation, 'channel' | 'ts' | 'key' | 'shown'>): void {
    const known = notes.escalated.deadline === told.deadline ? notes.escalated.steps : [];
    notes.escalated = { deadline: told.deadline, steps: [...new Set([...known, ...told.steps])] };
    const mentions = told.steps.map((step) => step.slice(step.indexOf(':') + 1));
    notes.escalations.push({ deadline: told.deadline, mentions, ...message });
  }

  /** Whether it is to be kept true from now on. */
  async function madeTrue(scene: Scene, escalation: Escalation): Promise<boolean> {
    const { job, state, model, words } = scene;
    const stands = escalation.deadline === deadlineOf(scene);
    if (stands && escalation.shown >= state.version) return true;
    const message = stands
      ? escalationMessage(model, words, nonce(), escalation)
      : escalationOver(model, words, nonce());
    const kept = await keepTrue(poster, job, escalation, message, state.id);
    if (kept === 'shown') escalation.shown = state.version;
    return kept === 'refused' || (kept === 'shown' && stands);
  }

  return {
    adopt(job, { escalates, key }, posted) {
      if (escalates) noted(job, escalates, { ...posted, key, shown: 0 });
    },
    async edit(scene) {
      const { notes } = scene.job;
      for (const escalation of [...notes.escalations]) {
        if (await madeTrue(scene, escalation)) continue;
        notes.escalations = notes.escalations.filter((other) => other !== escalation);
      }
    },
    async tell(scene) {
      const { job, state, model, words, quietUntil } = scene;
      const { notes, alerts } = job;
      const deadline = deadlineOf(scene);
      if (!alerts.escalation || deadline === null || notes.ts === null) return null;
      const told = notes.escalated.deadline === deadline ? notes.escalated.steps : [];
      const { due, next } = stepsAt(model.request, alerts.escalation, told, clock.now());
      if (due.length === 0) return next;
      if (quietUntil !== null) return quietUntil;
      const steps = due.map(nameOf);
      const mentions = due.map(({ mention }) => mention);
      const key = `${keyOf(job)}#escalation:${deadline}:${steps.join(',')}`;
      const message = escalationMessage(model, words, nonce(), { mentions });
      const channel = notes.channel ?? undefined;
      const post = { channel, threadTs: notes.ts, broadcast: true, message, key, requestId: state.id };
      const posted = await sender.send(job, post, notes.told, { escalates: { deadline, steps } });
      noted(job, { deadline, steps }, { ...posted, key, shown: state.version });
      return next;
    },
  };
}
