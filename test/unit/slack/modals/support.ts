/** What the tests of dialogs share. */
import type { Values } from '../../../../bots/slack/blocks/modals/fields.ts';
import { offerModal, withAmount } from '../../../../bots/slack/blocks/modals/offer.ts';
import type { ModalView, Read, RequestModel } from '../../../../bots/slack/blocks/model.ts';
import { buyer, counter, type Opening, offer, request, seller } from '../../../support/story.ts';
import { BARGAINING, modelOf, words } from '../support.ts';

export const REF = { requestId: 'req_1', version: 1 };
export const typed = (value: string | null) => ({ value: { type: 'plain_text_input', value } });
export const chosen = (value: string | null) => ({
  value: { type: 'static_select', selected_option: value === null ? null : { value, text: {} } },
});
export const at = (selected_time: string | null) => ({ value: { type: 'timepicker', selected_time } });
export const open = (opening: Opening = {}) => modelOf(request(opening));
export const asked = () =>
  modelOf(
    request({ policy: BARGAINING })
      .after('Mon 10:00', seller, offer(12_500))
      .after('Mon 11:00', buyer, counter(20_000)),
  );
/** The dialog for an offer as it stands once these were chosen and typed. */
export function offering(values: Values, model: RequestModel): ModalView {
  const modal = offerModal(model, words, REF);
  return withAmount({ ...modal, state: { values } }, model, words) ?? modal;
}
export const errorsOf = (read: Read<unknown>) => (read.ok ? 'no errors' : read.errors);
export const names = (view: ModalView) =>
  view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
interface Choice {
  text: { text: string };
  value: string;
  description?: { text: string };
}
export const optionsOf = (view: ModalView, block: string): Choice[] => {
  const found = view.blocks.find(({ block_id }) => block_id === block) as { element?: { options?: [] } } | undefined;
  return found?.element?.options ?? [];
};
