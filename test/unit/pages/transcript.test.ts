import { describe, expect, it } from 'vitest';
import type { MessageView } from '../../../src/contract/chat.ts';
import { Transcript } from '../../../src/pages/chat/transcript.ts';

const message = (seq: number, change: number, more: Partial<MessageView> = {}): MessageView => ({
  id: `msg_${seq}`,
  conversationId: 'conv-1',
  seq,
  change,
  at: '2026-11-23T03:00:00.000Z',
  author: { role: 'seller', id: 'shop-1' },
  kind: 'text',
  text: `words ${change}`,
  ...more,
});

describe('The messages a chat holds', () => {
  it('stand in the order of seq, whatever order they arrive in', () => {
    const transcript = new Transcript();
    for (const seq of [3, 1, 2]) transcript.take(message(seq, seq));
    expect(transcript.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('drop what carries an older change than is held, and what is held already', () => {
    const transcript = new Transcript();
    expect(transcript.take(message(1, 5))).toBe('new');
    expect(transcript.take(message(1, 5))).toBe('stale');
    expect(transcript.take(message(1, 2))).toBe('stale');
    expect(transcript.take(message(1, 7))).toBe('changed');
    expect(transcript.messages.map(({ text }) => text)).toEqual(['words 7']);
  });

  it('replace the draft that was sent under the same clientId', () => {
    const transcript = new Transcript();
    const { clientId } = transcript.draft('Hello');
    transcript.draft('Second');
    transcript.take(message(1, 1, { clientId, text: 'Hello' }));
    expect(transcript.drafts.map(({ text }) => text)).toEqual(['Second']);
  });

  it('know how far others have read: marks only rise, and one’s own do not count', () => {
    const transcript = new Transcript();
    transcript.mark({ role: 'seller', id: 'shop-1', seq: 4 });
    transcript.mark({ role: 'seller', id: 'shop-1', seq: 2 });
    transcript.mark({ role: 'buyer', id: 'buyer-1', seq: 9 });
    expect(transcript.readByOthers('buyer')).toBe(4);
    expect(new Transcript().readByOthers('buyer')).toBe(0);
  });
});
