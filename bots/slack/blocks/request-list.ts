/** Requests as a list, one line each: what the digest and `/parley list` show. */
import type { RequestView } from '../../../src/contract/request.ts';
import type { KnownBlock } from './model.ts';
import { bullets, line, plain, richText, spaced } from './rich.ts';
import { leadLine } from './standing.ts';
import type { Words } from './words.ts';

/** So many lines still read as a list, and stay below what Slack takes. */
const MOST_LINES = 20;

export interface Listing {
  items: RequestView[];
  /** How many there are in all; what is not shown is counted in a last line. */
  total: number;
  /** Each line ends in the request's id, for typing it. */
  ids?: boolean;
}

/** No requests give no block. */
export function requestList({ items, total, ids }: Listing, words: Words, blockId: string): KnownBlock[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, MOST_LINES);
  const rows = shown.map((request) =>
    spaced([plain(leadLine(request, words)), ...(ids ? [plain(`· ${request.id}`, 140)] : [])]),
  );
  const more = Math.max(total, items.length) - shown.length;
  const rest = more > 0 ? [line(plain(words.say('request.more', { count: more })))] : [];
  return [richText(blockId, bullets(rows), ...rest)];
}
