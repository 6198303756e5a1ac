/** A shop's saved replies in dialogs: what is chosen stands in the field below, filled in for the request, behind what was typed. */
import { filledReply, fittingReplies, oneLine, type Reply } from '../../../../src/bot.ts';
import { actionId } from '../actions.ts';
import type { KnownBlock, ModalView, RequestModel } from '../model.ts';
import { cut, plainText } from '../safe.ts';
import type { Words } from '../words.ts';
import { anew, FIELD, nameOf, option } from './fields.ts';
import { type ShownView, shownWith } from './shown.ts';

const SAVED = 'saved';
/** Slack's limits. */
const MOST_OPTIONS = 100;
const LONGEST_OPTION = 75;

/** The list of those that fit the request, in the buyer's language first; nothing where there are none. */
export function savedReplies({ request, replies = [] }: RequestModel, words: Words): KnownBlock[] {
  const options = fittingReplies(replies, request, '')
    .slice(0, MOST_OPTIONS)
    .map((reply) => option(cut(oneLine(reply.title), LONGEST_OPTION), reply.id, beside(filledReply(reply, request))));
  if (options.length === 0) return [];
  const placeholder = plainText(words.say('modal.saved'), 150);
  const list = { type: 'static_select', action_id: actionId('saved'), placeholder, options } as const;
  return [{ type: 'actions', block_id: SAVED, elements: [list] }];
}

const beside = (filled: string): string | undefined => cut(oneLine(filled), LONGEST_OPTION) || undefined;

/**
 * The dialog with this reply in the field below its list; null where it has none. One that was chosen before gives way to it,
 * all else that was typed stays.
 */
export function withReply(view: ShownView, reply: Reply, { request, replies = [] }: RequestModel): ModalView | null {
  const blocks = view.blocks as KnownBlock[];
  const at = blocks.findIndex(({ block_id }) => nameOf(block_id) === SAVED);
  const field = blocks[at + 1];
  if (at < 0 || field?.type !== 'input' || field.element.type !== 'plain_text_input') return null;
  const { initial_value: _, ...element } = field.element;
  const typed = String(view.state.values[field.block_id ?? '']?.[FIELD]?.value ?? '');
  const chosenBefore = replies.map((one) => filledReply(one, request)).filter((text) => typed.endsWith(text));
  const kept = typed.slice(0, typed.length - Math.max(0, ...chosenBefore.map(({ length }) => length))).trimEnd();
  const text = cut([kept, filledReply(reply, request)].filter(Boolean).join('\n'), element.max_length ?? 3_000);
  const filled: KnownBlock = {
    ...field,
    block_id: anew(field.block_id ?? ''),
    element: { ...element, ...(text ? { initial_value: text } : {}) },
  };
  const list = { ...blocks[at], block_id: anew(blocks[at]?.block_id ?? SAVED) } as KnownBlock;
  return shownWith(view, blocks.with(at, list).with(at + 1, filled));
}
