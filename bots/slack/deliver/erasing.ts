/**
 * What a thread was told of a request holds what people wrote. Once that is erased, each reply is shown anew from the history
 * as it is left. Edits that Slack refuses are owed until it takes them: the visit fails with the refusal, and is made again.
 */
import type { Store } from '../../../src/bot.ts';
import { replyMessage } from '../blocks/happenings.ts';
import type { Job } from './job.ts';
import { keepTrue } from './keep-true.ts';
import type { Said } from './notes.ts';
import type { Poster } from './poster.ts';
import type { Scene } from './scene.ts';

export interface ErasingParts {
  store: Pick<Store, 'requests'>;
  poster: Poster;
  nonce(): string;
}

export interface Erasing {
  /** Takes note of a reply, to come back to. */
  note(job: Job, reply: Said): void;
  /** Erases what was said of an erased request, and throws where an edit of this visit was refused. */
  erase(scene: Scene): Promise<void>;
}

/** More replies than a request is told in; the oldest of more are not come back to. */
const MOST_NOTED = 100;

export function createErasing({ store, poster, nonce }: ErasingParts): Erasing {
  /** Whether there is nothing left to do about it. */
  async function isErased({ job, state, model, words }: Scene, reply: Said): Promise<boolean> {
    const events = await store.requests.events(state.id, reply.after, reply.to - reply.after);
    const message = replyMessage(events, model, words, nonce(), {});
    if (!message) return true;
    const { text, blocks } = message;
    return (await keepTrue(poster, job, reply, { text, blocks }, state.id)) !== 'refused';
  }

  return {
    note({ notes }, reply) {
      notes.said = [...notes.said, reply].slice(-MOST_NOTED);
    },
    async erase(scene) {
      const { job, state } = scene;
      if (!state.erased) return;
      for (const reply of [...job.notes.said]) {
        if (await isErased(scene, reply)) job.notes.said = job.notes.said.filter((other) => other !== reply);
      }
      if (job.unedited) throw job.unedited;
    },
  };
}
