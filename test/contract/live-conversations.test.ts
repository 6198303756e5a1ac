import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/application/access.ts';
import { type Conversations, createConversations } from '../../src/application/conversations.ts';
import { type Change, localFeed } from '../../src/application/feed.ts';
import { photosOver } from '../support/photos.ts';
import { type StoreLeg, storeLegs, type TestStore } from '../support/stores.ts';
import { FakeClock } from '../support/world.ts';

const as = (role: 'buyer' | 'seller' | 'agent', id: string, userId?: string): Caller => ({
  kind: 'person',
  person: { role, id, userId },
});
const buyer = as('buyer', 'buyer-1');
const seller = as('seller', 'shop-1', 'staff-1');

describe.each(storeLegs())('conversations on $name', (leg: StoreLeg) => {
  let test: TestStore;
  let conversations: Conversations;
  let changes: Change[];
  let id = '';
  let n = 0;

  beforeAll(async () => {
    test = await leg.open();
    const feed = localFeed((error) => {
      throw error;
    });
    feed.subscribe((change) => changes.push(change));
    conversations = createConversations({
      store: test.store.chat,
      feed,
      clock: new FakeClock(),
      photos: photosOver(test.store, new FakeClock()),
    });
  });
  afterAll(() => test.cleanup());
  beforeEach(async () => {
    n += 1;
    id = `conv-${n}`;
    changes = [];
    await test.store.chat.claim({ id, buyerId: 'buyer-1', sellerId: 'shop-1' });
  });

  const post = async (caller: Caller, text: string, options: { clientId?: string; commandId?: string } = {}) => {
    const posted = await conversations.post(caller, id, text, options);
    if (!posted || 'code' in posted) throw new Error(posted?.code ?? 'not_found');
    return posted;
  };

  it('write one message for one clientId of one author, however many attempts race', async () => {
    const attempts = await Promise.all(Array.from({ length: 8 }, () => post(buyer, 'Hi', { clientId: 'c-1' })));
    expect(attempts.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(attempts.map(({ message }) => message.id)).size).toBe(1);
    expect(changes).toHaveLength(1);
  });

  it('tell apart authors, members of staff, conversations and clientIds that look alike', async () => {
    const others = [buyer, seller, as('seller', 'shop-1', 'staff-2'), as('agent', 'buyer-1')];
    const posted = await Promise.all(others.map((caller) => post(caller, 'Hi', { clientId: 'c-1' })));
    posted.push(await post(buyer, 'Hi', { commandId: 'c-1' }), await post(buyer, 'Hi'), await post(buyer, 'Hi'));
    expect(posted.every(({ created }) => created)).toBe(true);
    expect(new Set(posted.map(({ message }) => message.id)).size).toBe(7);
  });

  it('recognise a command that is repeated after a crash', async () => {
    const first = await post(buyer, 'Hi', { commandId: 'cmd-1' });
    const second = await post(buyer, 'Hi', { commandId: 'cmd-1' });
    expect(second).toEqual({ message: first.message, created: false });
  });

  it('are written by people: the integrator names one', async () => {
    expect(await conversations.post({ kind: 'integrator' }, id, 'Hi', {})).toMatchObject({ code: 'forbidden' });
    const named = await post({ kind: 'integrator', person: { role: 'buyer', id: 'buyer-1' } }, 'Hi');
    expect(named.message.author).toEqual({ role: 'buyer', id: 'buyer-1' });
  });

  it('do not exist for strangers', async () => {
    const stranger = as('buyer', 'buyer-2');
    expect(await conversations.page(stranger, id, { limit: 10 })).toBeNull();
    expect(await conversations.post(stranger, id, 'Hi', {})).toBeNull();
    expect(await conversations.markRead(stranger, id, 1)).toBeNull();
    expect(await conversations.canSee(stranger, id)).toBe(false);
    expect(await conversations.page(buyer, 'conv-unknown', { limit: 10 })).toBeNull();
    expect(await conversations.page({ kind: 'integrator' }, id, { limit: 10 })).not.toBeNull();
  });

  it('give pages that go on where the last one was cut', async () => {
    for (let m = 1; m <= 7; m += 1) await post(m % 2 ? buyer : seller, `${m}`);
    const latest = await conversations.page(buyer, id, { limit: 3 });
    expect(latest).toMatchObject({ hasMore: true, lastChange: 7 });
    expect(latest?.messages.map(({ text }) => text)).toEqual(['5', '6', '7']);
    const earlier = await conversations.page(buyer, id, { before: 5, limit: 10 });
    expect(earlier?.messages.map(({ text }) => text)).toEqual(['1', '2', '3', '4']);
    const cut = await conversations.page(buyer, id, { after: 2, limit: 3 });
    expect(cut).toMatchObject({ hasMore: true, lastChange: 5 });
    const rest = await conversations.page(buyer, id, { after: cut?.lastChange, limit: 3 });
    expect(rest?.messages.map(({ text }) => text)).toEqual(['6', '7']);
    expect(await conversations.page(buyer, id, { after: 7, limit: 3 })).toMatchObject({ messages: [], lastChange: 7 });
  });

  it('keep read marks that only rise, and show agents to a buyer as one reader', async () => {
    for (const text of ['1', '2', '3']) await post(buyer, text);
    expect(await conversations.markRead(seller, id, 2)).toEqual({ role: 'seller', id: 'shop-1', seq: 2 });
    expect(await conversations.markRead(seller, id, 1)).toBeNull();
    await conversations.markRead(as('agent', 'agent-1'), id, 1);
    await conversations.markRead(as('agent', 'agent-2'), id, 3);
    const seen = await conversations.page(buyer, id, { limit: 1 });
    expect(seen?.reads.toSorted((a, b) => a.seq - b.seq)).toEqual([
      { role: 'seller', id: 'shop-1', seq: 2 },
      { role: 'agent', id: 'agent', seq: 3 },
    ]);
    expect(changes.filter(({ type }) => type === 'read')).toHaveLength(3);
    expect(await conversations.markRead({ kind: 'integrator' }, id, 1)).toBeNull();
  });
});
