/** A dialog that somebody has before them, shown anew with other blocks. What they typed stays in blocks of the same id. */
import type { KnownBlock, ModalView } from '../model.ts';
import type { Values } from './fields.ts';

/** A dialog as Slack tells of it. */
export interface ShownView extends Pick<ModalView, 'blocks' | 'title' | 'callback_id' | 'private_metadata'> {
  submit?: ModalView['submit'] | null;
  close?: ModalView['close'] | null;
  state: { values: Values };
}

export function shownWith(view: ShownView, blocks: KnownBlock[]): ModalView {
  const { title, submit, close, callback_id, private_metadata } = view;
  return {
    type: 'modal',
    title,
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    callback_id,
    private_metadata,
    blocks,
  };
}
