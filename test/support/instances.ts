/** Several instances of the service in this process, on one storage, that hear each other over Redis. */

import type { MessageView } from '../../src/contract/chat.ts';
import type { Stats } from '../../src/contract/lists.ts';
import type { Attention } from '../../src/contract/live.ts';
import type { Actor, RequestView } from '../../src/contract/request.ts';
import type { RequestCommand } from '../../src/domain/command.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { createRedis } from '../../src/redis/redis.ts';
import { Heard } from './heard.ts';
import type { RedisServer } from './redis-server.ts';
import { type Service, startService } from './service.ts';
import { type BoardClient, type ChatClient, clientOf, connected, okay, tokenFor } from './sockets.ts';
import { sqliteStore, type TestStore } from './stores.ts';
import { input, integrator, shop } from './world.ts';

export interface Instances {
  on: TestStore;
  services: Service[];
  close(): Promise<void>;
}

export async function startInstances(
  count: number,
  redis: RedisServer,
  config: Partial<Parameters<typeof startService>[0]> = {},
): Promise<Instances> {
  const on = await sqliteStore();
  await on.store.directory.putSeller(shop());
  const services: Service[] = [];
  for (let n = 0; n < count; n += 1) {
    const join = (parts: Parameters<NonNullable<Parameters<typeof startService>[0]>['redis'] & object>[0]) =>
      createRedis({ ...parts, url: redis.url });
    services.push(await startService({ ...config, store: on.store, redis: join }));
  }
  return {
    on,
    services,
    async close() {
      await Promise.all(services.map((service) => service.close()));
      await on.cleanup();
    },
  };
}

/** A phone in a conversation, with all it heard. */
export async function buyerOn(service: Service, conversationId: string) {
  const token = await tokenFor({ role: 'buyer', id: 'buyer-1' });
  const socket: ChatClient = clientOf(service.url, '/chat', { token });
  const messages = new Heard<MessageView>();
  const reads = new Heard<object>();
  const typing = new Heard<object>();
  socket.on('message', ({ message }) => messages.add(message));
  socket.on('read', (read) => reads.add(read));
  socket.on('typing', (one) => typing.add(one));
  await connected(socket);
  okay(await socket.emitWithAck('join', { conversationId }));
  return { socket, messages, reads, typing };
}

/** A board with all it heard. */
export async function boardOn(service: Service, role: 'agent' | 'seller') {
  const who = role === 'agent' ? { role, id: 'agent-1' } : { role, id: 'shop-1', userId: 'staff-1' };
  const socket: BoardClient = clientOf(service.url, role === 'agent' ? '/console' : '/seller', {
    token: await tokenFor(who),
  });
  const requests = new Heard<RequestView>();
  const stats = new Heard<Stats>();
  const attention = new Heard<Attention>();
  socket.on('request', ({ request }) => requests.add(request));
  socket.on('stats', (figures) => stats.add(figures));
  socket.on('attention', (one) => attention.add(one));
  await connected(socket);
  return { socket, requests, stats, attention };
}

/** Opens a request on an instance. */
export async function openOn({ app }: Service): Promise<RequestState> {
  const outcome = await app.commands.open(input({ openedAt: undefined }), {
    actor: integrator,
    arrivedAt: new Date().toISOString(),
  });
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
  return outcome.state;
}

/** Sends a command to an instance. */
export async function actOn(
  { app }: Service,
  id: string,
  actor: Actor,
  command: RequestCommand,
): Promise<RequestState> {
  const outcome = await app.commands.execute(id, command, { actor, arrivedAt: new Date().toISOString() });
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
  return outcome.state;
}
