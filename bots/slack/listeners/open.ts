/** Opening a dialog within the three seconds that Slack gives. */
import type { ModalView } from '../blocks/model.ts';
import type { Words } from '../blocks/words.ts';
import type { ListenerParts } from './parts.ts';
import type { Answers, Place } from './place.ts';
import { faultOf, slackErrorOf } from './slack-errors.ts';

/** False where it did not open; the person was told so. `about` is for the log. Never rejects. */
export type Opener = (place: Place, view: ModalView, words: Words, about?: object) => Promise<boolean>;

/** Slack's words for a trigger that ran out, or that opened a dialog already. */
const TOO_LATE = new Set(['expired_trigger_id', 'exchanged_trigger_id']);

export function createOpener({ log }: ListenerParts, answers: Answers): Opener {
  return async (place, view, words, about) => {
    try {
      await place.client.views.open({ trigger_id: place.triggerId ?? '', view });
      return true;
    } catch (error) {
      const isLate = TOO_LATE.has(slackErrorOf(error) ?? '');
      if (!isLate) log.warn({ ...about, ...faultOf(error) }, 'a dialog could not be opened in Slack');
      await answers.tell(place, words.say(isLate ? 'reply.tooSlow' : 'reply.sorry'), words);
      return false;
    }
  };
}
