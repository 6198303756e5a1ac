/**
 * Who else looks at a request right now, on whatever instance. Kept in memory alone: it is what sockets say, and ends with them.
 *
 * An instance tells the others all of its own viewers of a request whenever these change, which replaces what it told before. Who
 * begins to look asks the others, so that it need not have heard them earlier. What was lost on the way comes right by
 * itself (`elsewhere.ts`).
 */
import type { Change, Feed } from '../application/feed.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Viewer } from '../contract/live.ts';
import { Elsewhere } from './elsewhere.ts';
import { type BoardSocket, isExpired } from './session.ts';

export interface Viewers {
  /** The socket has this request open from now on, or none. */
  look(socket: BoardSocket, requestId: string | null): void;
  /** An instance said who looks at a request there. */
  heard(change: Viewing): void;
  /** Repeats what is here, and forgets what nobody repeated. To be called now and then. */
  sweep(): void;
}
type Viewing = Extract<Change, { type: 'viewing' }>;

interface Looking {
  socket: BoardSocket;
  requestId: string;
  /** What the socket was told last. */
  told: string | undefined;
}

export function createViewers(feed: Feed, wallClock: Clock): Viewers {
  const here = new Map<string, Looking>();
  const elsewhere = new Elsewhere<Viewer[]>(wallClock);

  const lookingAt = (requestId: string) => [...here.values()].filter((looking) => looking.requestId === requestId);

  function viewersHere(requestId: string): Viewer[] {
    const people = lookingAt(requestId).map(({ socket }) => socket.data.session.caller.person);
    return people.map(({ id, name }) => ({ id, ...(name ? { name } : {}) }));
  }

  /** Each once, however many tabs they have. */
  function everyone(requestId: string): Viewer[] {
    const there = elsewhere.of(requestId).flat();
    const byId = new Map([...there, ...viewersHere(requestId)].map((viewer) => [viewer.id, viewer]));
    return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  function tell(requestId: string): void {
    const all = everyone(requestId);
    for (const looking of lookingAt(requestId)) {
      const { socket } = looking;
      const viewers = all.filter(({ id }) => id !== socket.data.session.caller.person.id);
      const telling = JSON.stringify(viewers);
      if (looking.told === telling || isExpired(socket, wallClock.now())) continue;
      looking.told = telling;
      socket.emit('viewers', { requestId, viewers });
    }
  }

  function announce(requestId: string, asks: boolean): void {
    const viewers = viewersHere(requestId);
    const { instance } = elsewhere;
    feed.publish({ type: 'viewing', instance, requestId, viewers, ...(asks ? { asks } : {}) });
  }

  function leave(socketId: string): void {
    const before = here.get(socketId);
    if (before && here.delete(socketId)) announce(before.requestId, false);
  }

  return {
    look(socket, requestId) {
      const before = here.get(socket.id);
      if (before?.requestId !== requestId) leave(socket.id);
      if (requestId === null || !socket.connected) return;
      if (!before) socket.once('disconnect', () => leave(socket.id));
      here.set(socket.id, { socket, requestId, told: undefined });
      announce(requestId, true);
    },
    heard({ requestId, instance, viewers, asks }) {
      const isOther = elsewhere.heard(requestId, instance, viewers.length > 0 ? viewers : null);
      if (isOther && asks && lookingAt(requestId).length > 0) announce(requestId, false);
      tell(requestId);
    },
    sweep() {
      for (const requestId of elsewhere.forget()) tell(requestId);
      if (!elsewhere.isTimeToRepeat()) return;
      for (const requestId of new Set([...here.values()].map((looking) => looking.requestId)))
        announce(requestId, false);
    },
  };
}
