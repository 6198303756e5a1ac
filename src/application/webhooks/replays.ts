/**
 * Replaying everything since a time, a page at a time: each page is owed again and then noted as done in the endpoint, so
 * that a process that dies in between leaves it to be done once more. One process works on it, under a lease.
 */
import type { Clock } from '../ports/clock.ts';
import { changeEndpoint, deliveryTo, wants } from './endpoints.ts';
import type { Endpoint, Replay, WebhookStore } from './ports.ts';
import { positionOf } from './position.ts';

const PAGE = 200;
const LEASE_MS = 20_000;

/** Owes one page again; answers the endpoint as it is then, or null where another process is at it. */
export async function replayPage(
  store: WebhookStore,
  endpoint: Endpoint,
  owner: string,
  wallClock: Clock,
): Promise<Endpoint | null> {
  const held = await hold(store, endpoint.id, owner, wallClock.now());
  if (!held?.replay) return null;
  const { since, until, done } = held.replay;
  const page = await store.messages({ since, until, after: done, limit: PAGE });
  const deliveries = page.filter((message) => wants(held, message)).map((message) => deliveryTo(held.id, message));
  await store.oweAgain(deliveries, wallClock.now());
  const last = page.at(-1);
  const ahead = last && page.length === PAGE ? { done: positionOf(last) } : null;
  return changeEndpoint(store, endpoint.id, (present) => {
    // A replay that was asked for meanwhile starts anew.
    if (present.replay?.lease?.owner !== owner) return null;
    return { ...present, replay: ahead && { ...present.replay, ...ahead, lease: null } };
  });
}

async function hold(store: WebhookStore, id: string, owner: string, now: number): Promise<Endpoint | null> {
  let mine = false;
  const endpoint = await changeEndpoint(store, id, (present) => {
    const { replay } = present;
    mine = replay !== null && (replay.lease === null || replay.lease.until <= now);
    return mine && replay ? { ...present, replay: { ...replay, lease: { owner, until: now + LEASE_MS } } } : null;
  });
  return mine ? endpoint : null;
}

/** A replay since an instant; where one is under way, what it still had ahead is part of it. */
export function replayFrom(since: string, until: string, underway: Replay | null): Replay {
  const ahead = underway && (underway.done.slice(0, since.length) || underway.since);
  return { since: ahead && ahead < since ? ahead : since, until, done: '', lease: null };
}
