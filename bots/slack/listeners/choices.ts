/** What is chosen in a dialog and changes what it shows, before it is sent: a saved reply, another amount. */
import type { BlockAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { actionId } from '../blocks/actions.ts';
import { isOfferPick, withAmount } from '../blocks/modals/offer.ts';
import { decodeRef } from '../blocks/modals/ref.ts';
import { withReply } from '../blocks/modals/saved.ts';
import type { ShownView } from '../blocks/modals/shown.ts';
import type { ModalView, RequestModel } from '../blocks/model.ts';
import type { Words } from '../blocks/words.ts';
import { personIn, type SlackPerson } from '../people.ts';
import type { ShopRequests } from './shop-requests.ts';

type Shown = ShownView & { id: string; hash: string };
/** The dialog with what was chosen; null where it stands so already. */
type Next = (model: RequestModel, words: Words) => Promise<ModalView | null>;

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
