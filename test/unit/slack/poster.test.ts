import type { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../bots/slack/deliver/notes.ts';
import { createPoster, EVENT_TYPE } from '../../../bots/slack/deliver/poster.ts';

const NOW = Date.parse('2026-11-23T02:30:00.000Z');
const SECOND = 1_000;

/** A channel as the Web API reads it: newest first, some rows a page. */
function channelOf(keys: string[], rows = 15) {
  const calls: Record<string, unknown>[] = [];
  const messages = keys.map((key, index) => ({
    ts: `${NOW / 1_000 + index}.000100`,
    metadata: { event_type: EVENT_TYPE, event_payload: { key } },
  }));
  const history = async (window: Record<string, unknown>) => {
    calls.push(window);
    const from = Number(window.cursor ?? 0);
    const page = messages.toReversed().slice(from, from + rows);
    const more = from + rows < messages.length;
    return { messages: page, has_more: more, response_metadata: { next_cursor: more ? String(from + rows) : '' } };
  };
  return { calls, client: { conversations: { history, replies: history } } as unknown as WebClient };
}

const attempt = (key: string, changes: Partial<Attempt> = {}): Attempt => ({
  key,
  channel: 'C1',
  threadTs: null,
  to: 1,
  at: NOW,
  ...changes,
});

describe('Looking for a message whose fate is unknown', () => {
  it('finds it by its key', async () => {
    const { client } = channelOf(['req_1/1', 'req_2/1']);
    const poster = createPoster({ now: () => NOW + 30 * SECOND });
    expect(await poster.look(client, 'T1', attempt('req_2/1'))).toMatchObject({ found: { channel: 'C1' } });
  });

  it('reads on where a page did not end it', async () => {
    const { client, calls } = channelOf(['req_1/1', 'req_2/1', 'req_3/1'], 2);
    const poster = createPoster({ now: () => NOW + 30 * SECOND });
    const first = await poster.look(client, 'T1', attempt('req_1/1'));
    expect(first).toEqual({ more: '2' });
    expect(await poster.look(client, 'T1', attempt('req_1/1', { cursor: '2' }))).toMatchObject({ found: {} });
    expect(calls[1]).toMatchObject({ cursor: '2', limit: 15, include_all_metadata: true });
  });

  it('settles every attempt of the time that it read: those found, and those that are not there', async () => {
    const { client, calls } = channelOf(['req_1/1']);
    const poster = createPoster({ now: () => NOW + 30 * SECOND });
    expect(await poster.look(client, 'T1', attempt('req_9/1'))).toEqual({ found: null });
    expect(poster.recall('T1', attempt('req_1/1'))).toMatchObject({ found: { channel: 'C1' } });
    expect(poster.recall('T1', attempt('req_8/1', { at: NOW + 5 * SECOND }))).toEqual({ found: null });
    expect(calls).toHaveLength(1);
  });

  it('settles nothing of another channel, thread or time, nor what may still have been on its way', async () => {
    const { client } = channelOf([]);
    let now = NOW + 5 * SECOND;
    const poster = createPoster({ now: () => now });
    await poster.look(client, 'T1', attempt('req_9/1'));
    expect(poster.recall('T1', attempt('req_8/1'))).toBeNull();
    now = NOW + 30 * SECOND;
    await poster.look(client, 'T1', attempt('req_9/1'));
    expect(poster.recall('T1', attempt('req_8/1'))).toEqual({ found: null });
    for (const other of [
      { channel: 'C2' },
      { threadTs: '1.1' },
      { at: NOW + 120 * SECOND },
      { at: NOW - 120 * SECOND },
    ]) {
      expect(poster.recall('T1', attempt('req_8/1', other))).toBeNull();
    }
    expect(poster.recall('T2', attempt('req_8/1'))).toBeNull();
  });

  it('takes no message of ours that was posted under another key, nor of anybody else', async () => {
    const { client } = channelOf(['req_1/2']);
    const poster = createPoster({ now: () => NOW + 30 * SECOND });
    expect(await poster.look(client, 'T1', attempt('req_1/1'))).toEqual({ found: null });
  });
});
