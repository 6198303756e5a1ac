/**
 * Buttons of a request.
 *
 * - approve, accept_offer, withdraw carried a confirmation, hold_rule, assign and let_go need none: they are commands as they are. The domain decides first, so
 *   that the second click of a double click is recognised as a repeat and gets no error.
 * - the others open a dialog about the request as it is now, if that still allows them.
 *
 * A click on what is out of date is answered with what happened meanwhile, and what was clicked on is made true again.
 */
import type { RequestCommand } from '../../../src/bot.ts';
import type { ShopAction, Taking } from '../blocks/actions.ts';
import { whatHappened } from '../blocks/happenings.ts';
import type { RequestModel, Target } from '../blocks/model.ts';
import type { Words } from '../blocks/words.ts';
import { memberOf, type SlackPerson } from '../people.ts';
import { type Form, formFor } from './forms.ts';
import type { Opener } from './open.ts';
import type { ListenerParts } from './parts.ts';
import { type Answers, originOf, type Place } from './place.ts';
import type { Refresh } from './refresh.ts';
import { isPossible, type Order, type ShopRequests } from './shop-requests.ts';

type Pressed = ShopAction | Taking;

const IMMEDIATE: Partial<Record<Pressed, (target: Target, person: SlackPerson) => RequestCommand>> = {
  approve: () => ({ type: 'ApproveRequest' }),
  accept_offer: ({ offerId = '' }) => ({ type: 'AcceptOffer', offerId }),
  withdraw: ({ offerId = '' }) => ({ type: 'WithdrawOffer', offerId }),
  hold_rule: () => ({ type: 'HoldRule' }),
  assign: (_, person) => ({
    type: 'AssignRequest',
    to: { id: memberOf(person), ...(person.name ? { name: person.name } : {}) },
  }),
  let_go: () => ({ type: 'AssignRequest', to: null }),
};

/** Whether a button of this name is one that a request can have. */
export const isShopAction = (name: string): name is Pressed =>
  Object.hasOwn(IMMEDIATE, name) || formFor(name) !== undefined;

export interface Click {
  place: Place;
  action: Pressed;
  target: Target;
  order: Order;
}

interface PressParts {
  requests: ShopRequests;
  answers: Answers;
  refresh: Refresh;
  open: Opener;
  links: ListenerParts['links'];
}

/** Carries a click out. Rejects where the storage does; Slack was answered before. */
export function createPress({ requests, answers, refresh, open, links }: PressParts): (click: Click) => Promise<void> {
  async function outdated({ place }: Click, model: RequestModel, words: Words): Promise<void> {
    const sentence = words.say('outdated.text', { text: whatHappened(model, words) });
    await answers.tell(place, sentence, words, words.say('outdated.title'));
    await refresh(place, model, words);
  }

  async function run(click: Click, command: RequestCommand, before: RequestModel, words: Words): Promise<void> {
    const { place, action, target, order } = click;
    const outcome = await requests.execute(before, command, order);
    if (outcome.ok) {
      const model = await requests.again(before);
      // In effect already, and not by this person since they saw the message: worth a word.
      if (!outcome.created && !isDoubleClick(model, click)) return outdated(click, model, words);
      return refresh(place, model, words, false);
    }
    const why = await requests.obstacle(before, outcome.refusal, { action, target, words });
    if (why.outdated) return outdated(click, why.model, words);
    await answers.tell(place, why.sentence, words);
    await refresh(place, why.model, words);
  }

  async function openForm(form: Form, click: Click, model: RequestModel, words: Words): Promise<void> {
    const { place, action, target } = click;
    if (!isPossible(model, action, target)) return outdated(click, model, words);
    const { id: requestId, version } = model.request;
    const ref = { requestId, version, ...(target.offerId ? { offerId: target.offerId } : {}), ...originOf(place) };
    const [seen, replies, page] = await Promise.all([
      action === 'offer' ? requests.withOdds(model) : model,
      action === 'ship' ? model : requests.withReplies(model),
      action === 'reject' ? links.page(model.request, place.person, words.locale) : undefined,
    ]);
    const beside = { ...seen, replies: replies.replies, ...(page ? { page } : {}) };
    const opened = await open(place, form.view(beside, words, ref), words, { requestId, action });
    // In Home a spent trigger has nothing left to say it with.
    if (!opened && place.on === 'home') await refresh(place, model, words);
  }

  return async (click) => {
    const { place, action, target } = click;
    const { model, words } = await requests.find(place.person, target.requestId, place.channel);
    if (!model) return answers.tell(place, words.say('reply.notLinked'), words);
    const command = IMMEDIATE[action]?.(target, place.person);
    const form = formFor(action);
    if (command) await run(click, command, model, words);
    else if (form) await openForm(form, click, model, words);
  };
}

/** Whether the person acted since the version their message shows, on what is still the last offer. */
function isDoubleClick({ request, history }: RequestModel, { place, target }: Click): boolean {
  if (target.offerId !== undefined && target.offerId !== request.offer?.id) return false;
  const userId = memberOf(place.person);
  return history.some(({ seq, actor }) => seq > target.version && actor.userId === userId);
}
