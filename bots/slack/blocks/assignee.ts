/** Who of the shop has a request in hand, and the button with which whoever reads it takes it. */
import { oneLine, type RequestView } from '../../../src/bot.ts';
import { requestButton } from './actions.ts';
import type { KnownBlock, RequestModel } from './model.ts';
import { cut, section } from './safe.ts';
import type { Words } from './words.ts';

const LONGEST_NAME = 60;

export function assigneeName({ name, id }: { name?: string; id: string }): string {
  return cut(oneLine(name ?? id), LONGEST_NAME);
}

export function assigneeSentence({ assignees }: RequestView, words: Words): string {
  const holder = assignees?.shop;
  return holder ? words.say('assigned.to', { name: assigneeName(holder) }) : words.say('assigned.nobody');
}

/** Who has it in hand, in words where Slack cannot call them. */
export const uncalledHolder = ({ request, called = [] }: RequestModel, words: Words): string[] =>
  request.assignees?.shop && called.length === 0 ? [assigneeSentence(request, words)] : [];

/** Nothing where it is nobody's to take any more. */
export function assigneeBlock(model: RequestModel, words: Words, blockId: string): KnownBlock[] {
  if (!model.request.actions?.includes('assign')) return [];
  const text = section(assigneeSentence(model.request, words), blockId);
  return [{ ...text, accessory: requestButton('assign', model, words) }];
}
