/**
 * How long things are kept: messages and deliveries for 30 days after their event, those of a deleted endpoint no longer.
 * Cleared away in bounded steps, so that no write holds up another for long.
 */
import type { Clock } from '../ports/clock.ts';
import type { Endpoint, WebhookStore } from './ports.ts';

export const KEPT_FOR_MS = 30 * 24 * 3_600_000;
const STEP = 500;
const MOST_STEPS = 40;
/** Who read a deleted endpoint before it was deleted may still be owing to it. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

/** Repeats a step while it finds something; answers whether everything is done. */
async function inSteps(step: () => Promise<number>): Promise<boolean> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) if ((await step()) < STEP) return true;
  return false;
}

/** Clears away what is no longer kept, as much as is bearable at once. */
export async function purgeWebhooks(store: WebhookStore, clock: Clock, wallClock: Clock): Promise<void> {
  const before = new Date(clock.now() - KEPT_FOR_MS).toISOString();

  async function forget({ id, deletedAt }: Endpoint): Promise<void> {
    const cleared =
      (await inSteps(() => store.purgeDeliveries(id, null, STEP))) && (await inSteps(() => store.purgeLines(id, STEP)));
    const isOld = deletedAt !== null && deletedAt <= wallClock.now() - FORGOTTEN_AFTER_MS;
    if (cleared && isOld) await store.removeEndpoint(id);
  }

  for (const endpoint of await store.endpoints()) {
    if (endpoint.deletedAt !== null) await forget(endpoint);
    else await inSteps(() => store.purgeDeliveries(endpoint.id, before, STEP));
  }
  await inSteps(() => store.purgeMessages(before, STEP));
}
