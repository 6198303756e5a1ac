/** What stands in the conversations of requests: the end of what people wrote, what was read, and where it is shown to wait. */
import { describe, expect, it } from 'vitest';
import { cardMessage, following, HOUR, later, offer, opening, requestState, textMessage } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';

export function requestChatContract(factory: Factory): void {
  describe('the chats of requests', () => {
    const at = freshStores(factory);

    it('end with what people wrote last, cards and notices left out', async () => {
      const shop = { role: 'seller', id: 'shop-1', userId: 'staff-7' } as const;
      await at.store.chat.write([
        textMessage({ id: 'msg_1', body: { kind: 'text', text: 'Where is it?' } }),
        textMessage({ id: 'msg_2', at: later(HOUR), author: shop, body: { kind: 'text', text: 'On its way' } }),
        cardMessage(requestState({ offers: [offer()] }), { id: 'msg_3' }),
        textMessage({ id: 'msg_4', conversationId: 'conv-2' }),
      ]);
      const tails = await at.store.chat.tails(['conv-1', 'conv-2', 'conv-3']);
      expect([...tails.keys()].sort()).toEqual(['conv-1', 'conv-2']);
      expect(tails.get('conv-1')).toEqual({
        last: { at: later(HOUR), by: 'seller', text: 'On its way' },
        texts: [
          { seq: 2, by: 'seller' },
          { seq: 1, by: 'buyer' },
        ],
      });
      expect(await at.store.chat.tails([])).toEqual(new Map());
    });

    it('hold a hundred of the latest texts', async () => {
      await at.store.chat.write(Array.from({ length: 120 }, (_, n) => textMessage({ id: `msg_${n}` })));
      const texts = (await at.store.chat.tails(['conv-1'])).get('conv-1')?.texts ?? [];
      expect(texts.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, n) => 120 - n));
    });

    it('know what was read of each', async () => {
      await at.store.chat.write([textMessage(), textMessage({ id: 'msg_2', conversationId: 'conv-2' })]);
      await at.store.chat.markRead('conv-2', { role: 'agent', id: 'agent-1', seq: 1 });
      const marks = await at.store.chat.readsOf(['conv-1', 'conv-2']);
      expect(marks.get('conv-1')).toEqual([]);
      expect(marks.get('conv-2')).toEqual([{ role: 'agent', id: 'agent-1', seq: 1 }]);
    });

    it('are shown to wait on the newest request that is open', async () => {
      const first = requestState({ id: 'req_1' });
      const second = requestState({ id: 'req_2', openedAt: later(HOUR) });
      const other = requestState({ id: 'req_3', facts: { conversationId: 'conv-2' } });
      for (const state of [second, first, other]) await at.store.requests.commit(opening(state));
      const newest = () => at.store.requests.newestOpen(['conv-1', 'conv-2', 'conv-3']);
      expect(await newest()).toEqual(new Map(Object.entries({ 'conv-1': 'req_2', 'conv-2': 'req_3' })));
      await at.store.requests.commit(following(second, { status: 'cancelled', deadline: null }));
      expect((await newest()).get('conv-1')).toBe('req_1');
      await at.store.requests.commit(following(first, { status: 'settled', deadline: null }));
      expect((await newest()).has('conv-1')).toBe(false);
    });
  });
}
