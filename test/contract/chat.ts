/** Conversations: gapless numbers under concurrent writers, edits in place, catching up. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import type { StoredMessage } from '../../src/application/transcript.ts';
import { cardMessage, HOUR, later, offer, requestState, textMessage } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';

const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);
const text = (n: number | string, conversationId = 'conv-1') =>
  textMessage({ id: `msg_${conversationId}_${n}`, conversationId });
const state = requestState({ offers: [offer()], version: 2 });

async function allChanges(store: Store, conversationId = 'conv-1'): Promise<StoredMessage[]> {
  return (await store.chat.messages({ conversationId, after: 0, limit: 1000 })).messages;
}

export function chatContract(factory: Factory): void {
  describe('a conversation', () => {
    const at = freshStores(factory);

    it('belongs to the first pair that claims it', async () => {
      const mine = { id: 'conv-1', buyerId: 'buyer-1', sellerId: 'shop-1' };
      expect(await at.store.chat.conversation('conv-1')).toBeNull();
      expect(await at.store.chat.claim(mine)).toEqual(mine);
      expect(await at.store.chat.claim({ ...mine, buyerId: 'buyer-2' })).toEqual(mine);
      expect(await at.store.chat.conversation('conv-1')).toEqual(mine);
    });

    it('is claimed by one of many, in two processes', async () => {
      const other = await at.another();
      const owners = await Promise.all(
        upTo(20).map((n) =>
          (n % 2 === 0 ? at.store : other).chat.claim({ id: 'conv-1', buyerId: `buyer-${n}`, sellerId: 'shop-1' }),
        ),
      );
      expect(new Set(owners.map(({ buyerId }) => buyerId)).size).toBe(1);
    });
  });

  describe('messages', () => {
    const at = freshStores(factory);

    it('are numbered in the order given', async () => {
      const written = await at.store.chat.write([text(1), text(2), text(3)]);
      expect(written.map(({ id, seq, change }) => [id, seq, change])).toEqual([
        ['msg_conv-1_1', 1, 1],
        ['msg_conv-1_2', 2, 2],
        ['msg_conv-1_3', 3, 3],
      ]);
      expect(await allChanges(at.store)).toEqual(written);
      expect(await at.store.chat.lastChange('conv-1')).toBe(3);
      expect(await at.store.chat.lastChange('conv-2')).toBe(0);
      expect(await at.store.chat.write([])).toEqual([]);
    });

    it('told twice change nothing', async () => {
      const [first] = await at.store.chat.write([text(1)]);
      expect(await at.store.chat.write([text(1)])).toEqual([]);
      expect(await at.store.chat.write([{ ...text(1), returnExisting: true }])).toEqual([first]);
      expect(await at.store.chat.lastChange('conv-1')).toBe(1);
    });

    it('told twice in one batch are one, and what follows has no gap', async () => {
      const written = await at.store.chat.write([text(1), text(1), text(2), { ...text(1), returnExisting: true }]);
      expect(written.map(({ id, seq }) => [id, seq])).toEqual([
        ['msg_conv-1_1', 1],
        ['msg_conv-1_2', 2],
        ['msg_conv-1_1', 1],
      ]);
      expect((await allChanges(at.store)).map(({ change }) => change)).toEqual([1, 2]);
    });

    it('with a higher revision get a new body and change, and keep number, time and author', async () => {
      const [card] = await at.store.chat.write([cardMessage(state), text(1)]);
      const closed = requestState({ offers: [offer({ status: 'accepted' })], version: 3 });
      const edit = cardMessage(closed, { at: later(HOUR), author: { role: 'platform', id: 'p' } });
      const [edited] = await at.store.chat.write([edit]);
      expect(edited).toEqual({ ...card, change: 3, revision: 3, editedAt: later(HOUR), body: edit.body });
      expect(await at.store.chat.message(edit.id)).toEqual(edited);
      expect((await allChanges(at.store)).map(({ seq, change }) => [seq, change])).toEqual([
        [2, 2],
        [1, 3],
      ]);
    });

    it('with an equal or lower revision stay as they are', async () => {
      const card = cardMessage(state, { revision: 5 });
      await at.store.chat.write([card]);
      const older = { ...card, revision: 4, body: { kind: 'text', text: 'old' } as const };
      expect(await at.store.chat.write([older, { ...older, revision: 5 }])).toEqual([]);
      expect((await at.store.chat.message(card.id))?.body).toEqual(card.body);
      expect(await at.store.chat.lastChange('conv-1')).toBe(1);
    });

    it('may be made and edited in one batch', async () => {
      const made = cardMessage(state);
      const edited = { ...made, revision: 3, at: later(HOUR) };
      const written = await at.store.chat.write([made, text(1), edited, text(2)]);
      expect(written.map(({ seq, change, revision }) => [seq, change, revision])).toEqual([
        [1, 1, 2],
        [2, 2, 1],
        [1, 3, 3],
        [3, 4, 1],
      ]);
      expect((await allChanges(at.store)).map(({ change }) => change)).toEqual([2, 3, 4]);
    });

    it('of many conversations are written in one batch, each numbered by itself', async () => {
      const batch = upTo(50).flatMap((n) => [text('a', `conv-${n}`), text('b', `conv-${n}`)]);
      const written = await at.store.chat.write(batch);
      expect(written.map(({ id }) => id)).toEqual(batch.map(({ id }) => id));
      expect(written.every(({ id, seq, change }) => seq === (id.endsWith('a') ? 1 : 2) && change === seq)).toBe(true);
      const again = await at.store.chat.write(upTo(50).map((n) => text('c', `conv-${n}`)));
      expect(again.every(({ seq }) => seq === 3)).toBe(true);
    });

    it('that repeat stop nothing of the others in their batch', async () => {
      await at.store.chat.write(upTo(10).map((n) => text('a', `conv-${n}`)));
      const batch = upTo(20).flatMap((n) => [text('a', `conv-${n}`), text('b', `conv-${n}`)]);
      expect(await at.store.chat.write(batch)).toHaveLength(30);
      for (const n of upTo(20)) {
        expect((await allChanges(at.store, `conv-${n}`)).map(({ seq }) => seq)).toEqual([1, 2]);
      }
    });

    it('are caught up with by change, page after page', async () => {
      await at.store.chat.write([cardMessage(state), ...upTo(4).map((n) => text(n))]);
      await at.store.chat.write([cardMessage(state, { revision: 9 })]);
      const page = (after: number) => at.store.chat.messages({ conversationId: 'conv-1', after, limit: 2 });
      const changes = async (after: number) => {
        const { messages, hasMore } = await page(after);
        return { changes: messages.map(({ change }) => change), hasMore };
      };
      expect(await changes(0)).toEqual({ changes: [2, 3], hasMore: true });
      expect(await changes(3)).toEqual({ changes: [4, 5], hasMore: true });
      expect(await changes(5)).toEqual({ changes: [6], hasMore: false });
      expect(await changes(6)).toEqual({ changes: [], hasMore: false });
    });

    it('are read back from the latest, oldest first', async () => {
      await at.store.chat.write(upTo(5).map((n) => text(n)));
      const seqs = async (before?: number) => {
        const query = { conversationId: 'conv-1', limit: 2, ...(before === undefined ? {} : { before }) };
        const { messages, hasMore } = await at.store.chat.messages(query);
        return { seqs: messages.map(({ seq }) => seq), hasMore };
      };
      expect(await seqs()).toEqual({ seqs: [4, 5], hasMore: true });
      expect(await seqs(4)).toEqual({ seqs: [2, 3], hasMore: true });
      expect(await seqs(2)).toEqual({ seqs: [1], hasMore: false });
      expect(await seqs(1)).toEqual({ seqs: [], hasMore: false });
    });
  });

  describe('concurrent writers', () => {
    const at = freshStores(factory);

    it('leave no gap in seq and change, and nobody sees n+1 before n', async () => {
      const other = await at.another();
      let writing = true;
      const gaps: string[] = [];
      const watch = async (store: Store) => {
        while (writing) {
          const { messages } = await store.chat.messages({ conversationId: 'conv-1', after: 0, limit: 1000 });
          const seen = messages.map(({ seq }) => seq).join();
          if (seen !== upTo(messages.length).join()) gaps.push(seen);
          await setImmediate();
        }
      };
      const watchers = [watch(at.store), watch(other)];
      const written = await Promise.all(upTo(50).map((n) => (n % 2 === 0 ? at.store : other).chat.write([text(n)])));
      writing = false;
      await Promise.all(watchers);
      expect(gaps).toEqual([]);
      const numbers = written.flat().map(({ seq }) => seq);
      expect(numbers.sort((a, b) => a - b)).toEqual(upTo(50));
      expect((await allChanges(at.store)).map(({ change }) => change)).toEqual(upTo(50));
    });

    // An edit whose answer is lost knows itself by its name in the message, unless a later one stands there by then.
    it.each([
      { cards: 20, leftOut: 'none left out' },
      { cards: 5, leftOut: 'left out at most those of edits that later ones replaced' },
    ])('that write and edit $cards cards give every change once, $leftOut', async ({ cards: count }) => {
      const other = await at.another();
      const cards = upTo(count).map((n) => cardMessage(state, { id: `msg_card_${n}`, revision: 1 }));
      await at.store.chat.write(cards);
      const results = await Promise.all(
        upTo(60).map(async (n) => {
          const store = n % 2 === 0 ? at.store : other;
          const card = n % 3 === 0 ? cards[(n / 3) % count] : undefined;
          return store.chat.write(card ? [{ ...card, revision: n }, text(`${n}b`)] : [text(n)]);
        }),
      );
      const changes = results.flat().map(({ change }) => change);
      const given = new Set(changes);
      expect(given.size).toBe(changes.length);
      const last = await at.store.chat.lastChange('conv-1');
      const leftOut = upTo(last - count).filter((n) => !given.has(n + count));
      const replaced = results.flatMap((answers, n) => ((n + 1) % 3 === 0 && answers.length === 1 ? [n] : []));
      if (count === 20) expect(leftOut).toEqual([]);
      else expect(leftOut.length).toBeLessThanOrEqual(replaced.length);
      const seqs = (await at.store.chat.messages({ conversationId: 'conv-1', limit: 1000 })).messages;
      expect(seqs.map(({ seq }) => seq)).toEqual(upTo(count + 60));
      for (const message of results.flat()) {
        const stored = await other.chat.message(message.id);
        expect(stored?.change).toBeGreaterThanOrEqual(message.change);
      }
    });

    it('that edit one message at the same time leave it at its highest revision', async () => {
      const other = await at.another();
      const card = cardMessage(state, { revision: 1 });
      await at.store.chat.write([card]);
      for (const round of upTo(20)) {
        const revisions = [2 * round, 2 * round + 1];
        const written = await Promise.all(
          revisions.map((revision, n) =>
            (n === round % 2 ? at.store : other).chat.write([{ ...card, revision }, text(`${round}-${n}`)]),
          ),
        );
        expect(written.every((messages) => messages.length > 0)).toBe(true);
        expect((await at.store.chat.message(card.id))?.revision).toBe(2 * round + 1);
      }
      const { messages } = await other.chat.messages({ conversationId: 'conv-1', limit: 1000 });
      expect(messages.map(({ seq }) => seq)).toEqual(upTo(41));
    });

    it('with an old memory of the conversation do not reuse a change that an edit left behind', async () => {
      const other = await at.another();
      const mine = cardMessage(state, { id: 'msg_mine', revision: 1 });
      const theirs = cardMessage(state, { id: 'msg_theirs', revision: 1 });
      await at.store.chat.write([mine]);
      await other.chat.write([theirs]);
      await other.chat.write([{ ...theirs, revision: 2 }]);
      const [edited] = await at.store.chat.write([{ ...mine, revision: 2 }]);
      expect(edited?.change).toBe(4);
    });

    it('that write one message twice in a call, which another had written, both hear of the one that is there', async () => {
      const other = await at.another();
      await at.store.chat.write([text('first')]);
      const theirs = await other.chat.write([text('theirs'), text('same')]);
      const same = { ...text('same'), returnExisting: true };
      expect(await at.store.chat.write([same, same])).toEqual([theirs[1], theirs[1]]);
    });

    it('that take a message for new which another had written edit it, or leave it as it stands', async () => {
      const other = await at.another();
      const card = cardMessage(state, { revision: 4 });
      const begins = { ...card, begins: true } as const;
      const [theirs] = await other.chat.write([card]);
      expect(await at.store.chat.write([begins, { ...begins, revision: 3 }])).toEqual([]);
      const [edited, after] = await at.store.chat.write([{ ...begins, revision: 5 }, text('after')]);
      expect(edited).toEqual({ ...theirs, change: 2, revision: 5, editedAt: card.at });
      expect([after?.seq, after?.change]).toEqual([2, 3]);
      expect(await other.chat.message(card.id)).toEqual(edited);
      expect((await allChanges(other)).map(({ change }) => change)).toEqual([2, 3]);
    });

    it('of one message give it to one of them', async () => {
      const other = await at.another();
      const written = await Promise.all(
        upTo(20).map((n) => (n % 2 === 0 ? at.store : other).chat.write([{ ...text('same'), returnExisting: true }])),
      );
      expect(new Set(written.flat().map(({ seq }) => seq))).toEqual(new Set([1]));
      expect(written.flat()).toHaveLength(20);
      expect(await allChanges(at.store)).toHaveLength(1);
    });
  });

  describe('read marks', () => {
    const at = freshStores(factory);
    const mark = (seq: number, id = 'buyer-1') => ({ role: 'buyer', id, seq }) as const;

    it('only rise, and never above the last message', async () => {
      expect(await at.store.chat.markRead('conv-1', mark(1))).toBeNull();
      await at.store.chat.write(upTo(3).map((n) => text(n)));
      expect(await at.store.chat.markRead('conv-1', mark(2))).toEqual(mark(2));
      expect(await at.store.chat.markRead('conv-1', mark(2))).toBeNull();
      expect(await at.store.chat.markRead('conv-1', mark(1))).toBeNull();
      expect(await at.store.chat.markRead('conv-1', mark(99))).toEqual(mark(3));
      expect(await at.store.chat.markRead('conv-1', mark(100))).toBeNull();
      expect(await at.store.chat.reads('conv-1')).toEqual([mark(3)]);
    });

    it('are each reader’s own', async () => {
      await at.store.chat.write([text(1), text(1, 'conv-2')]);
      await at.store.chat.markRead('conv-1', mark(1, 'buyer-1'));
      await at.store.chat.markRead('conv-1', { role: 'agent', id: 'buyer-1', seq: 1 });
      await at.store.chat.markRead('conv-2', mark(1, 'buyer-2'));
      expect(await at.store.chat.reads('conv-1')).toEqual([
        { role: 'agent', id: 'buyer-1', seq: 1 },
        { role: 'buyer', id: 'buyer-1', seq: 1 },
      ]);
      expect(await at.store.chat.reads('conv-3')).toEqual([]);
    });

    it('raised at the same time end at the highest', async () => {
      const other = await at.another();
      await at.store.chat.write(upTo(20).map((n) => text(n)));
      await Promise.all(upTo(20).map((n) => (n % 2 === 0 ? at.store : other).chat.markRead('conv-1', mark(n))));
      expect(await at.store.chat.reads('conv-1')).toEqual([mark(20)]);
    });
  });
}
