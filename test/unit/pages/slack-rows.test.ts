import { describe, expect, it } from 'vitest';
import type { DemoSlack, DemoSlackMessage } from '../../../src/contract/demo.ts';
import { rowsOf, threadRows } from '../../../src/pages/demo/slack/rows.ts';

/** A message at an instant, ISO 8601. */
const message = (at: string, more: Partial<DemoSlackMessage> = {}): DemoSlackMessage => ({
  ts: `${Date.parse(at) / 1_000}.000100`,
  from: { kind: 'app', name: 'Parley' },
  text: at,
  blocks: [],
  edited: false,
  deleted: false,
  broadcast: false,
  replies: [],
  ...more,
});
const NIGHT = message('2026-11-22T16:59:00Z');
const MORNING = message('2026-11-22T17:01:00Z');
const ephemeral = (at: string, threadTs?: string) => ({
  id: `${Date.parse(at) / 1_000}.000200`,
  from: 'app' as const,
  text: 'only you',
  blocks: [],
  threadTs,
});

const slack = (more: Partial<DemoSlack>): DemoSlack => ({
  sellerId: 'demo-siam',
  team: 'Demo shops',
  channel: { id: 'C1', name: 'returns', archived: false },
  me: { id: 'U1', name: 'Ploy' },
  users: {},
  zone: 'Asia/Bangkok',
  messages: [],
  ephemerals: [],
  modal: null,
  home: null,
  ...more,
});
const kinds = (rows: { kind: string; id: string }[]): string[] => rows.map(({ kind }) => kind);

describe('A channel', () => {
  it('has a line before each day’s first message, by the midnight of the reader’s zone', () => {
    const messages = [NIGHT, MORNING];
    expect(kinds(rowsOf(slack({ messages }), new Set()))).toEqual(['day', 'message', 'day', 'message']);
    expect(kinds(rowsOf(slack({ messages, zone: 'UTC' }), new Set()))).toEqual(['day', 'message', 'message']);
  });

  it('shows what only one person sees where it was said, until it is dismissed', () => {
    const between = ephemeral('2026-11-22T17:00:30Z');
    const shown = slack({ messages: [NIGHT, MORNING], ephemerals: [between], zone: 'UTC' });
    expect(kinds(rowsOf(shown, new Set()))).toEqual(['day', 'message', 'ephemeral', 'message']);
    expect(kinds(rowsOf(shown, new Set([between.id])))).toEqual(['day', 'message', 'message']);
  });
});

describe('A thread', () => {
  it('is the parent, how many replies it has, the replies, and what was said there to one person', () => {
    const parent = { ...NIGHT, replies: [message('2026-11-22T17:05:00Z', { threadTs: NIGHT.ts })] };
    const inThread = ephemeral('2026-11-22T17:06:00Z', parent.ts);
    const elsewhere = ephemeral('2026-11-22T17:07:00Z');
    const shown = slack({ messages: [parent], ephemerals: [inThread, elsewhere], zone: 'UTC' });
    expect(threadRows(shown, parent, new Set()).map(({ id }) => id)).toEqual([
      parent.ts,
      'replies',
      parent.replies[0]?.ts,
      inThread.id,
    ]);
    expect(kinds(rowsOf(shown, new Set()))).toEqual(['day', 'message', 'ephemeral']);
  });
});
