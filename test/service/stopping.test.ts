/** An instance that is told to stop turns nobody away who was on their way. */
import { Agent, request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { clientOf, connected, tokenFor } from '../support/sockets.ts';
import { input, integrator, shop } from '../support/world.ts';

/** Long enough for a slow machine to call in it. */
const DRAIN_MS = 3_000;

describe('An instance that stops', () => {
  let service: Service;
  let closing: Promise<void> | undefined;
  afterEach(async () => {
    await (closing ?? service.app.close());
    closing = undefined;
  });
  const stop = (drainMs = DRAIN_MS): Promise<void> => {
    closing = service.app.close(drainMs);
    return closing;
  };
  const call = (path: string, agent?: Agent): Promise<{ status?: number; connection?: string }> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${API_KEY}` };
      const sent = request(`${service.url}${path}`, { agent, headers }, (response) => {
        response.resume();
        response.once('end', () =>
          resolve({ status: response.statusCode, connection: String(response.headers.connection) }),
        );
      });
      sent.once('error', reject);
      sent.end();
    });

  it('says so at once, and goes on answering until callers went elsewhere', async () => {
    service = await startService();
    const kept = new Agent({ keepAlive: true });
    expect(await call('/readyz', kept)).toMatchObject({ status: 200, connection: 'keep-alive' });
    const stopped = stop();
    expect(await call('/readyz', kept)).toMatchObject({ status: 503, connection: 'close' });
    expect(await call('/v1/requests')).toMatchObject({ status: 200, connection: 'close' });
    await stopped;
    await expect(call('/readyz')).rejects.toThrow(/ECONNREFUSED/u);
    kept.destroy();
  });

  it('answers what came over a socket before it closes it, and closes it so that it connects again', async () => {
    service = await startService();
    const { store, app } = service;
    await store.directory.putSeller(shop());
    const outcome = await app.commands.open(input({ openedAt: undefined }), {
      actor: integrator,
      arrivedAt: new Date().toISOString(),
    });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    const { conversationId } = outcome.state.facts;
    const socket = clientOf(service.url, '/chat', { token: await tokenFor({ role: 'buyer', id: 'buyer-1' }) });
    await connected(socket);
    let why = '';
    socket.once('disconnect', (reason) => {
      why = reason;
    });

    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { write } = store.chat;
    let begun = () => {};
    const writing = new Promise<void>((resolve) => {
      begun = resolve;
    });
    store.chat.write = async (writes) => {
      begun();
      await held;
      return write(writes);
    };
    const answered = socket.emitWithAck('message', { conversationId, text: 'still there?', clientId: 'phone-1' });
    await writing;
    const stopped = stop(0);
    await eventually('it listens no more', async () => {
      await expect(call('/healthz')).rejects.toThrow(/ECONNREFUSED/u);
    });
    expect(socket.connected).toBe(true);
    letGo();
    expect(await answered).toMatchObject({ ok: true, message: { text: 'still there?' } });
    await stopped;
    await eventually('the socket is closed', () => expect(why).not.toBe(''));
    // A client connects again by itself after these, and would not after a disconnect that was meant.
    expect(['transport close', 'transport error']).toContain(why);
  });
});
