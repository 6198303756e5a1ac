/** Requests as a list: one line each, as in the digest, or each with its buttons, as `/parley list` shows them. */
import type { Button } from '@slack/types';
import type { RequestView } from '../../../src/bot.ts';
import { actionButtons, requestButton } from './actions.ts';
import type { KnownBlock, RequestModel } from './model.ts';
import { bold, bullets, line, plain, richText } from './rich.ts';
import { leadLine } from './standing.ts';
import type { Words } from './words.ts';

/** So many lines still read as a list, and stay below what Slack takes. */
const MOST_LINES = 20;
/** Below requests with buttons. */
const MOST_LINES_BELOW = 16;

export interface Listing {
  items: RequestView[];
  /** How many there are in all; what is not shown is counted in a last line. */
  total: number;
}

/** No requests give no block. */
export function requestList({ items, total }: Listing, words: Words, blockId: string, most = MOST_LINES): KnownBlock[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, most);
  const rows = shown.map((request) => [plain(leadLine(request, words))]);
  const more = Math.max(total, items.length) - shown.length;
  const rest = more > 0 ? [line(plain(words.say('request.more', { count: more })))] : [];
  return [richText(blockId, bullets(rows), ...rest)];
}

/** Blocks of a message are 50, and about 13,000 characters in all: what is beyond is listed in lines. */
const MOST_WITH_BUTTONS = 15;
const ROOM = 8_500;

/** A line and its buttons for each, and `others` of its own; a divider between two; `total` as above. */
export function requestsWithButtons(
  { items, total }: { items: RequestModel[]; total: number },
  words: Words,
  blockId: string,
  others: (model: RequestModel) => Button[] = () => [],
): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let room = ROOM;
  let shown = 0;
  for (const model of items.slice(0, MOST_WITH_BUTTONS)) {
    const id = `${blockId}:${shown}`;
    const entry: KnownBlock[] = [
      ...(shown > 0 ? [{ type: 'divider' as const, block_id: `${id}:divider` }] : []),
      richText(`${id}:lead`, line(bold(leadLine(model.request, words)))),
      ...actionButtons(model, words, id, [requestButton('show', model, words), ...others(model)]),
    ];
    room -= JSON.stringify(entry).length;
    if (room < 0) break;
    blocks.push(...entry);
    shown += 1;
  }
  const rest = items.slice(shown).map(({ request }) => request);
  const more = Math.max(total, items.length) - items.length;
  if (rest.length > 0)
    blocks.push(...requestList({ items: rest, total: rest.length + more }, words, `${blockId}:rest`, MOST_LINES_BELOW));
  else if (more > 0) blocks.push(richText(`${blockId}:rest`, line(plain(words.say('request.more', { count: more })))));
  return blocks;
}
