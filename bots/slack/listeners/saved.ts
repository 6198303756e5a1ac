/** A saved reply was chosen in a dialog: the dialog shows it in its field. Nothing is sent before the dialog is. */
import type { WebClient } from '@slack/web-api';
import { decodeRef } from '../blocks/modals/ref.ts';
import { type ShownView, withReply } from '../blocks/modals/saved.ts';
import type { SlackPerson } from '../people.ts';
import type { ShopRequests } from './shop-requests.ts';

export interface Choice {
  person: SlackPerson;
  client: WebClient;
  view: ShownView & { id: string; hash: string };
  /** The reply's id. */
  chosen: string;
}

/** Rejects where Slack or the storage does; the dialog stays as it was. */
export function createSavedReplies(requests: ShopRequests) {
  return async ({ person, client, view, chosen }: Choice): Promise<void> => {
    const ref = decodeRef(view.private_metadata);
    if (!ref) return;
    const { model } = await requests.find(person, ref.requestId);
    if (!model) return;
    const withReplies = await requests.withReplies(model);
    const reply = withReplies.replies?.find(({ id }) => id === chosen);
    const next = reply && withReply(view, reply, withReplies);
    if (next) await client.views.update({ view_id: view.id, hash: view.hash, view: next });
  };
}
