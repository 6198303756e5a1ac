/** Slack's limits on interactive elements, and where each may stand. */
import {
  all,
  among,
  anything,
  byType,
  type Check,
  flag,
  isObject,
  list,
  object,
  pattern,
  problem,
  text,
  whole,
} from './checks.ts';
import { confirm, id, image, optionGroups, options, plain, richOption, richOptions, style, webUrl } from './objects.ts';

const placeholder = plain(150);
const day = pattern(/^\d{4}-\d{2}-\d{2}$/u, 'a date as YYYY-MM-DD');
const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/u, 'a time as HH:mm');
const slackId = text(255);

const element = (type: string, required: Record<string, Check>, optional: Record<string, Check>): Check =>
  object({ type: among(type), ...required }, { action_id: id, ...optional });

const acting = { confirm };
const choosing = { confirm, focus_on_load: flag };
const typing = {
  placeholder,
  focus_on_load: flag,
  dispatch_action_config: object(
    {},
    { trigger_actions_on: list(among('on_enter_pressed', 'on_character_entered'), 2) },
  ),
};

const optionValue = (option: unknown): unknown => (isObject(option) ? option.value : undefined);

/** What is chosen at first must be among what can be chosen. */
const choosesKnown: Check = (value, at) => {
  if (!isObject(value)) return [];
  const groups = Array.isArray(value.option_groups) ? value.option_groups : [];
  const offered = [value.options, ...groups.map((group) => (isObject(group) ? group.options : []))]
    .flat()
    .map(optionValue);
  const chosen = [value.initial_option, value.initial_options].flat().filter((option) => option != null);
  const unknown = chosen.some((option) => !offered.includes(optionValue(option)));
  return unknown ? problem('the initial option must exactly match an option that is offered', at) : [];
};

const oneOptionList: Check = (value, at) =>
  isObject(value) && (value.options === undefined) === (value.option_groups === undefined)
    ? problem('exactly one of options and option_groups is required', at)
    : [];

const select = (type: string, initial: Record<string, Check>): Check =>
  all(
    element(type, {}, { placeholder, ...choosing, options: options(100), option_groups: optionGroups, ...initial }),
    oneOptionList,
    choosesKnown,
  );
const pickOne = (type: string, initial: string, more: Record<string, Check> = {}): Check =>
  element(type, {}, { placeholder, ...choosing, [initial]: slackId, ...more });
const pickMany = (type: string, initial: string, more: Record<string, Check> = {}): Check =>
  element(
    type,
    {},
    { placeholder, ...choosing, [initial]: list(slackId, 100), max_selected_items: whole(1, 100), ...more },
  );
const conversationFields = {
  default_to_current_conversation: flag,
  filter: anything,
};
const responding = { response_url_enabled: flag };

const fitsItsLength: Check = (value, at) => {
  if (!isObject(value) || typeof value.initial_value !== 'string') return [];
  const max = typeof value.max_length === 'number' ? value.max_length : 3_000;
  return value.initial_value.length > max ? problem('initial_value is longer than max_length', at) : [];
};

const button = element(
  'button',
  { text: plain(75) },
  { value: text(2_000), url: webUrl, style, accessibility_label: text(75), ...acting },
);
const overflow = element('overflow', { options: options(5) }, acting);
const datepicker = element('datepicker', {}, { placeholder, initial_date: day, ...choosing });
const datetimepicker = element(
  'datetimepicker',
  {},
  { initial_date_time: whole(1_000_000_000, 9_999_999_999), ...choosing },
);
const timepicker = element('timepicker', {}, { placeholder, initial_time: time, timezone: text(100), ...choosing });
const radioButtons = all(
  element('radio_buttons', { options: richOptions }, { initial_option: richOption, ...choosing }),
  choosesKnown,
);
const checkboxes = all(
  element('checkboxes', { options: richOptions }, { initial_options: list(richOption, 10), ...choosing }),
  choosesKnown,
);

const selects = {
  static_select: select('static_select', { initial_option: richOption }),
  multi_static_select: select('multi_static_select', {
    initial_options: list(richOption, 100),
    max_selected_items: whole(1, 100),
  }),
  users_select: pickOne('users_select', 'initial_user'),
  multi_users_select: pickMany('multi_users_select', 'initial_users'),
  conversations_select: pickOne('conversations_select', 'initial_conversation', {
    ...conversationFields,
    ...responding,
  }),
  multi_conversations_select: pickMany('multi_conversations_select', 'initial_conversations', conversationFields),
  channels_select: pickOne('channels_select', 'initial_channel', responding),
  multi_channels_select: pickMany('multi_channels_select', 'initial_channels'),
};
const pickers = { datepicker, timepicker, radio_buttons: radioButtons, checkboxes };

const plainTextInput = all(
  element(
    'plain_text_input',
    {},
    {
      ...typing,
      initial_value: text(3_000, 0),
      multiline: flag,
      min_length: whole(0, 3_000),
      max_length: whole(1, 3_000),
    },
  ),
  fitsItsLength,
);
const numeric = pattern(/^-?\d+(\.\d+)?$/u, 'a number as a string');
const numberInput = element(
  'number_input',
  { is_decimal_allowed: flag },
  {
    ...typing,
    initial_value: numeric,
    min_value: numeric,
    max_value: numeric,
  },
);

/** Beside a section's text. */
export const accessory = byType({ button, overflow, image: image(), ...selects, ...pickers });
/** In an actions block. */
export const actionElement = byType({ button, overflow, datetimepicker, ...selects, ...pickers });
/** In an input block. */
export const inputElement = byType({
  plain_text_input: plainTextInput,
  number_input: numberInput,
  url_text_input: element('url_text_input', {}, { ...typing, initial_value: text(3_000, 0) }),
  email_text_input: element('email_text_input', {}, { ...typing, initial_value: text(3_000, 0) }),
  datetimepicker,
  ...selects,
  ...pickers,
});
