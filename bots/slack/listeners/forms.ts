/**
 * The dialogs: which action opens which, and the command that its fields make. A form's name is its `callback_id`
 * without the prefix, and the word that refusals know it by.
 */
import type { RequestCommand } from '../../../src/bot.ts';
import { ACTION_PREFIX, type ShopAction } from '../blocks/actions.ts';
import { counterModal, readCounter } from '../blocks/modals/counter.ts';
import { declineModal, readDecline } from '../blocks/modals/decline.ts';
import type { Values } from '../blocks/modals/fields.ts';
import { offerModal, readOffer } from '../blocks/modals/offer.ts';
import type { ModalRef } from '../blocks/modals/ref.ts';
import { readReject, rejectModal } from '../blocks/modals/reject.ts';
import { readShip, shipModal } from '../blocks/modals/ship.ts';
import type { ModalView, Read, RequestModel, Target } from '../blocks/model.ts';
import type { RefusedModal } from '../blocks/refusals.ts';
import type { Words } from '../blocks/words.ts';

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
