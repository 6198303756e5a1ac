/**
 * The application with webhooks and without entries: real storage, relay, deliverer and HTTP, clocks that tests move.
 * Nothing runs by itself: `deliver` tells what was committed and works off what is due at that moment.
 */
import { createCommands } from '../../src/application/commands.ts';
import { localFeed } from '../../src/application/feed.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { createRelay } from '../../src/application/relay.ts';
import { createSweep } from '../../src/application/sweep.ts';
import { createHealth } from '../../src/application/webhooks/health.ts';
import { createWebhooks } from '../../src/application/webhooks/webhooks.ts';
import { createWebhookDeliverer } from '../../src/channels/webhooks/deliverer.ts';
import { createWebhookSender, type SenderParts } from '../../src/channels/webhooks/sender.ts';
import { createWebhookChannel } from '../../src/channels/webhooks.ts';
import type { Attention } from '../../src/contract/live.ts';
import type { RequestInput } from '../../src/contract/request.ts';
import type { RequestCommand } from '../../src/domain/command.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { erasingOver } from './erasing.ts';
import { SECRET } from './service.ts';
import { FakeClock, input, integrator, seller, shop } from './world.ts';

export type WebhookWorld = Awaited<ReturnType<typeof webhookWorld>>;

export interface WebhookWorldOptions extends Partial<SenderParts> {
  clock?: FakeClock;
  wallClock?: FakeClock;
  owner?: string;
  random?: () => number;
  keys?: string[];
}

/** One process's worth on a store; several may share it and the clocks. */
export async function webhookWorld(
  store: Store,
  {
    clock = new FakeClock(),
    wallClock = new FakeClock(),
    owner = 'process-1',
    random = () => 0,
    keys = [SECRET],
    ...sending
  }: WebhookWorldOptions = {},
) {
  const errors: unknown[] = [];
  const attentions: Attention[] = [];
  const onError = (error: unknown) => errors.push(error);
  const feed = localFeed(onError);
  feed.subscribe((change) => {
    if (change.type === 'attention') attentions.push(change.attention);
  });
  const sender = createWebhookSender({ allowPrivate: true, version: 'test', ...sending });
  const health = createHealth({ store: store.webhooks, feed, clock, wallClock });
  const deliverer = createWebhookDeliverer({
    store: store.webhooks,
    sender,
    health,
    keys,
    wallClock,
    random,
    owner,
    onError,
  });
  const channel = createWebhookChannel({ store, wallClock, onOwed: () => deliverer.nudge() });
  const relay = createRelay({ store, channels: [channel], wallClock, owner, onError });
  const commands = createCommands({ store, clock, relay });
  const sweep = createSweep({ store, commands, erasing: erasingOver(store, relay, clock), clock, onError });
  const webhooks = createWebhooks({ store: store.webhooks, sender, keys, clock, wallClock, deliverer });
  await store.directory.putSeller(shop());

  async function open(changes: Partial<RequestInput> = {}): Promise<RequestState> {
    const outcome = await commands.open(input(changes), { actor: integrator, arrivedAt: clock.iso() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    return outcome.state;
  }

  /** Sends a command now, by the shop unless somebody else is named. Throws where it is refused. */
  async function act(id: string, command: RequestCommand, actor = seller): Promise<RequestState> {
    const outcome = await commands.execute(id, command, { actor, arrivedAt: clock.iso() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    return outcome.state;
  }

  return {
    store,
    clock,
    wallClock,
    deliverer,
    webhooks,
    channel,
    relay,
    sweep,
    errors,
    attentions,
    open,
    act,
    /** One more event about the request: its `metadata` becomes `note`. */
    update: (id: string, note: string) => act(id, { type: 'UpdateRequest', patch: { metadata: { note } } }, integrator),
    /** Registers an endpoint; answers it with its secret. */
    async register(url: string, more: { events?: Parameters<typeof webhooks.create>[0]['events'] } = {}) {
      const { endpoint, secret } = await webhooks.create({ url, ...more });
      return { id: endpoint.id, secret };
    },
    async deliver(): Promise<void> {
      await relay.idle();
      await deliverer.run();
    },
    /** The log, oldest event first. */
    async log(id: string) {
      return (await webhooks.deliveries({ endpointId: id, limit: 100 })).items.reverse();
    },
    async stop(): Promise<void> {
      await relay.stop();
      await deliverer.stop();
      sender.close();
    },
  };
}
