import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CardView, MessageView } from '../../../src/contract/chat.ts';
import type { JoinAnswer } from '../../../src/contract/live.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import type { ChatConnection, ChatEvents, OfferAnswer, Reply } from '../../../src/pages/chat/connection.ts';
import { ChatSession, type SessionHost } from '../../../src/pages/chat/session.ts';
import type { UnsentMessage } from '../../../src/pages/chat/transcript.ts';

const NOW = Date.parse('2026-11-23T03:00:00.000Z');

const message = (seq: number, change = seq, more: Partial<MessageView> = {}): MessageView => ({
  id: `msg_${seq}`,
  conversationId: 'conv-1',
  seq,
  change,
  at: '2026-11-23T03:00:00.000Z',
  author: { role: 'seller', id: 'shop-1' },
  kind: 'text',
  text: `message ${seq}`,
  ...more,
});

const card = (status: CardView['status']): CardView => ({
  requestId: 'req_1',
  offerId: 'ofr_1',
  status,
  by: 'seller',
  title: 'The shop offers ฿125.00 back',
  amount: { amount: 12_500, currency: 'THB' },
  formattedAmount: '฿125.00',
  percent: 50,
  claimValue: { amount: 25_000, currency: 'THB' },
  items: [],
  expiresAt: '2026-11-24T03:00:00.000Z',
  actions: [],
});

const page = (messages: MessageView[], more: Partial<JoinAnswer> = {}): Reply<JoinAnswer> => ({
  outcome: 'done',
  value: {
    messages,
    lastChange: messages.at(-1)?.change ?? 0,
    hasMore: false,
    reads: [],
    locale: 'en',
    zone: 'UTC',
    now: new Date(NOW).toISOString(),
    ...more,
  },
});

const problem = (code: Problem['code']): Problem => ({
  type: `/problems/${code}`,
  title: code,
  status: 409,
  detail: `${code} happened`,
  code,
});

/** A chat whose server answers what the test has put in line, and that notes what it was asked. */
function chat(renewToken: SessionHost['renewToken'] = async () => null, drafts: readonly UnsentMessage[] = []) {
  const joins: Reply<JoinAnswer>[] = [];
  const sends: Reply<{ message: MessageView }>[] = [];
  const answers: Reply<unknown>[] = [];
  const asked: unknown[] = [];
  const heard: string[] = [];
  const renewed: string[] = [];
  const connection: ChatConnection & { online: boolean } = {
    online: true,
    async join(from) {
      asked.push(from ?? 'latest');
      return joins.shift() ?? page([]);
    },
    async send(text, clientId) {
      asked.push({ text, clientId });
      return sends.shift() ?? { outcome: 'offline' };
    },
    async answer(answer) {
      asked.push(answer);
      return answers.shift() ?? { outcome: 'offline' };
    },
    typing: () => asked.push('typing'),
    read: (seq) => asked.push({ read: seq }),
    renew: (token) => renewed.push(token),
    close: () => asked.push('closed'),
  };
  let events: ChatEvents | undefined;
  const session = new ChatSession(
    (_options, given) => {
      events = given;
      return connection;
    },
    { url: '', token: 'first', conversation: 'conv-1', reader: 'buyer', drafts },
    {
      changed: () => {},
      arrived: (arrived) =>
        heard.push(...arrived.map(({ message: { text }, fresh }) => `${fresh ? 'new' : 'changed'} ${text}`)),
      renewToken,
    },
  );
  if (!events) throw new Error('the session did not connect');
  return { session, connection, events, joins, sends, answers, asked, heard, renewed };
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const accept: OfferAnswer = { requestId: 'req_1', offerId: 'ofr_1', action: 'accept' };

describe('A chat session', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('joins with the latest messages first, and after that with the last change it has', async () => {
    const { session, events, joins, asked } = chat();
    joins.push(page([message(1), message(2)], { hasMore: true }));
    expect(session.phase).toBe('connecting');
    events.connected();
    await settle();
    expect(session.phase).toBe('live');
    expect(session.hasEarlier).toBe(true);
    events.disconnected();
    expect(session.phase).toBe('reconnecting');
    joins.push(page([message(3)]));
    events.connected();
    await settle();
    expect(asked).toEqual(['latest', { after: 2 }]);
    expect(session.transcript.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('shows what was missed in one step, however many pages it takes', async () => {
    const { session, events, joins, asked, heard } = chat();
    joins.push(page([message(1)]));
    events.connected();
    await settle();
    events.disconnected();
    joins.push(page([message(2)], { hasMore: true }), page([message(1, 3, { text: 'edited' })]));
    events.connected();
    await Promise.resolve();
    expect(session.transcript.messages).toHaveLength(1);
    await settle();
    expect(session.phase).toBe('live');
    expect(asked).toEqual(['latest', { after: 1 }, { after: 2 }]);
    expect(heard).toEqual(['new message 2', 'changed edited']);
  });

  it('fetches what is missing where a change arrives out of order', async () => {
    const { session, events, joins, asked } = chat();
    joins.push(page([message(1)]));
    events.connected();
    await settle();
    joins.push(page([message(2), message(3)]));
    events.message(message(3));
    await settle();
    expect(asked).toEqual(['latest', { after: 1 }]);
    expect(session.transcript.caughtUp).toBe(3);
  });

  it('takes the server’s clock from the join', async () => {
    const { session, events, joins } = chat();
    joins.push(page([], { now: new Date(NOW + 90_000).toISOString() }));
    events.connected();
    await settle();
    expect(session.clockOffset).toBe(90_000);
  });

  it('refuses an answer at once while offline, without asking anybody anything more', async () => {
    const { session, events, asked } = chat();
    events.connected();
    await settle();
    await session.answer(accept);
    expect(session.answers.get('ofr_1')).toEqual({ busy: false, problem: 'offline' });
    expect(asked).toEqual(['latest', accept]);
  });

  it('sends one answer at a time: a second tap while the first is on its way does nothing', async () => {
    const { session, events, answers, asked } = chat();
    events.connected();
    await settle();
    answers.push({ outcome: 'done', value: {} });
    await Promise.all([session.answer(accept), session.answer(accept)]);
    expect(asked.filter((one) => one === accept)).toHaveLength(1);
  });

  it('tells that an answer was refused for want of a network only until the network is back', async () => {
    const { session, events, joins } = chat();
    joins.push(page([message(1, 1, { kind: 'card', card: card('pending') })]));
    events.connected();
    await settle();
    events.disconnected();
    await session.answer(accept);
    expect(session.answers.get('ofr_1')).toEqual({ busy: false, problem: 'offline' });
    events.connected();
    await settle();
    expect(session.answers.get('ofr_1')).toBeUndefined();
  });

  it('knows what others wrote since the reader was last here, and nothing of it once they write', async () => {
    const { session, events, joins } = chat();
    const mine = message(3, 3, { author: { role: 'buyer', id: 'buyer-1' } });
    const reads = [
      { role: 'buyer', id: 'buyer-1', seq: 2 } as const,
      { role: 'seller', id: 'shop-1', seq: 5 } as const,
    ];
    joins.push(page([message(2), mine, message(4), message(5)], { reads }));
    events.connected();
    await settle();
    expect(session.unread.map(({ seq }) => seq)).toEqual([4, 5]);
    session.send('Hello');
    expect(session.unread).toEqual([]);
  });

  it('calls nothing unread for who has never read the chat', async () => {
    const { session, events, joins } = chat();
    joins.push(page([message(1), message(2)], { reads: [{ role: 'seller', id: 'shop-1', seq: 1 }] }));
    events.connected();
    await settle();
    expect(session.unread).toEqual([]);
  });

  it('joins again after an answer whose outcome is unknown, and is content where the offer has closed', async () => {
    const { session, events, joins, answers } = chat();
    joins.push(page([message(1, 1, { kind: 'card', card: card('pending') })]));
    events.connected();
    await settle();
    answers.push({ outcome: 'unknown' });
    joins.push(page([message(1, 2, { kind: 'card', card: card('accepted') })]));
    await session.answer(accept);
    expect(session.answers.get('ofr_1')).toBeUndefined();
    expect(session.transcript.messages[0]?.card?.status).toBe('accepted');
  });

  it('says that an answer did not arrive where the offer still waits', async () => {
    const { session, events, joins, answers } = chat();
    joins.push(page([message(1, 1, { kind: 'card', card: card('pending') })]));
    events.connected();
    await settle();
    answers.push({ outcome: 'unknown' });
    await session.answer(accept);
    expect(session.answers.get('ofr_1')).toEqual({ busy: false, problem: 'failed' });
  });

  it('brings the card up to date before it says why an answer was refused', async () => {
    const { session, events, joins, answers } = chat();
    joins.push(page([message(1, 1, { kind: 'card', card: card('pending') })]));
    events.connected();
    await settle();
    answers.push({ outcome: 'refused', problem: problem('deadline_passed') });
    joins.push(page([message(1, 2, { kind: 'card', card: card('expired') })]));
    await session.answer(accept);
    expect(session.transcript.messages[0]?.card?.status).toBe('expired');
    expect(session.answers.get('ofr_1')).toEqual({ busy: false, problem: problem('deadline_passed') });
  });

  it('keeps a message written offline and sends it once under the same clientId after catching up', async () => {
    const { session, events, joins, sends, asked } = chat();
    joins.push(page([message(1)]));
    events.connected();
    await settle();
    session.send('Hello');
    await settle();
    const [draft] = session.transcript.drafts;
    expect(draft?.state).toBe('sending');
    sends.push({ outcome: 'done', value: { message: message(2, 2, { text: 'Hello' }) } });
    events.connected();
    await settle();
    expect(session.transcript.drafts).toEqual([]);
    expect(asked.filter((one) => typeof one === 'object' && one !== null && 'text' in one)).toEqual([
      { text: 'Hello', clientId: draft?.clientId },
      { text: 'Hello', clientId: draft?.clientId },
    ]);
    expect(session.transcript.messages).toHaveLength(2);
  });

  it('marks a refused message as failed, and trying again sends the same clientId', async () => {
    const { session, events, sends, asked } = chat();
    events.connected();
    await settle();
    sends.push({ outcome: 'refused', problem: problem('rate_limited') });
    session.send('Hello');
    await settle();
    const [draft] = session.transcript.drafts;
    expect(draft?.state).toBe('failed');
    sends.push({ outcome: 'done', value: { message: message(1, 1, { text: 'Hello' }) } });
    session.resend(draft?.clientId ?? '');
    await settle();
    expect(session.transcript.drafts).toEqual([]);
    expect(asked.at(-1)).toEqual({ text: 'Hello', clientId: draft?.clientId });
  });

  it('keeps a message whose line broke on the way, and lets the person retry one that nobody acknowledged', async () => {
    const { session, connection, events, sends } = chat();
    events.connected();
    await settle();
    connection.online = false;
    sends.push({ outcome: 'unknown' });
    session.send('Hello');
    await settle();
    expect(session.transcript.drafts[0]?.state).toBe('sending');
    connection.online = true;
    sends.push({ outcome: 'unknown' });
    events.connected();
    await settle();
    expect(session.transcript.drafts[0]?.state).toBe('failed');
  });

  it('goes on with a token that it is given, and with none once it has ended', async () => {
    const { session, events, renewed } = chat();
    session.useToken('second');
    events.expired();
    await settle();
    expect(session).toMatchObject({ phase: 'ended', ended: 'expired' });
    session.useToken('third');
    expect(renewed).toEqual(['second']);
  });

  it('renews a token that has ended, and ends where there is no other', async () => {
    const tokens = ['second'];
    const { session, events, renewed } = chat(async () => tokens.shift() ?? null);
    events.expired();
    await settle();
    expect(renewed).toEqual(['second']);
    expect(session.phase).toBe('connecting');
    await vi.advanceTimersByTimeAsync(60_000);
    events.expired();
    await settle();
    expect(session).toMatchObject({ phase: 'ended', ended: 'expired' });
  });

  it('does not renew in a circle where a fresh token is refused as well', async () => {
    const { session, events, renewed } = chat(async () => 'another');
    events.expired();
    await settle();
    events.expired();
    await settle();
    expect(renewed).toEqual(['another']);
    expect(session.phase).toBe('ended');
  });

  it('tries again by itself after a refusal that passes, and ends at one that does not', async () => {
    const { session, events, joins, asked } = chat();
    joins.push({ outcome: 'refused', problem: problem('unavailable') }, page([message(1)]));
    events.connected();
    await settle();
    expect(session.phase).toBe('connecting');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.phase).toBe('live');
    joins.push({ outcome: 'refused', problem: problem('not_found') });
    events.connected();
    await settle();
    expect(session.phase).toBe('ended');
    expect(asked.at(-1)).toBe('closed');
  });

  it('waits for the catch-up that already runs before it says what became of an answer', async () => {
    const { session, connection, events, answers } = chat();
    events.connected();
    await settle();
    let arrive: (reply: Reply<JoinAnswer>) => void = () => {};
    connection.join = () => new Promise((resolve) => (arrive = resolve));
    const running = session.catchUp();
    answers.push({ outcome: 'done', value: {} });
    const answering = session.answer(accept);
    await settle();
    expect(session.answers.get('ofr_1')).toEqual({ busy: true });
    connection.join = async () => page([message(1, 2, { kind: 'card', card: card('accepted') })]);
    arrive(page([message(1, 1, { kind: 'card', card: card('pending') })]));
    await Promise.all([running, answering]);
    expect(session.transcript.messages[0]?.card?.status).toBe('accepted');
    expect(session.answers.get('ofr_1')).toBeUndefined();
  });

  it('sends what was written in the session before it once it has caught up', async () => {
    const drafts = [{ clientId: 'c-1', text: 'written before', state: 'sending' as const }];
    const { session, events, asked } = chat(async () => null, drafts);
    expect(session.transcript.drafts).toEqual(drafts);
    events.connected();
    await settle();
    expect(asked).toEqual(['latest', { text: 'written before', clientId: 'c-1' }]);
  });

  it('says that the other side is typing until it writes or falls silent', async () => {
    const { session, events } = chat();
    events.connected();
    await settle();
    events.typing({ role: 'buyer', id: 'buyer-1' });
    expect(session.typing).toBeUndefined();
    events.typing({ role: 'seller', id: 'shop-1' });
    expect(session.typing?.role).toBe('seller');
    events.message(message(1));
    expect(session.typing).toBeUndefined();
    events.typing({ role: 'seller', id: 'shop-1' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(session.typing).toBeUndefined();
  });

  it('tells that its reader writes at most every few seconds, and each read mark once', async () => {
    const { session, events, asked } = chat();
    events.connected();
    await settle();
    for (let key = 0; key < 5; key += 1) session.writing();
    for (const seq of [2, 2, 1, 3]) session.seen(seq);
    expect(asked.slice(1)).toEqual(['typing', { read: 2 }, { read: 3 }]);
  });
});
