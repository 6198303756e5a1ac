/** After something was done, or found out of date: what the person has before them is made true again. */
import type { RequestModel } from '../blocks/model.ts';
import { requestMessage } from '../blocks/request.ts';
import type { Words } from '../blocks/words.ts';
import { type Home, newNonce } from './home.ts';
import type { ListenerParts } from './parts.ts';
import type { Answers, Place } from './place.ts';

/**
 * `model`: the request as it is by now. `repair`: the request's message may be out of date and nothing else has it
 * edited; a command that just took effect owes the edit already. Never rejects.
 */
export type Refresh = (place: Place, model: RequestModel, words: Words, repair?: boolean) => Promise<void>;

export function createRefresh({ nudge }: ListenerParts, answers: Answers, home: Home): Refresh {
  return async (place, model, words, repair = true) => {
    if (repair) nudge(model.request.id);
    if (place.on === 'ephemeral') await answers.replace(place, requestMessage(model, words, newNonce()));
    if (place.on === 'home') await home.publish(place.person, place.client);
  };
}
