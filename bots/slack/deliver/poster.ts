/**
 * Posting without doubling. A message cannot be posted and noted in one step, so before each post the record notes the
 * attempt; what was noted and never settled (the answer was lost, or the process died) is looked for in the channel,
 * by the key that every message carries in its metadata, before anything is posted again.
 *
 * Slack lets apps outside its Marketplace read a channel once a minute, 15 messages at a time. So a look asks only for
 * the time around the attempt, everything that is found on the way is remembered for the other attempts that wait, and
 * a 429 makes only looks wait.
 */
import type { WebClient } from '@slack/web-api';
import { type Clock, LruCache } from '../../../src/bot.ts';
import type { Message } from '../blocks/model.ts';
import { CALL_TIMEOUT_MS } from '../workspace/workspaces.ts';
import type { Attempt } from './notes.ts';

export const EVENT_TYPE = 'parley_alert';
/** Clocks differ: ours stamps the attempt, Slack's the message. */
const SKEW_S = 60;
/** How far clocks are trusted to agree where one look settles several attempts. */
const MARGIN_MS = 10_000;
const ROWS = 15;
const REMEMBERED = 5_000;

export interface Post {
  channel: string;
  threadTs: string | null;
  broadcast: boolean;
  message: Message;
  key: string;
  requestId: string | null;
}
export interface Posted {
  channel: string;
  ts: string;
}
/** What a look gave: the message; that it is not there; or where to look on. */
export type Look = { found: Posted } | { found: null } | { more: string };

interface Row {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: { key?: unknown } };
}

export interface Poster {
  post(client: WebClient, post: Post): Promise<Posted>;
  /** What earlier looks tell about the attempt's message; null where they do not. */
  recall(team: string, attempt: Attempt): Look | null;
  /** Looks for the attempt's message. */
  look(client: WebClient, team: string, attempt: Attempt): Promise<Look>;
  /** Shows the message in place of what stands there. */
  update(client: WebClient, at: Posted, message: Message, key: string, requestId: string | null): Promise<void>;
}

const metadataOf = (key: string, requestId: string | null) => ({
  event_type: EVENT_TYPE,
  event_payload: { key, ...(requestId ? { request_id: requestId } : {}) },
});

/** Nothing in a message is to be turned into links or mentions but what its blocks say. */
const PLAIN = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' } as const;

export function createPoster(wallClock: Clock): Poster {
  const seen = new LruCache<Posted>(REMEMBERED);
  const turns = new Map<string, Promise<unknown>>();
  const seenKey = (team: string, channel: string, key: string) => `${team} ${channel} ${key}`;
  const spanKey = (team: string, channel: string, threadTs: string | null) => `${team} ${channel} ${threadTs ?? ''}`;

  /** What was read to its end, by channel: what is of that time and was not seen is not there. */
  const read = new LruCache<{ from: number; to: number; at: number }>(REMEMBERED);

  function recall(team: string, { channel, key, threadTs, at }: Attempt): Look | null {
    const found = seen.get(seenKey(team, channel, key));
    if (found) return { found };
    const span = read.get(spanKey(team, channel, threadTs));
    const isCovered = span && span.from <= at - MARGIN_MS && span.to >= at + CALL_TIMEOUT_MS + MARGIN_MS;
    // A call that was still on its way when the channel was read may have ended after.
    return isCovered && span.at >= at + CALL_TIMEOUT_MS ? { found: null } : null;
  }

  async function look(client: WebClient, team: string, attempt: Attempt): Promise<Look> {
    const known = recall(team, attempt);
    if (known) return known;
    const lookedAt = wallClock.now();
    const rows = await rowsAround(client, attempt);
    for (const { ts, metadata } of rows.messages) {
      const key = metadata?.event_type === EVENT_TYPE ? metadata.event_payload?.key : undefined;
      if (ts && typeof key === 'string')
        seen.set(seenKey(team, attempt.channel, key), { channel: attempt.channel, ts });
    }
    const found = seen.get(seenKey(team, attempt.channel, attempt.key));
    if (found) return { found };
    if (rows.next) return { more: rows.next };
    const { channel, threadTs, at } = attempt;
    const span = { from: at - SKEW_S * 1_000, to: at + CALL_TIMEOUT_MS + SKEW_S * 1_000, at: lookedAt };
    read.set(spanKey(team, channel, threadTs), span);
    return { found: null };
  }

  /** One look at a time in a workspace: the next may find what it wants in what this one reads. */
  function inTurn<T>(team: string, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(team) ?? Promise.resolve()).then(work, work);
    turns.set(team, turn);
    const leave = () => turns.get(team) === turn && turns.delete(team);
    turn.then(leave, leave);
    return turn;
  }

  return {
    async post(client, { channel, threadTs, broadcast, message, key, requestId }) {
      const common = { channel, ...message, ...PLAIN, metadata: metadataOf(key, requestId) };
      const { ts, channel: where } = await client.chat.postMessage(
        threadTs === null ? common : { ...common, thread_ts: threadTs, reply_broadcast: broadcast },
      );
      if (!ts) throw new Error('Slack took a message and did not say which one it became.');
      return { channel: where ?? channel, ts };
    },

    recall,
    look: (client, team, attempt) => inTurn(team, () => look(client, team, attempt)),
    async update(client, { channel, ts }, message, key, requestId) {
      await client.chat.update({ channel, ts, ...message, parse: 'none', metadata: metadataOf(key, requestId) });
    },
  };
}

/** One page of the messages posted around the attempt, in its thread or in the channel. */
async function rowsAround(client: WebClient, { channel, threadTs, at, cursor }: Attempt) {
  const window = {
    channel,
    oldest: String(at / 1_000 - SKEW_S),
    latest: String((at + CALL_TIMEOUT_MS) / 1_000 + SKEW_S),
    inclusive: true,
    limit: ROWS,
    include_all_metadata: true,
    ...(cursor ? { cursor } : {}),
  };
  const page =
    threadTs === null
      ? await client.conversations.history(window)
      : await client.conversations.replies({ ...window, ts: threadTs });
  return {
    messages: (page.messages ?? []) as Row[],
    next: page.has_more ? page.response_metadata?.next_cursor || null : null,
  };
}
