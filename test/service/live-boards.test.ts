import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Stats } from '../../src/contract/lists.ts';
import type { Attention } from '../../src/contract/live.ts';
import type { ChatState, RequestView } from '../../src/contract/request.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { HOUR } from '../support/builders.ts';
import { Heard } from '../support/heard.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { type BoardClient, clientOf, connected, okay, problemIn, tokenFor } from '../support/sockets.ts';
import { FakeClock, input, integrator, seller, shop } from '../support/world.ts';

interface Board {
  socket: BoardClient;
  requests: Heard<RequestView>;
  stats: Heard<Stats>;
  attention: Heard<Attention>;
  texts: Heard<string>;
  /** Resolves when all that the server sent before is there: it answers in order. */
  caughtUp(): Promise<unknown>;
}

describe('the boards', () => {
  let service: Service;
  let clock: FakeClock;
  const boards: Board[] = [];

  beforeAll(async () => {
    clock = new FakeClock();
    service = await startService({ clock, wallClock: new FakeClock() });
    for (const id of ['shop-1', 'shop-2']) await service.store.directory.putSeller(shop({ id }));
  });
  afterAll(() => service.close());
  afterEach(() => {
    for (const { socket } of boards.splice(0)) socket.disconnect();
  });

  async function board(namespace: string, body: Parameters<typeof tokenFor>[0]): Promise<Board> {
    const socket: BoardClient = clientOf(service.url, namespace, { token: await tokenFor(body, clock.now()) });
    const opened: Board = {
      socket,
      requests: new Heard(),
      stats: new Heard(),
      attention: new Heard(),
      texts: new Heard(),
      caughtUp: () => socket.emitWithAck('time', {}),
    };
    socket.on('request', ({ request }) => opened.requests.add(request));
    socket.on('stats', (stats) => opened.stats.add(stats));
    socket.on('attention', (attention) => opened.attention.add(attention));
    socket.on('message', ({ message }) => opened.texts.add(message.text));
    await connected(socket);
    boards.push(opened);
    return opened;
  }
  const asAgent = () => board('/console', { role: 'agent', id: 'agent-1' });
  const asShop = (id: string) => board('/seller', { role: 'seller', id, userId: 'staff-1' });
  async function open(sellerId: string): Promise<RequestState> {
    const outcome = await service.app.commands.open(input({ sellerId, conversationId: `conv-${sellerId}` }), {
      actor: integrator,
      arrivedAt: clock.iso(),
    });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    await service.app.relay.idle();
    return outcome.state;
  }
  const execute = async (state: RequestState, command: Parameters<Service['app']['commands']['execute']>[1]) => {
    const actor = { ...seller, id: state.facts.sellerId };
    const outcome = await service.app.commands.execute(state.id, command, { actor, arrivedAt: clock.iso() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    await service.app.relay.idle();
    return outcome.state;
  };
  const ids = (requests: RequestView[]) => requests.map(({ id }) => id);

  it('tell the shop and each agent what is unread and who waits, and leave it out of the request', async () => {
    const people = [await asAgent(), await board('/console', { role: 'agent', id: 'ann' }), await asShop('shop-1')];
    const boardsHeard = [...people, await asShop('shop-2')].map(({ socket }) => {
      const chats = new Heard<{ requestId: string; chat: ChatState }>();
      socket.on('chat', (chat) => chats.add(chat));
      return chats;
    });
    const { id: requestId, facts } = await open('shop-1');
    const asPerson = (path: string, actor: string, body: object) =>
      fetch(`${service.url}/v1/conversations/${facts.conversationId}/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_KEY}`, 'parley-actor': actor, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await asPerson('messages', `buyer:${facts.buyerId}`, { text: 'Where is it?' });
    const waits = { unread: 2, lastFrom: 'buyer', lastText: 'Where is it?', waitingForReply: true };
    for (const chats of boardsHeard.slice(0, 3)) {
      await chats.hears('that the buyer waits', { requestId, chat: waits });
    }
    await asPerson('read', 'agent:ann', { seq: 100 });
    await boardsHeard[1]?.hears('that it is read', { requestId, chat: { unread: 0, waitingForReply: true } });
    await people[2]?.requests.hears('the request', { id: requestId });
    for (const { requests, caughtUp } of people) {
      await caughtUp();
      expect([...requests.soFar()].filter(({ chat }) => chat !== undefined)).toEqual([]);
    }
    expect([...(boardsHeard[3]?.soFar() ?? [])]).toEqual([]);
    expect([...(boardsHeard[0]?.soFar(({ chat }) => chat.unread === 0 && chat.lastText !== null) ?? [])]).toEqual([]);
  });

  it('open with a snapshot: all requests and figures for agents, their own for a shop', async () => {
    const [first, second] = [await open('shop-1'), await open('shop-2')];
    const [agents, shop1] = await Promise.all([asAgent(), asShop('shop-1')]);
    const all = okay(await agents.socket.emitWithAck('snapshot', {}));
    expect(ids(all.requests)).toEqual(expect.arrayContaining([first.id, second.id]));
    expect(all).toMatchObject({ cursor: '', nextCursor: null });
    expect(all.requests[0]).toHaveProperty('policy');
    const own = okay(await shop1.socket.emitWithAck('snapshot', {}));
    expect(new Set(own.requests.map(({ sellerId }) => sellerId))).toEqual(new Set(['shop-1']));
    expect(own.stats.byStatus.awaiting_seller).toBe(own.requests.length);
    expect(own.requests[0]?.actions).toContain('approve');
    const theirs = await shop1.socket.emitWithAck('snapshot', { filter: { sellerId: 'shop-2' } });
    expect(problemIn(theirs).code).toBe('not_found');
    const narrowed = okay(await agents.socket.emitWithAck('snapshot', { filter: { sellerId: 'shop-2' } }));
    expect(ids(narrowed.requests)).toContain(second.id);
    expect(ids(narrowed.requests)).not.toContain(first.id);
    expect(problemIn(await agents.socket.emitWithAck('snapshot', { cursor: 'bogus' })).code).toBe('invalid_query');
  });

  it('show every change to agents, and to a shop its own only', async () => {
    const [agents, shop1, shop2] = await Promise.all([asAgent(), asShop('shop-1'), asShop('shop-2')]);
    const state = await open('shop-1');
    await execute(state, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } });
    const versions = [
      [state.id, 1],
      [state.id, 2],
    ];
    const both = ({ requests }: Board) => requests.holds('both changes', ({ id, version }) => [id, version], versions);
    const [forAgents, forShop] = [await both(agents), await both(shop1)];
    expect(forAgents[1]).toMatchObject({ status: 'negotiating', tab: 'offer_sent', offersLeft: 0 });
    expect(forShop[1]?.actions).toEqual(['withdraw', 'assign']);
    await shop2.caughtUp();
    expect(shop2.requests.soFar().size).toBe(0);
  });

  it('show figures after a change of what they show, at most once a second', async () => {
    const since = performance.now();
    const [agents, shop1, shop2] = await Promise.all([asAgent(), asShop('shop-1'), asShop('shop-2')]);
    for (let n = 0; n < 5; n += 1) await open('shop-1');
    const figures = { byStatus: { awaiting_seller: expect.any(Number) } };
    for (const { stats } of [agents, shop1]) await stats.hears('figures after the changes', figures);
    // Counted over the whole time, for two that were sent a second apart may be read at once where the machine is busy.
    // Besides one for each second: what an earlier test changed, and what is under way.
    const seconds = (performance.now() - since) / 1000;
    for (const { stats } of [agents, shop1]) expect(stats.soFar().size).toBeLessThanOrEqual(Math.floor(seconds) + 2);
    await shop2.caughtUp();
    expect(shop2.stats.soFar().size).toBe(0);
  });

  it('ask for attention where an operator must look, agents for all and a shop for its own', async () => {
    const [agents, shop1, shop2] = await Promise.all([asAgent(), asShop('shop-1'), asShop('shop-2')]);
    const state = await open('shop-1');
    await execute(state, { type: 'ApproveRequest' });
    clock.advance(24 * 30 * HOUR);
    await service.app.sweep.run();
    await service.app.relay.idle();
    const overdue = { code: 'shipment_overdue', sellerId: 'shop-1', requestId: state.id };
    for (const { attention } of [agents, shop1]) await attention.hears('the shipment that is overdue', overdue);
    for (const board of [agents, shop1, shop2]) {
      await board.caughtUp();
      const times = board.attention.soFar(({ requestId }) => requestId === state.id).size;
      expect(times).toBe(board === shop2 ? 0 : 1);
    }
  });

  it('tell the time that deadlines run on, with a snapshot and whenever they are asked', async () => {
    const [agents, shop1] = await Promise.all([asAgent(), asShop('shop-1')]);
    const now = clock.iso();
    expect(okay(await agents.socket.emitWithAck('snapshot', {})).now).toBe(now);
    clock.advance(HOUR);
    expect(clock.iso()).not.toBe(now);
    for (const { socket } of [agents, shop1]) {
      expect(okay(await socket.emitWithAck('time', {})).now).toBe(clock.iso());
    }
  });

  it('show an agent the card as buyer and shop have it, each in their own language, zone and buttons', async () => {
    const shopOfAlerts = shop({ id: 'shop-2', alerts: { slack: { channel: 'C1', locale: 'vi' } } });
    await service.store.directory.putSeller(shopOfAlerts);
    const [agents, shop2] = await Promise.all([asAgent(), asShop('shop-2')]);
    const state = await open('shop-2');
    const requestId = state.id;
    expect(problemIn(await agents.socket.emitWithAck('cards', { requestId })).code).toBe('not_found');
    await execute(state, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50, note: 'Half of it?' } });
    const { buyer, seller: side } = okay(await agents.socket.emitWithAck('cards', { requestId }));
    expect(buyer).toMatchObject({ locale: 'th', zone: 'Asia/Bangkok' });
    expect(side).toMatchObject({ locale: 'vi', zone: 'Asia/Bangkok' });
    expect(buyer.card.actions.map(({ id }) => id)).toEqual(['accept', 'reject']);
    expect(side.card.actions).toEqual([]);
    expect(buyer.card.title).not.toBe(side.card.title);
    for (const { card } of [buyer, side]) expect(card.sellerName).toBe(shopOfAlerts.name);
    expect(buyer.text).toContain('Half of it?');
    expect(buyer.text).not.toContain('http');
    expect(problemIn(await shop2.socket.emitWithAck('cards', { requestId })).code).toBe('forbidden');
    expect(problemIn(await agents.socket.emitWithAck('cards', { requestId: 'req_none' })).code).toBe('not_found');
  });

  it('watch a conversation they may see, and no other', async () => {
    const [agents, shop2] = await Promise.all([asAgent(), asShop('shop-2')]);
    const { facts } = await open('shop-1');
    const { conversationId } = facts;
    okay(await agents.socket.emitWithAck('watch', { conversationId }));
    expect(problemIn(await shop2.socket.emitWithAck('watch', { conversationId })).code).toBe('not_found');
    const [message] = await service.store.chat.write([
      {
        id: 'msg_hello',
        conversationId,
        at: clock.iso(),
        author: { role: 'buyer', id: 'buyer-1' },
        body: { kind: 'text', text: 'Hello?' },
        revision: 1,
      },
    ]);
    if (message) service.app.feed.publish({ type: 'message', message });
    await agents.texts.holds('what the buyer wrote', (text) => text, ['Hello?']);
    await shop2.caughtUp();
    expect(shop2.texts.soFar().size).toBe(0);
  });
});
