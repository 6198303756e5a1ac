/**
 * Slack's limits on what a bot may show, as pure functions: what is wrong with a message or a view, or nothing.
 *
 * Numbers are those of docs.slack.dev (reference: block-kit, views, chat.update). Lengths count UTF-16 units, which is
 * never more lenient than Slack. Blocks that only some workspaces show (tables, cards, video…) are refused.
 */
import {
  all,
  among,
  byType,
  type Check,
  flag,
  isObject,
  list,
  object,
  problem,
  text,
  unique,
} from './limits/checks.ts';
import { accessory, actionElement, inputElement } from './limits/elements.ts';
import { anyText, id, image, plain } from './limits/objects.ts';
import { richTextElements } from './limits/rich-text.ts';

/** The longest `text` that can be posted, and the longest a message can be changed to. */
export const LONGEST_POSTED_TEXT = 40_000;
export const LONGEST_UPDATED_TEXT = 4_000;
const MOST_MESSAGE_BLOCKS = 50;
const MOST_VIEW_BLOCKS = 100;
const LONGEST_METADATA = 8_000;
const LARGEST_VIEW = 250_000;

const block = (type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  object({ type: among(type), ...required }, { block_id: id, ...optional });

const saysSomething: Check = (value, at) =>
  isObject(value) && value.text == null && value.fields == null
    ? problem('missing required field: text or fields', at)
    : [];

const blockChecks = {
  section: all(
    block('section', {}, { text: anyText(3_000), fields: list(anyText(2_000), 10), accessory, expand: flag }),
    saysSomething,
  ),
  header: block('header', { text: plain(150) }),
  divider: block('divider', {}),
  context: block('context', {
    elements: list(byType({ image: image(), plain_text: anyText(3_000), mrkdwn: anyText(3_000) }), 10),
  }),
  actions: block('actions', { elements: all(list(actionElement, 25), unique('action_id', 'element in the block')) }),
  image: image({ block_id: id, title: plain(2_000) }),
  input: block(
    'input',
    { label: plain(2_000), element: inputElement },
    { hint: plain(2_000), optional: flag, dispatch_action: flag },
  ),
  rich_text: block('rich_text', { elements: richTextElements }),
};
const messageBlock = byType({ ...blockChecks, markdown: block('markdown', { text: text(12_000) }) });
const viewBlock = byType(blockChecks);

const blocksOf = (one: Check, max: number, min: number): Check => all(list(one, max, min), unique('block_id', 'block'));
const messageBlocks = blocksOf(messageBlock, MOST_MESSAGE_BLOCKS, 0);
const viewBlocks = blocksOf(viewBlock, MOST_VIEW_BLOCKS, 0);

const common = { private_metadata: text(3_000, 0), callback_id: text(255, 0), external_id: text(255, 0) };
const home = object({ type: among('home'), blocks: viewBlocks }, common);
const modal = object(
  { type: among('modal'), title: plain(24), blocks: viewBlocks },
  {
    ...common,
    submit: plain(24),
    close: plain(24),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
);

const submitsItsInputs: Check = (view, at) =>
  isObject(view) &&
  view.submit == null &&
  Array.isArray(view.blocks) &&
  view.blocks.some(({ type }) => type === 'input')
    ? problem('missing required field: submit, as an input block is among the blocks', at)
    : [];

const view = byType({ modal: all(modal, submitsItsInputs), home });

/** What is wrong with a message's blocks, each with a JSON pointer; empty where Slack takes them. */
export const problemsOfBlocks = (blocks: unknown): string[] => messageBlocks(blocks, '/blocks');

/**
 * What is wrong with a message that is to be posted and changed later: its `text` must be there, for phones and screen
 * readers, and fit into `chat.update`.
 */
export function problemsOfMessage(message: { text?: unknown; blocks?: unknown; metadata?: unknown }): string[] {
  return [
    ...text(LONGEST_UPDATED_TEXT)(message.text, '/text'),
    ...(message.blocks === undefined ? [] : problemsOfBlocks(message.blocks)),
    ...(message.metadata === undefined ? [] : problemsOfMetadata(message.metadata)),
  ];
}

/** What is wrong with a modal or a Home. */
export function problemsOfView(candidate: unknown): string[] {
  const problems = view(candidate, '/view');
  const size = Buffer.byteLength(JSON.stringify(candidate) ?? '');
  return size > LARGEST_VIEW ? [...problems, ...problem(`must be less than ${LARGEST_VIEW} bytes`, '/view')] : problems;
}

const metadata = object({
  event_type: text(255),
  event_payload: (value, at) => (isObject(value) ? [] : problem('must be an object', at)),
});

/** What is wrong with a message's metadata. An empty object is none: it removes what a message has. */
export function problemsOfMetadata(candidate: unknown): string[] {
  if (isObject(candidate) && Object.keys(candidate).length === 0) return [];
  const problems = metadata(candidate, '/metadata');
  const size = JSON.stringify(candidate)?.length ?? 0;
  return size > LONGEST_METADATA
    ? [...problems, ...problem(`must be less than ${LONGEST_METADATA + 1} characters`, '/metadata')]
    : problems;
}
