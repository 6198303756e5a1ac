import { describe, expect, it } from 'vitest';
import {
  problemsOfBlocks,
  problemsOfMessage,
  problemsOfMetadata,
  problemsOfView,
} from '../../stand-ins/slack/slack.ts';

const long = (length: number): string => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const divider = { type: 'divider' };
const section = (text: string, more: object = {}) => ({ type: 'section', text: mrkdwn(text), ...more });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (value: string, text = 'One') => ({ text: plain(text), value });
const select = (more: object) => ({ type: 'static_select', action_id: 'pick', options: [option('1')], ...more });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain('Name'), element, ...more });
const textInput = (more: object = {}) => ({ type: 'plain_text_input', action_id: 'name', ...more });
const confirm = (more: object) => actions(button({ confirm: { text: plain('Sure?'), ...more } }));
const accessory = (element: object) => section('a', { accessory: element });
const modal = (blocks: object[], more: object = {}) => ({
  type: 'modal',
  title: plain('Offer'),
  submit: plain('Send'),
  blocks,
  ...more,
});

/** The longest that Slack takes, and the shortest that it does not. */
const AT_THE_LIMIT: [string, (size: number) => object, number][] = [
  ['section text', (n) => section(long(n)), 3_000],
  ['section field', (n) => ({ type: 'section', fields: [mrkdwn(long(n))] }), 2_000],
  ['section fields', (n) => ({ type: 'section', fields: many(n, () => mrkdwn('a')) }), 10],
  ['header', (n) => ({ type: 'header', text: plain(long(n)) }), 150],
  ['context elements', (n) => ({ type: 'context', elements: many(n, () => mrkdwn('a')) }), 10],
  ['actions elements', (n) => actions(...many(n, (index) => button({ action_id: `go-${index}` }))), 25],
  ['button text', (n) => actions(button({ text: plain(long(n)) })), 75],
  ['button value', (n) => actions(button({ value: long(n) })), 2_000],
  ['button url', (n) => actions(button({ url: `https://${long(n - 8)}` })), 3_000],
  ['action_id', (n) => actions(button({ action_id: long(n) })), 255],
  ['block_id', (n) => ({ ...divider, block_id: long(n) }), 255],
  ['confirm title', (n) => confirm({ title: plain(long(n)) }), 100],
  ['confirm text', (n) => confirm({ text: mrkdwn(long(n)) }), 300],
  ['confirm button', (n) => confirm({ confirm: plain(long(n)) }), 30],
  ['deny button', (n) => confirm({ deny: plain(long(n)) }), 30],
  ['option text', (n) => accessory(select({ options: [option('1', long(n))] })), 75],
  ['option value', (n) => accessory(select({ options: [option(long(n))] })), 150],
  ['options', (n) => accessory(select({ options: many(n, (index) => option(`${index}`)) })), 100],
  ['overflow options', (n) => accessory({ type: 'overflow', options: many(n, (index) => option(`${index}`)) }), 5],
  ['radio buttons', (n) => accessory({ type: 'radio_buttons', options: many(n, (index) => option(`${index}`)) }), 10],
  ['select placeholder', (n) => accessory(select({ placeholder: plain(long(n)) })), 150],
  ['input label', (n) => input(textInput(), { label: plain(long(n)) }), 2_000],
  ['input hint', (n) => input(textInput(), { hint: plain(long(n)) }), 2_000],
  ['input placeholder', (n) => input(textInput({ placeholder: plain(long(n)) })), 150],
  ['image alt text', (n) => ({ type: 'image', image_url: 'https://a.test/b.png', alt_text: long(n) }), 2_000],
];

describe("Slack's limits on blocks", () => {
  it.each(AT_THE_LIMIT)('%s: the longest that fits is taken, one more is not', (_name, make, limit) => {
    expect(problemsOfBlocks([make(limit)])).toEqual([]);
    const problems = problemsOfBlocks([make(limit + 1)]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`${limit}|no more than|less than`, 'u'));
    expect(problems[0]).toContain('[json-pointer:/blocks/0');
  });

  it.each<[string, object, string]>([
    ['an empty text', section(''), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      'a section that says nothing',
      { type: 'section' },
      'missing required field: text or fields [json-pointer:/blocks/0]',
    ],
    ['a header with formatting', { type: 'header', text: mrkdwn('a') }, 'must be one of plain_text'],
    ['an empty context', { type: 'context', elements: [] }, 'no fewer than 1 items required'],
    [
      'a misspelled property',
      { ...divider, blockId: 'a' },
      'invalid additional property: blockId [json-pointer:/blocks/0]',
    ],
    ['a block Slack has not', { type: 'marquee' }, 'unsupported type: marquee'],
    ['an input among actions', actions(textInput()), 'unsupported type: plain_text_input'],
    ['a style Slack has not', actions(button({ style: 'green' })), 'must be one of primary, danger'],
    [
      'an image by plain http',
      { type: 'image', image_url: 'http://a.test/b.png', alt_text: 'a' },
      'must be a valid https URL',
    ],
    ['an image from nowhere', { type: 'image', alt_text: 'a' }, 'exactly one of image_url and slack_file'],
    ['a first choice that is not offered', accessory(select({ initial_option: option('2') })), 'must exactly match'],
    [
      'a select without options',
      accessory({ type: 'static_select', action_id: 'a' }),
      'exactly one of options and option_groups',
    ],
    [
      'a first text longer than its field',
      input(textInput({ max_length: 2, initial_value: 'abc' })),
      'longer than max_length',
    ],
    [
      'a date in words',
      accessory({ type: 'datepicker', action_id: 'a', initial_date: 'today' }),
      'a date as YYYY-MM-DD',
    ],
    ['a character cut in half', section('🙂'.slice(0, 1)), 'a character was cut in half'],
    ['an unknown rich text', { type: 'rich_text', elements: [{ type: 'text', text: 'a' }] }, 'unsupported type: text'],
    ['two actions of one name', actions(button(), button()), '`action_id` "go" already exists'],
  ])('refuses %s', (_name, block, expected) => {
    const problems = problemsOfBlocks([block]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it('refuses a block_id that another block of the message has', () => {
    const named = { ...divider, block_id: 'a' };
    expect(problemsOfBlocks([named, divider, named])).toEqual([
      '`block_id` "a" already exists for another block [json-pointer:/blocks/2]',
    ]);
  });

  it('takes rich text as Slack structures it', () => {
    const words = {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'a', style: { bold: true } },
        { type: 'user', user_id: 'U1' },
      ],
    };
    const list = { type: 'rich_text_list', style: 'bullet', elements: [words] };
    const quote = { type: 'rich_text_quote', elements: [{ type: 'link', url: 'https://a.test' }] };
    expect(problemsOfBlocks([{ type: 'rich_text', elements: [words, list, quote] }])).toEqual([]);
  });
});

describe("Slack's limits on messages", () => {
  it('holds 50 blocks', () => {
    expect(problemsOfMessage({ text: 'a', blocks: many(50, () => divider) })).toEqual([]);
    expect(problemsOfMessage({ text: 'a', blocks: many(51, () => divider) })).toEqual([
      'no more than 50 items allowed [json-pointer:/blocks]',
    ]);
  });

  it('has a text, no longer than a message can be changed to', () => {
    expect(problemsOfMessage({ text: long(4_000) })).toEqual([]);
    expect(problemsOfMessage({ text: long(4_001) })).toEqual([
      'must be less than 4001 characters [json-pointer:/text]',
    ]);
    expect(problemsOfMessage({ blocks: [divider] })).toEqual(['must be a string [json-pointer:/text]']);
  });

  it('carries metadata of a type and a payload, or an empty object that removes it', () => {
    expect(problemsOfMetadata({ event_type: 'request', event_payload: { id: 'req_1' } })).toEqual([]);
    expect(problemsOfMetadata({})).toEqual([]);
    expect(problemsOfMetadata({ event_type: 'request', payload: {} })).toEqual([
      'missing required field: event_payload [json-pointer:/metadata]',
    ]);
    expect(problemsOfMetadata({ event_type: 'request', event_payload: { a: long(8_000) } })).toHaveLength(1);
  });
});

describe("Slack's limits on views", () => {
  it.each<[string, (size: number) => object, number]>([
    ['blocks', (n) => modal(many(n, () => divider)), 100],
    ['title', (n) => modal([], { title: plain(long(n)) }), 24],
    ['submit', (n) => modal([], { submit: plain(long(n)) }), 24],
    ['close', (n) => modal([], { close: plain(long(n)) }), 24],
    ['private_metadata', (n) => modal([], { private_metadata: long(n) }), 3_000],
    ['callback_id', (n) => modal([], { callback_id: long(n) }), 255],
  ])('%s: the longest that fits is taken, one more is not', (_name, make, limit) => {
    expect(problemsOfView(make(limit))).toEqual([]);
    expect(problemsOfView(make(limit + 1))).toHaveLength(1);
  });

  it('submits what it asks for', () => {
    const { submit: _, ...silent } = modal([input(textInput())]);
    expect(problemsOfView(silent)[0]).toContain('missing required field: submit');
  });

  it('gives a Home no title', () => {
    expect(problemsOfView({ type: 'home', blocks: [divider] })).toEqual([]);
    expect(problemsOfView({ type: 'home', blocks: [], title: plain('a') })[0]).toContain(
      'invalid additional property: title',
    );
  });

  it('is no larger than 250 KB', () => {
    const large = modal(many(100, () => section(long(2_900))));
    expect(problemsOfView(large)).toEqual(['must be less than 250000 bytes [json-pointer:/view]']);
  });
});
