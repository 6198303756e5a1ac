/** What people enter into blocks: the elements that hold a value, what they hold, and what Slack's own form refuses. */
import type { Entry } from './interface.ts';
import type { Json, SlackBlock, StateValues } from './types.ts';

/** An element with its block. */
export interface Placed {
  block: SlackBlock;
  blockId: string;
  element: Json;
  actionId: string;
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** All interactive elements of the blocks, in order. */
export function elementsOf(blocks: readonly SlackBlock[]): Placed[] {
  return blocks.flatMap((block) => {
    const elements = [block.accessory, block.element, ...(block.type === 'actions' ? listOf(block.elements) : [])];
    return elements
      .filter((element): element is Json => typeof element === 'object' && element !== null)
      .filter(({ type }) => type !== 'image')
      .map((element) => ({
        block,
        blockId: block.block_id ?? '',
        element,
        actionId: typeof element.action_id === 'string' ? element.action_id : '',
      }));
  });
}

const optionsOf = (element: Json): Json[] => [
  ...listOf(element.options),
  ...listOf(element.option_groups).flatMap((group) => listOf(group.options)),
];

function optionNamed(element: Json, value: string): Json {
  const option = optionsOf(element).find((candidate) => candidate.value === value);
  if (!option) throw new Error(`${String(element.action_id)} has no option ${value}`);
  return option;
}

/** By type of element: the field of `state.values` that holds its value, the one of the element it starts with, and how it is entered. */
const HOLDERS: Record<string, { field: string; initial: string; options?: boolean; many?: boolean }> = {
  plain_text_input: { field: 'value', initial: 'initial_value' },
  number_input: { field: 'value', initial: 'initial_value' },
  url_text_input: { field: 'value', initial: 'initial_value' },
  email_text_input: { field: 'value', initial: 'initial_value' },
  static_select: { field: 'selected_option', initial: 'initial_option', options: true },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', options: true },
  checkboxes: { field: 'selected_options', initial: 'initial_options', options: true, many: true },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', options: true, many: true },
  datepicker: { field: 'selected_date', initial: 'initial_date' },
  timepicker: { field: 'selected_time', initial: 'initial_time' },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time' },
  users_select: { field: 'selected_user', initial: 'initial_user' },
  multi_users_select: { field: 'selected_users', initial: 'initial_users', many: true },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation' },
  multi_conversations_select: { field: 'selected_conversations', initial: 'initial_conversations', many: true },
  channels_select: { field: 'selected_channel', initial: 'initial_channel' },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels', many: true },
};

const holderOf = (element: Json) => HOLDERS[String(element.type)];

/** What the element holds after this was entered, as `state.values` says it. Throws for an option that is not offered. */
export function entered(element: Json, entry: Entry): Json {
  const holder = holderOf(element);
  if (!holder) throw new Error(`nothing can be entered into a ${String(element.type)}`);
  const { field, options, many } = holder;
  const named = (value: string): unknown => (options ? optionNamed(element, value) : value);
  const entries = entry === null ? [] : [entry].flat();
  if (!many && entries.length > 1) throw new Error(`${String(element.action_id)} takes one value`);
  const one = entries[0] === undefined || entries[0] === '' ? null : named(entries[0]);
  const held = field === 'selected_date_time' && one !== null ? Number(one) : one;
  return { type: element.type, [field]: many ? entries.map(named) : held };
}

/** What a form holds when it is first shown; what `before` holds for the same element of the same block is kept. */
export function stateOf(blocks: readonly SlackBlock[], before: StateValues = {}): StateValues {
  const values: StateValues = {};
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    const holder = holderOf(element);
    if (!holder) continue;
    const kept = before[blockId]?.[actionId];
    const initial = element[holder.initial] ?? (holder.many ? [] : null);
    const held = kept?.type === element.type && kept ? kept : { type: element.type, [holder.field]: initial };
    values[blockId] = { ...values[blockId], [actionId]: held };
  }
  return values;
}

const isEmpty = (held: unknown): boolean =>
  held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);

function refusalOfText(element: Json, value: string): string | null {
  const { min_length: least, max_length: most } = element;
  if (typeof least === 'number' && value.length < least) return `Please use at least ${least} characters.`;
  const longest = typeof most === 'number' ? most : 3_000;
  if (element.type === 'plain_text_input' && value.length > longest) return `Please use at most ${longest} characters.`;
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  if (element.type === 'email_text_input' && !/^\S+@\S+$/u.test(value)) return 'Please enter a valid email address.';
  return element.type === 'number_input' ? refusalOfNumber(element, value) : null;
}

function refusalOfNumber(element: Json, value: string): string | null {
  if (!/^-?\d+(\.\d+)?$/u.test(value)) return 'Please enter a number.';
  if (!element.is_decimal_allowed && value.includes('.')) return 'Please enter a whole number.';
  const { min_value: least, max_value: most } = element;
  if (typeof least === 'string' && Number(value) < Number(least)) return `Please enter a number of at least ${least}.`;
  if (typeof most === 'string' && Number(value) > Number(most)) return `Please enter a number of at most ${most}.`;
  return null;
}

/** What Slack's own form says before it sends anything, by block; empty where it would send. */
export function formRefusals(blocks: readonly SlackBlock[], values: StateValues): Record<string, string> {
  const refusals: Record<string, string> = {};
  for (const { block, blockId, actionId, element } of elementsOf(blocks)) {
    const holder = block.type === 'input' ? holderOf(element) : undefined;
    if (!holder) continue;
    const held = values[blockId]?.[actionId]?.[holder.field];
    const refusal = isEmpty(held)
      ? block.optional === true
        ? null
        : 'Please complete this required field.'
      : holder.field === 'value'
        ? refusalOfText(element, String(held))
        : null;
    if (refusal) refusals[blockId] = refusal;
  }
  return refusals;
}
