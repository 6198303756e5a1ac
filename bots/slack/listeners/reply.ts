/** Replying to a buyer who waits: the dialog behind the button, and what is sent, which the chat shows as the shop's. */
import { repliedSentence } from '../blocks/buyer-waits.ts';
import { decodeRef } from '../blocks/modals/ref.ts';
import { readReply, replyModal } from '../blocks/modals/reply.ts';
import type { Target } from '../blocks/model.ts';
import { refusalSentence } from '../blocks/refusals.ts';
import { memberOf } from '../people.ts';
import { commandIdOf } from './delivery.ts';
import type { ListenerParts } from './parts.ts';
import { type Answers, type Opener, originOf, type Place } from './place.ts';
import type { ShopRequests } from './shop-requests.ts';
import { atField, type Handler, valuesOf } from './submit.ts';

export interface ReplyParts {
  parts: ListenerParts;
  requests: ShopRequests;
  answers: Answers;
  open: Opener;
}

export function createReply({ parts, requests, answers, open }: ReplyParts) {
  const { models, conversations, nudge } = parts;

  return {
    /** The button was pressed. */
    async press(place: Place, { requestId, version }: Target): Promise<void> {
      const { model, words } = await requests.find(place.person, requestId, place.channel);
      if (!model) return answers.tell(place, words.say('reply.notLinked'), words);
      const { words: said, reply } = await models.waiting(model.request.conversationId);
      if (said)
        return void (await open(
          place,
          replyModal(await requests.withReplies(model), said, words, { requestId, version, ...originOf(place) }),
          words,
        ));
      const text = reply ? repliedSentence(reply.by, words) : words.say('waits.over');
      await answers.tell(place, words.say('outdated.text', { text }), words, words.say('outdated.title'));
      nudge(requestId);
    },

    /** The dialog was submitted: the same words of the same dialog are one message, however often they arrive. */
    submit: (async ({ person, view }) => {
      const ref = decodeRef(view.private_metadata);
      if (!ref) throw new Error('the reply does not say what it is about');
      const { model, words } = await requests.find(person, ref.requestId);
      const refused = (sentence: string) => ({ words, origin: ref, errors: atField(view, 'text', sentence) });
      if (!model) return refused(words.say('reply.notLinked'));
      const fields = readReply(valuesOf(view), words);
      if (!fields.ok) return { words, origin: ref, errors: fields.errors };
      const { sellerId, conversationId } = model.request;
      const caller = { kind: 'person', person: { role: 'seller', id: sellerId, userId: memberOf(person) } } as const;
      const commandId = commandIdOf('reply', view.id, fields.value);
      const outcome = await conversations.post(caller, conversationId, fields.value, { commandId });
      if (!outcome) return refused(words.say('reply.notLinked'));
      if ('code' in outcome) return refused(refusalSentence(outcome, model, words));
      return { words, origin: ref, errors: null, afterwards: async () => nudge(ref.requestId) };
    }) satisfies Handler,
  };
}
