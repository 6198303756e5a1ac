/**
 * An export: everything that another Parley needs to go on, as the lines of format.ts, read page by page.
 *
 * First the policies, sellers and saved replies, then the conversations with their photos, then the requests, each in the
 * order of their ids, then the notes as they were written: the same data gives the same bytes. Beside a running server every request is read whole at one moment; what is said in a chat
 * after its page was read is not in the file.
 *
 * Not in it, since they are secrets or of this installation alone: keys, webhook endpoints, Slack's installations.
 */

import { policiesSet } from '../application/policies.ts';
import type { RequestHistory } from '../application/ports/requests.ts';
import type { Store } from '../application/ports/store.ts';
import { plainView } from '../application/queries.ts';
import type { Conversation, StoredMessage } from '../application/transcript.ts';
import type { Instant } from '../contract/primitives.ts';
import type { RequestStatus } from '../contract/request.ts';
import type { RequestState } from '../domain/request.ts';
import { noteLines, photoLines, replyLine } from './beside.ts';
import { FORMAT, lineOf } from './format.ts';

/** Which requests, and with them the conversations that tell of them; everything where neither is given. */
export interface ExportFilter {
  /** Those that changed at or after this instant. */
  since?: Instant;
  statuses?: ReadonlySet<RequestStatus>;
}

/** What was written so far. */
export interface ExportState {
  sellers: number;
  conversations: number;
  requests: number;
  photos: number;
  /** Photos whose files are gone: they are left out. */
  lost: number;
  bytes: number;
}

export const newExport = (): ExportState => ({
  sellers: 0,
  conversations: 0,
  requests: 0,
  photos: 0,
  lost: 0,
  bytes: 0,
});

const PAGE = 50;
const MESSAGES_PAGE = 50;
/** A conversation goes on in another line once one is as long as this. */
const LONG_LINE = 256 * 1024;

/** The lines, each with its end; `state` counts what they hold. */
export async function* exportLines(store: Store, filter: ExportFilter, state: ExportState): AsyncGenerator<string> {
  const lost = () => {
    state.lost += 1;
  };
  yield lineOf({ kind: 'parley', format: FORMAT });
  for (const policy of await policiesSet(store.directory)) yield lineOf({ kind: 'policy', policy });
  for await (const seller of sellersOf(store)) {
    state.sellers += 1;
    yield lineOf({ kind: 'seller', seller });
  }
  yield* await replyLine(null, store);
  for await (const { id } of sellersOf(store)) yield* await replyLine(id, store);
  for await (const conversation of scan(
    (after) => store.chat.scan(after, PAGE),
    ({ id }) => id,
  )) {
    if (!(await isWanted(conversation, store, filter))) continue;
    state.conversations += 1;
    yield* conversationLines(conversation, store);
    for await (const line of photoLines(conversation.id, store, lost)) {
      state.photos += 1;
      yield line;
    }
  }
  for await (const history of scan(
    (after) => store.requests.scan(after, PAGE),
    ({ state: { id } }) => id,
  )) {
    if (!matches(history.state, filter)) continue;
    state.requests += 1;
    yield requestLine(history);
  }
  yield* noteLines(store, (request) => matches(request, filter));
}

const sellersOf = ({ directory }: Store) =>
  scan(
    (after) => directory.scanSellers(after, PAGE),
    ({ id }) => id,
  );

/** Lines gathered into pieces worth a write. */
export async function* inPieces(lines: AsyncIterable<string>, state: ExportState): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < LONG_LINE) continue;
    const bytes = Buffer.from(piece);
    state.bytes += bytes.length;
    piece = '';
    yield bytes;
  }
  const rest = Buffer.from(piece);
  state.bytes += rest.length;
  if (rest.length > 0) yield rest;
}

async function* scan<T>(page: (afterId: string) => Promise<T[]>, idOf: (one: T) => string): AsyncGenerator<T> {
  for (let afterId = ''; ; ) {
    const found = await page(afterId);
    const last = found.at(-1);
    if (last === undefined) return;
    yield* found;
    afterId = idOf(last);
  }
}

/** What is still owed when it is exported is owed after the import. */
function requestLine({ state, events, told }: RequestHistory): string {
  return lineOf({
    kind: 'request',
    request: plainView(state),
    ...(told < state.version ? { told } : {}),
    events,
  });
}

function matches(state: RequestState, { since, statuses }: ExportFilter): boolean {
  return (since === undefined || state.updatedAt >= since) && (statuses === undefined || statuses.has(state.status));
}

async function* messagesOf(conversationId: string, { chat }: Store): AsyncGenerator<StoredMessage> {
  for (let after = 0; ; ) {
    const { messages, hasMore } = await chat.messages({ conversationId, after, limit: MESSAGES_PAGE });
    yield* messages;
    after = messages.at(-1)?.change ?? after;
    if (!hasMore) return;
  }
}

/** The conversation in one line, or several where it is long; who has read how far is in the last of them. */
async function* conversationLines(conversation: Conversation, store: Store): AsyncGenerator<string> {
  let messages: StoredMessage[] = [];
  let length = 0;
  for await (const message of messagesOf(conversation.id, store)) {
    if (length > LONG_LINE) {
      yield lineOf({ kind: 'conversation', conversation, messages, reads: [] });
      messages = [];
      length = 0;
    }
    messages.push(message);
    length += JSON.stringify(message).length;
  }
  const reads = await store.chat.reads(conversation.id);
  yield lineOf({ kind: 'conversation', conversation, messages, reads });
}

/** Whether a request that is wanted is told of in this conversation. */
async function isWanted({ id }: Conversation, store: Store, filter: ExportFilter): Promise<boolean> {
  if (filter.since === undefined && filter.statuses === undefined) return true;
  const seen = new Set<string>();
  for await (const { body } of messagesOf(id, store)) {
    const requestId = body.kind === 'card' ? body.card.requestId : body.kind === 'system' && body.notice.requestId;
    if (!requestId || seen.has(requestId)) continue;
    seen.add(requestId);
    const [state] = await store.requests.loadMany([requestId]);
    if (state && matches(state, filter)) return true;
  }
  return false;
}
