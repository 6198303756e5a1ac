/** A webhook world beside a receiver, on a storage of its own. */
import { expect } from 'vitest';
import type { TestStore } from './test-store.ts';
import { Receiver } from './webhook-receiver.ts';
import { type WebhookWorld, webhookWorld } from './webhook-world.ts';

export interface WebhookStage {
  opened: TestStore;
  world: WebhookWorld;
  receiver: Receiver;
}

export async function webhookStage(open: () => Promise<TestStore>): Promise<WebhookStage> {
  const opened = await open();
  return { opened, world: await webhookWorld(opened.store), receiver: await Receiver.start() };
}

/** Ends it, and fails where anything went wrong that nobody was told of. */
export async function strike({ opened, world, receiver }: WebhookStage): Promise<void> {
  await world.stop();
  await receiver.close();
  await opened.cleanup();
  expect(world.errors).toEqual([]);
}
