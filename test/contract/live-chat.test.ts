import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageView } from '../../src/contract/chat.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { HOUR } from '../support/builders.ts';
import { eventually } from '../support/eventually.ts';
import { type Service, startService } from '../support/service.ts';
import { okay, type Phone, phone, problemIn, tokenFor } from '../support/sockets.ts';
import { type StoreLeg, storeLegs, type TestStore } from '../support/stores.ts';
import { agent, buyer, FakeClock, input, integrator, seller, shop, wordless } from '../support/world.ts';

/** A reader's copy of a conversation, as SPEC.md section 5 tells clients to keep it. */
class Copy {
  readonly messages = new Map<string, MessageView>();
  lastChange = 0;
  take(messages: MessageView[], lastChange = 0): void {
    for (const message of messages) {
      if ((this.messages.get(message.id)?.change ?? 0) < message.change) this.messages.set(message.id, message);
      this.lastChange = Math.max(this.lastChange, message.change);
    }
    this.lastChange = Math.max(this.lastChange, lastChange);
  }
}

describe.each(storeLegs())('/chat on $name', (leg: StoreLeg) => {
  let test: TestStore;
  let service: Service;
  let clock: FakeClock;
  let wallClock: FakeClock;
  let state: RequestState;
  let made = 0;
  const phones: Phone[] = [];

  beforeAll(async () => {
    clock = new FakeClock();
    wallClock = new FakeClock();
    test = await leg.open();
    service = await startService({ store: test.store, clock, wallClock });
    await test.store.directory.putSeller(shop());
  });
  afterAll(async () => {
    await service.close();
    await test.cleanup();
  });
  beforeEach(async () => {
    state = await open();
  });
  afterEach(() => {
    for (const { socket } of phones.splice(0)) socket.disconnect();
  });

  async function open(changes: Parameters<typeof input>[0] = {}): Promise<RequestState> {
    made += 1;
    const conversationId = `conv-${made}`;
    const outcome = await service.app.commands.open(wordless(input({ conversationId, ...changes })), {
      actor: integrator,
      arrivedAt: clock.iso(),
    });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    await service.app.relay.idle();
    return outcome.state;
  }
  async function act(actor: typeof seller, command: Parameters<Service['app']['commands']['execute']>[1]) {
    const outcome = await service.app.commands.execute(state.id, command, { actor, arrivedAt: clock.iso() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    await service.app.relay.idle();
    return outcome.state;
  }
  const offer = (percent = 50) => act(seller, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent } });
  async function person(body: Parameters<typeof tokenFor>[0]): Promise<Phone> {
    const opened = await phone(service.url, await tokenFor(body, wallClock.now()));
    phones.push(opened);
    return opened;
  }
  const joined = async (body: Parameters<typeof tokenFor>[0]): Promise<Phone> => {
    const opened = await person(body);
    okay(await opened.socket.emitWithAck('join', { conversationId: conversation() }));
    return opened;
  };
  const conversation = () => state.facts.conversationId;
  const asBuyer = { role: 'buyer', id: 'buyer-1' } as const;
  const asSeller = { role: 'seller', id: 'shop-1', userId: 'staff-1' } as const;
  const asAgent = { role: 'agent', id: 'agent-1', name: 'Nok' } as const;

  it('answers join with the latest messages, the read marks and the server’s clock', async () => {
    await offer();
    const { socket } = await person(asBuyer);
    const page = okay(await socket.emitWithAck('join', { conversationId: conversation() }));
    expect(page.messages.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['system', 1],
      ['card', 2],
    ]);
    expect(page).toMatchObject({ lastChange: 2, hasMore: false, reads: [], now: clock.iso() });
  });

  it('shows a new card to everyone in the conversation, each with the buttons and the language that are theirs', async () => {
    const [mine, thai, theirs, agents] = await Promise.all([
      joined(asBuyer),
      joined({ ...asBuyer, locale: 'th' }),
      joined(asSeller),
      joined(asAgent),
    ]);
    await offer();
    const cards = [mine, thai, theirs, agents].map(async ({ got }) => {
      const [message] = await got.holds('the card, and nothing else', ({ kind }) => kind, ['card']);
      return message?.card;
    });
    const [forBuyer, inThai, forSeller, forAgents] = await Promise.all(cards);
    expect(forBuyer?.actions.map(({ id }) => id)).toEqual(['accept', 'reject']);
    expect(forBuyer?.title).toBe('The shop offers ฿125.00 back');
    expect(inThai?.title).toBe('ร้านค้าเสนอคืนเงิน ฿125.00');
    expect(inThai?.actions).toHaveLength(2);
    expect(forSeller?.actions).toEqual([]);
    expect(forAgents?.actions).toEqual([]);
  });

  it('takes the buyer’s answer on one device and closes the card on the other', async () => {
    const [phoneA, phoneB] = await Promise.all([joined(asBuyer), joined(asBuyer)]);
    await offer();
    const shown = await phoneB.got.hears('the card on the other device', { kind: 'card' });
    const offerId = shown.card?.offerId ?? '';
    const accepted = await phoneA.socket.emitWithAck('offer:accept', { requestId: state.id, offerId });
    expect(okay(accepted).request).toMatchObject({ status: 'settling', actions: [] });
    expect(accepted).not.toHaveProperty('request.policy');
    const statuses = ({ kind, card }: MessageView) => card?.status ?? kind;
    await phoneB.got.holds('the card, closed, and a notice', statuses, ['pending', 'accepted', 'system']);

    const again = await phoneB.socket.emitWithAck('offer:accept', { requestId: state.id, offerId });
    expect(okay(again).request.version).toBe(okay(accepted).request.version);
    const late = await phoneB.socket.emitWithAck('offer:reject', { requestId: state.id, offerId });
    expect(problemIn(late)).toMatchObject({ code: 'conflict', requestStatus: 'settling', offerStatus: 'accepted' });
  });

  it('refuses an answer that comes too late, and tells that the offer expired', async () => {
    const mine = await joined(asBuyer);
    const { offers } = await offer();
    clock.advance(25 * HOUR);
    const answer = await mine.socket.emitWithAck('offer:accept', {
      requestId: state.id,
      offerId: offers[0]?.id ?? '',
    });
    expect(problemIn(answer)).toMatchObject({ code: 'deadline_passed', offerStatus: 'expired' });
    await mine.got.hears('the expired card', { card: { status: 'expired' } });
  });

  it('brings a phone that was away up to date without loss or repeats, a card that expired meanwhile included', async () => {
    const mine = await joined(asBuyer);
    const copy = new Copy();
    const first = okay(await mine.socket.emitWithAck('join', { conversationId: conversation() }));
    copy.take(first.messages, first.lastChange);
    await offer();
    copy.take(await mine.got.holds('the card', ({ kind }) => kind, ['card']));
    mine.socket.disconnect();

    clock.advance(25 * HOUR);
    await service.app.sweep.run();
    await service.app.relay.idle();
    const other = await joined(asSeller);
    for (let n = 1; n <= 7; n += 1) {
      okay(
        await other.socket.emitWithAck('message', { conversationId: conversation(), text: `${n}`, clientId: `c${n}` }),
      );
    }

    const back = await person(asBuyer);
    const missed: MessageView[] = [];
    let hasMore = true;
    while (hasMore) {
      const page = okay(
        await back.socket.emitWithAck('join', { conversationId: conversation(), after: copy.lastChange, limit: 3 }),
      );
      missed.push(...page.messages);
      copy.take(page.messages, page.lastChange);
      hasMore = page.hasMore;
    }
    expect(missed.map(({ change }) => change)).toEqual(Array.from(missed, (_, n) => n + 3));
    expect(missed[0]?.card).toMatchObject({ status: 'expired', actions: [] });
    const inOrder = [...copy.messages.values()].toSorted((a, b) => a.seq - b.seq);
    expect(inOrder.map(({ seq }) => seq)).toEqual(inOrder.map((_, n) => n + 1));
    expect(inOrder.map(({ text }) => text).slice(-7)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    const nothing = okay(
      await back.socket.emitWithAck('join', { conversationId: conversation(), after: copy.lastChange }),
    );
    expect(nothing).toMatchObject({ messages: [], hasMore: false, lastChange: copy.lastChange });
  });

  it('loses no message that is written after join has read and before it answers', async () => {
    const writer = await joined(asSeller);
    const reader = await person(asBuyer);
    const { chat } = test.store;
    const read = chat.messages;
    vi.spyOn(chat, 'messages').mockImplementationOnce(async (query) => {
      const page = await read(query);
      const message = { conversationId: conversation(), text: 'just now', clientId: 'c-1' };
      okay(await writer.socket.emitWithAck('message', message));
      return page;
    });
    const copy = new Copy();
    const page = okay(await reader.socket.emitWithAck('join', { conversationId: conversation() }));
    copy.take(page.messages, page.lastChange);
    expect(page.messages.map(({ text }) => text)).not.toContain('just now');
    copy.take(await reader.got.holds('what was written meanwhile', ({ text }) => text, ['just now']));
    expect([...copy.messages.values()].map(({ text }) => text)).toContain('just now');
    expect(copy.lastChange).toBe(2);
  });

  it('writes a message once however often it is sent, and shows its clientId to its author alone', async () => {
    const [mine, other] = await Promise.all([joined(asBuyer), joined(asSeller)]);
    const message = { conversationId: conversation(), text: 'Where is it? <b>', clientId: 'c-1' };
    const [first, second] = await Promise.all([
      mine.socket.emitWithAck('message', message),
      mine.socket.emitWithAck('message', message),
    ]);
    expect(okay(first).message).toEqual(okay(second).message);
    expect(okay(first).message).toMatchObject({ text: 'Where is it? <b>', clientId: 'c-1', seq: 2 });
    const changed = await mine.socket.emitWithAck('message', { ...message, text: 'Another text' });
    expect(okay(changed).message.text).toBe('Where is it? <b>');
    const theirs = await other.got.holds('the message, once', ({ text }) => text, ['Where is it? <b>']);
    expect(theirs[0]).not.toHaveProperty('clientId');
    await mine.got.holds('its own message, once', ({ clientId }) => clientId, ['c-1']);
  });

  it('tells the others who types and who read, without ids that a buyer need not know', async () => {
    const [mine, other, agents] = await Promise.all([joined(asBuyer), joined(asSeller), joined(asAgent)]);
    okay(await agents.socket.emitWithAck('typing', { conversationId: conversation() }));
    okay(await other.socket.emitWithAck('read', { conversationId: conversation(), seq: 99 }));
    okay(await agents.socket.emitWithAck('read', { conversationId: conversation(), seq: 1 }));
    const whole = <T>(one: T) => one;
    await mine.typing.holds('that the agent types, as a buyer sees it', whole, [
      { conversationId: conversation(), author: { role: 'agent', id: 'agent', name: 'Nok' } },
    ]);
    await mine.reads.holds('who read how far, as a buyer sees it', whole, [
      { conversationId: conversation(), role: 'seller', id: 'shop-1', seq: 1 },
      { conversationId: conversation(), role: 'agent', id: 'agent', seq: 1 },
    ]);
    await other.typing.holds('who types', ({ author }) => author.id, ['agent-1']);
    await agents.caughtUp();
    expect(agents.typing.soFar().size).toBe(0);
    const page = okay(await mine.socket.emitWithAck('join', { conversationId: conversation() }));
    expect(page.reads).toEqual(
      expect.arrayContaining([
        { role: 'agent', id: 'agent', seq: 1 },
        { role: 'seller', id: 'shop-1', seq: 1 },
      ]),
    );
  });

  it.each([
    ['another buyer', { role: 'buyer', id: 'buyer-2' }],
    ['another shop', { role: 'seller', id: 'shop-2' }],
    ['a token for another conversation', { role: 'buyer', id: 'buyer-1', conversationId: 'conv-other' }],
  ] as const)('does not exist for %s: every event is refused and nothing is delivered', async (_, body) => {
    const stranger = await person(body);
    const { offers } = await offer();
    const conversationId = conversation();
    const answer = { requestId: state.id, offerId: offers[0]?.id ?? '' };
    const { socket } = stranger;
    const answers = await Promise.all([
      socket.emitWithAck('join', { conversationId }),
      socket.emitWithAck('message', { conversationId, text: 'Hi', clientId: 'c' }),
      socket.emitWithAck('read', { conversationId, seq: 1 }),
      socket.emitWithAck('typing', { conversationId }),
      socket.emitWithAck('offer:accept', answer),
      socket.emitWithAck('offer:reject', answer),
      socket.emitWithAck('offer:counter', { ...answer, amount: { amount: 20000, currency: 'THB' } }),
    ]);
    for (const refused of answers) expect(problemIn(refused).code).toBe('not_found');
    await act(buyer, { type: 'AcceptOffer', offerId: answer.offerId });
    await stranger.caughtUp();
    expect(stranger.got.soFar().size).toBe(0);
  });

  it('lets an agent see every conversation, and answer for the shop only', async () => {
    const agents = await joined(asAgent);
    const { offers } = await offer();
    const answer = await agents.socket.emitWithAck('offer:accept', {
      requestId: state.id,
      offerId: offers[0]?.id ?? '',
    });
    expect(problemIn(answer).code).toBe('forbidden');
  });

  it('answers what is wrong with a payload, survives events without acknowledgement, and knows no other events', async () => {
    const { socket } = await person(asBuyer);
    const loose = socket as unknown as {
      emit(event: string, ...payload: unknown[]): void;
      emitWithAck(event: string, ...payload: unknown[]): Promise<{ ok: false; problem: { code: string } }>;
    };
    loose.emit('join', { conversationId: conversation() });
    loose.emit('join');
    loose.emit('offer:accept', null);
    loose.emit('__proto__', {});
    expect(problemIn(await socket.emitWithAck('join', { conversationId: 'a b' }))).toMatchObject({
      code: 'invalid_body',
      status: 400,
      errors: [{ path: 'conversationId' }],
    });
    expect((await loose.emitWithAck('join')).problem.code).toBe('invalid_body');
    expect((await loose.emitWithAck('constructor', {})).problem.code).toBe('not_found');
    expect((await loose.emitWithAck('typing', { conversationId: conversation(), more: 1 })).problem.code).toBe(
      'invalid_body',
    );
  });

  it('limits how fast one connection may call, and no other', async () => {
    const [fast, other] = await Promise.all([joined(asBuyer), joined(asBuyer)]);
    const typing = { conversationId: conversation() };
    const answers = await Promise.all(Array.from({ length: 60 }, () => fast.socket.emitWithAck('typing', typing)));
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    for (const answer of refused) expect(problemIn(answer).code).toBe('rate_limited');
    okay(await other.socket.emitWithAck('typing', typing));
    wallClock.advance(1000);
    okay(await fast.socket.emitWithAck('typing', typing));
  });

  it('follows at most 20 conversations of a buyer on one connection', async () => {
    const { socket } = await person(asBuyer);
    for (let n = 0; n < 20; n += 1) {
      const { facts } = await open();
      wallClock.advance(1000);
      okay(await socket.emitWithAck('join', { conversationId: facts.conversationId }));
    }
    const more = await socket.emitWithAck('join', { conversationId: conversation() });
    expect(problemIn(more)).toMatchObject({ code: 'conflict', detail: expect.stringContaining('20') });
  });

  it('closes so that clients come back: calls in flight are answered, and the connection ends without a kick', async () => {
    const going = await startService({ store: test.store, clock, wallClock, start: false });
    const mine = await phone(going.url, await tokenFor(asBuyer, wallClock.now()));
    const reason = new Promise((resolve) => mine.socket.once('disconnect', resolve));
    const message = { conversationId: conversation(), text: 'last words', clientId: 'c-1' };
    const sent = mine.socket.emitWithAck('message', message);
    await eventually('the message is written', async () => {
      expect(await test.store.chat.lastChange(conversation())).toBe(2);
    });
    await going.close();
    okay(await sent);
    expect(await reason).toBe('transport close');
    mine.socket.disconnect();
  });

  it('takes commands of the shop and the agent as the same rules do elsewhere', async () => {
    const mine = await joined(asBuyer);
    await offer();
    await act(agent, { type: 'ExtendDeadline', seconds: 600, text: 'A holiday' });
    const kinds = ['card', 'card', 'system'] as const;
    const [card, edited, notice] = await mine.got.holds('the card, edited, and a notice', ({ kind }) => kind, [
      ...kinds,
    ]);
    expect(notice?.text).toContain('A holiday');
    expect(edited).toMatchObject({ id: card?.id, seq: card?.seq, editedAt: clock.iso() });
  });
});
