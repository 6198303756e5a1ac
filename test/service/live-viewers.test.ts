/** `view` and `viewers` over real sockets. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/contract/live.ts';
import { Heard } from '../support/heard.ts';
import { type Service, startService } from '../support/service.ts';
import { type BoardClient, clientOf, connected, okay, problemIn, tokenFor } from '../support/sockets.ts';
import { input, integrator, shop } from '../support/world.ts';

describe('Agents with one request open', () => {
  let service: Service;
  let requestId: string;
  const sockets: BoardClient[] = [];
  beforeAll(async () => {
    service = await startService();
    await service.store.directory.putSeller(shop());
    const outcome = await service.app.commands.open(input(), {
      actor: integrator,
      arrivedAt: new Date().toISOString(),
    });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    requestId = outcome.state.id;
  });
  afterAll(() => service.close());
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });

  async function board(person: Parameters<typeof tokenFor>[0], space = '/console') {
    const socket: BoardClient = clientOf(service.url, space, { token: await tokenFor(person) });
    const heard = new Heard<{ requestId: string; viewers: Viewer[] }>();
    socket.on('viewers', (viewers) => heard.add(viewers));
    await connected(socket);
    sockets.push(socket);
    return { socket, heard };
  }

  it('hear of each other, until one looks elsewhere or leaves', async () => {
    const ann = await board({ role: 'agent', id: 'agent-1', name: 'Ann' });
    const bo = await board({ role: 'agent', id: 'agent-2' });
    okay(await ann.socket.emitWithAck('view', { requestId }));
    await ann.heard.hears('that nobody else looks', { requestId, viewers: [] });
    okay(await bo.socket.emitWithAck('view', { requestId }));
    await bo.heard.hears('who looks', { requestId, viewers: [{ id: 'agent-1', name: 'Ann' }] });
    await ann.heard.hears('who came', { requestId, viewers: [{ id: 'agent-2' }] });
    okay(await ann.socket.emitWithAck('view', { requestId: null }));
    await bo.heard.hears('that Ann went', { requestId, viewers: [] });
    okay(await ann.socket.emitWithAck('view', { requestId }));
    ann.socket.disconnect();
    await bo.heard.holds('that Ann closed her board', ({ viewers }) => viewers.length, [1, 0, 1, 0]);
  });

  it('say so of requests that are there, and are no shop', async () => {
    const ann = await board({ role: 'agent', id: 'agent-1' });
    expect(problemIn(await ann.socket.emitWithAck('view', { requestId: 'req_none' })).code).toBe('not_found');
    const own = await board({ role: 'seller', id: 'shop-1' }, '/seller');
    expect(problemIn(await own.socket.emitWithAck('view', { requestId })).code).toBe('forbidden');
  });
});
