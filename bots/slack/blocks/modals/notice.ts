/** A dialog that only tells something. */

import { whatHappened } from '../happenings.ts';
import type { Message, ModalView, RequestModel } from '../model.ts';
import { plainText, section } from '../safe.ts';
import type { Words } from '../words.ts';

export const noticeModal = (title: string, text: string, words: Words): ModalView => ({
  type: 'modal',
  title: plainText(title, 24),
  close: plainText(words.say('modal.close'), 24),
  blocks: [section(text, 'notice')],
});

/** What would be a message, where only a dialog can show it. */
export const messageModal = (title: string, { blocks }: Message, words: Words): ModalView => ({
  ...noticeModal(title, '', words),
  blocks,
});

/** Shown while the storage takes its time. */
export const workingModal = (words: Words): ModalView =>
  noticeModal(words.say('modal.working.title'), words.say('modal.working.text'), words);

/** Shown after that, when it went well. */
export const doneModal = (words: Words): ModalView =>
  noticeModal(words.say('modal.done.title'), words.say('modal.done.text'), words);

/** Shown after that, when it was refused: the refusal as a sentence. */
export const refusedModal = (sentence: string, words: Words): ModalView =>
  noticeModal(words.say('modal.refused.title'), sentence, words);

/** Instead of a dialog whose action is not possible any more. */
export const outdatedModal = (model: RequestModel, words: Words): ModalView =>
  noticeModal(words.say('outdated.title'), words.say('outdated.text', { text: whatHappened(model, words) }), words);
