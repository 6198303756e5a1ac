/** The dialogs about a request: reject, offer, counter, decline, ship. Their fields become a command. */

import type { Refusal } from '../../../src/bot.ts';
import { chosen } from '../blocks/modals/fields.ts';
import { decodeRef, type ModalRef } from '../blocks/modals/ref.ts';
import type { RequestModel } from '../blocks/model.ts';
import { refusalField, refusalSentence } from '../blocks/refusals.ts';
import type { Words } from '../blocks/words.ts';
import { commandIdOf } from './delivery.ts';
import type { Form } from './forms.ts';
import { placeFrom } from './place.ts';
import type { Refresh } from './refresh.ts';
import type { ShopRequests } from './shop-requests.ts';
import { atField, type Handler, type Submission, valuesOf } from './submit.ts';

export function createDecide(requests: ShopRequests, refresh: Refresh): (form: Form) => Handler {
  /** The refusal at its field; where the request moved on, with what happened meanwhile. */
  async function refused(form: Form, asked: Asked, refusal: Refusal, { view }: Submission) {
    const { ref, words } = asked;
    const why = await requests.obstacle(asked.model, refusal, { action: form.action, target: ref, words });
    const sentence = why.outdated ? `${refusalSentence(refusal, why.model, words)} ${why.sentence}` : why.sentence;
    return { model: why.model, errors: atField(view, fieldOf(form, refusal, view), sentence) };
  }

  return (form) => async (submission) => {
    const { view, person, client, arrivedAt } = submission;
    const ref = decodeRef(view.private_metadata);
    if (!ref) throw new Error(`the form ${view.callback_id} does not say what it is about`);
    const { model, words } = await requests.find(person, ref.requestId);
    if (!model) return { words, origin: ref, errors: atField(view, null, words.say('reply.notLinked')) };
    const fields = form.read(valuesOf(view), model, words, ref);
    if (!fields.ok) return { words, origin: ref, errors: fields.errors };

    const commandId = commandIdOf('submit', view.id, view.callback_id, view.state.values);
    const outcome = await requests.execute(model, fields.value, { person, arrivedAt, commandId });
    const place = placeFrom(ref, person, client);
    if (outcome.ok) {
      const afterwards = async () => refresh(place, await requests.again(model), words, false);
      return { words, origin: ref, errors: null, afterwards };
    }
    const end = await refused(form, { model, ref, words }, outcome.refusal, submission);
    return { words, origin: ref, errors: end.errors, afterwards: () => refresh(place, end.model, words) };
  };
}

/** A quick pick that is refused for its amount is wrong where it was picked. */
function fieldOf({ name }: Form, { code }: Refusal, view: Submission['view']): string | null {
  const field = refusalField(code, name);
  const isPick = name === 'offer' && field === 'amount' && chosen(valuesOf(view), 'pick') !== 'other';
  return isPick ? 'pick' : field;
}

interface Asked {
  model: RequestModel;
  ref: ModalRef;
  words: Words;
}
