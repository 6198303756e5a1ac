/**
 * The feed between instances, over Redis' publish and subscribe (docs/decisions/0024-redis-carries-what-may-be-lost.md).
 *
 * What is published here is told to our own listeners at once, as without Redis, and to the other instances in one letter
 * for all that one turn of the event loop brought. What they tell reaches our listeners the same way. Where a letter was
 * lost, or Redis was away, listeners hear `missed` once it is known, and make their readers whole from storage.
 */
import type { Change, Feed } from '../application/feed.ts';
import type { Bus } from './bus.ts';
import { createPeers } from './peers.ts';
import { isTold, type Letter, ownKind, read, write } from './wire.ts';

export interface FeedParts {
  local: Feed;
  /** Names this process. */
  owner: string;
  now(): number;
}
export interface SharedFeed {
  feed: Feed;
  /** For the bus. */
  beat(): string;
  hear(text: string): boolean;
  /** Everything that others told since then may have been missed. */
  missed(since: number): void;
  /** Instances that are alive, this one included. */
  instances(): number;
  /** Tells what is left, and that no more will come. */
  leave(): void;
}

/** Gaps that are found one after another are one: a reconnect shows one for every peer. */
const MISSED_AFTER_MS = 200;

export function createSharedFeed({ local, owner, now }: FeedParts, send: Bus['send']): SharedFeed {
  const peers = createPeers(now);
  let sent = 0;
  let gathered: Change[] = [];
  let missedSince = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    if (gathered.length === 0) return;
    const changes = gathered;
    gathered = [];
    sent += 1;
    send(write({ from: owner, n: sent, changes }));
  }

  function missed(since: number): void {
    missedSince = Math.min(missedSince, since);
    timer ??= setTimeout(() => {
      timer = undefined;
      local.publish({ type: 'missed', since: missedSince });
      missedSince = Number.POSITIVE_INFINITY;
    }, MISSED_AFTER_MS).unref();
  }

  function accept(letter: Letter): void {
    const noted = peers.note(letter);
    if (noted.kind === 'gap') missed(noted.since);
    if (noted.kind === 'again' || !('changes' in letter)) return;
    for (const change of letter.changes) local.publish(change);
  }

  return {
    feed: {
      publish(change) {
        local.publish(change);
        if (!isTold(change)) return;
        if (gathered.length === 0) setImmediate(flush);
        gathered.push(change);
      },
      subscribe: local.subscribe,
    },
    beat: () => write({ beat: true, from: owner, n: sent }),
    hear(text) {
      const own = ownKind(text, owner);
      if (own) return own === 'beat';
      const letter = read(text);
      if (letter) accept(letter);
      return false;
    },
    missed,
    instances: () => peers.count() + 1,
    leave() {
      flush();
      clearTimeout(timer);
      send(write({ beat: true, from: owner, n: sent, leaving: true }));
    },
  };
}
