/**
 * The dialogs about a request: which action opens which, what is chosen in one and changes it before it is sent, and the
 * command that its fields make. A form's name is its `callback_id` without the prefix, and the word that refusals know it by.
 */
import type { BlockAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Refusal, RequestCommand } from '../../../src/bot.ts';
import { ACTION_PREFIX, actionId, type ShopAction } from '../blocks/actions.ts';
import { counterModal, readCounter } from '../blocks/modals/counter.ts';
import { declineModal, readDecline } from '../blocks/modals/decline.ts';
import { chosen, type Values } from '../blocks/modals/fields.ts';
import { isOfferPick, offerModal, readOffer, withAmount } from '../blocks/modals/offer.ts';
import { decodeRef, type ModalRef } from '../blocks/modals/ref.ts';
import { readReject, rejectModal } from '../blocks/modals/reject.ts';
import { withReply } from '../blocks/modals/saved.ts';
import { readShip, shipModal } from '../blocks/modals/ship.ts';
import type { ShownView } from '../blocks/modals/shown.ts';
import type { ModalView, Read, RequestModel, Target } from '../blocks/model.ts';
import { type RefusedModal, refusalField, refusalSentence } from '../blocks/refusals.ts';
import type { Words } from '../blocks/words.ts';
import { personIn, type SlackPerson } from '../people.ts';
import { commandIdOf } from './delivery.ts';
import { placeFrom, type Refresh } from './place.ts';
import type { ShopRequests } from './shop-requests.ts';
import { atField, type Handler, type Submission, valuesOf } from './submit.ts';

export interface Form {
  name: RefusedModal;
  action: ShopAction;
  view(model: RequestModel, words: Words, ref: ModalRef): ModalView;
  read(values: Values, model: RequestModel, words: Words, ref: ModalRef): Read<RequestCommand>;
}

function made<T>(read: Read<T>, command: (fields: T) => RequestCommand): Read<RequestCommand> {
  return read.ok ? { ok: true, value: command(read.value) } : read;
}
/** An offer that is gone has no id; the domain then says that there is no such offer. */
const offerOf = ({ offerId = '' }: Target): string => offerId;

const FORMS: readonly Form[] = [
  {
    name: 'reject',
    action: 'reject',
    view: rejectModal,
    read: (values, model, words) =>
      made(readReject(values, model, words), (fields) => ({ type: 'RejectRequest', ...fields })),
  },
  {
    name: 'offer',
    action: 'offer',
    view: offerModal,
    read: (values, model, words, ref) =>
      made(readOffer(values, model, words, ref), (offer) => ({ type: 'ProposeOffer', offer })),
  },
  {
    name: 'counter',
    action: 'counter_offer',
    view: counterModal,
    read: (values, model, words, target) =>
      made(readCounter(values, model, words), (fields) => ({
        type: 'CounterOffer',
        offerId: offerOf(target),
        ...fields,
      })),
  },
  {
    name: 'decline',
    action: 'reject_offer',
    view: declineModal,
    read: (values, model, words, target) =>
      made(readDecline(values, model, words), (fields) => ({
        type: 'RejectOffer',
        offerId: offerOf(target),
        ...fields,
      })),
  },
  {
    name: 'ship',
    action: 'ship',
    view: shipModal,
    read: (values, model, words) =>
      made(readShip(values, model, words), (fields) => ({ type: 'ShipRequest', ...fields })),
  },
];

export const formFor = (action: string): Form | undefined => FORMS.find((form) => form.action === action);
export const formNamed = (callbackId: string): Form | undefined =>
  FORMS.find(({ name }) => callbackId === `${ACTION_PREFIX}${name}`);

type Shown = ShownView & { id: string; hash: string };
/** The dialog with what was chosen; null where it stands so already. */
type Next = (model: RequestModel, words: Words) => Promise<ModalView | null>;

/** What is chosen in a dialog and changes what it shows, before it is sent: a saved reply, another amount. */
export interface Choice {
  person: SlackPerson;
  client: WebClient;
  view: Shown;
  next: Next;
}

/** The choice that a press in a dialog makes; null for every other press. */
export function choiceIn(body: BlockAction, client: WebClient, requests: ShopRequests): Choice | null {
  const [action] = body.actions;
  if (body.view?.type !== 'modal' || !action) return null;
  const view = body.view as unknown as Shown;
  const choice = (next: Next): Choice => ({ person: personIn(body), client, view, next });
  if (action.type === 'static_select' && action.action_id === actionId('saved')) {
    const chosen = action.selected_option?.value;
    return choice(async (model) => {
      const withReplies = await requests.withReplies(model);
      const reply = withReplies.replies?.find(({ id }) => id === chosen);
      return reply ? withReply(view, reply, withReplies) : null;
    });
  }
  return isOfferPick(view, action.block_id) ? choice(async (model, words) => withAmount(view, model, words)) : null;
}

/** Rejects where Slack or the storage does; the dialog stays as it was. */
export const createChoose =
  (requests: ShopRequests) =>
  async ({ person, client, view, next }: Choice): Promise<void> => {
    const ref = decodeRef(view.private_metadata);
    if (!ref) return;
    const { model, words } = await requests.find(person, ref.requestId);
    const shown = model && (await next(model, words));
    if (shown) await client.views.update({ view_id: view.id, hash: view.hash, view: shown });
  };

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
