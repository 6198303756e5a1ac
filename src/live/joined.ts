/**
 * Up to which change the readers on this instance know each conversation that somebody here follows, so that what was
 * missed can be read from storage. Nothing is kept of conversations that nobody follows.
 */
import { conversationOf, type LiveNamespace, roomOf } from './session.ts';

interface Known {
  /** Everything up to it was delivered, or read by who joined. */
  upTo: number;
  /** What was delivered beyond, where something before it is still to come: instances tell in no common order. */
  ahead?: Set<number>;
}

export interface Joined {
  /** Somebody read the conversation up to this change. */
  read(conversationId: string, change: number): void;
  /** A change was delivered to everyone here. */
  delivered(conversationId: string, change: number): void;
  /** The conversations that somebody follows, each with the change to read on from; null where nobody read it here. */
  all(): { conversationId: string; after: number | null }[];
}

/** Telling a few changes again costs little; remembering every gap for ever would not. */
const MOST_AHEAD = 100;

function raise(known: Known, change: number): void {
  if (change <= known.upTo) return;
  if (!known.ahead && change === known.upTo + 1) {
    known.upTo = change;
    return;
  }
  known.ahead ??= new Set();
  known.ahead.add(change);
  if (known.ahead.size > MOST_AHEAD) known.upTo = Math.min(...known.ahead) - 1;
  while (known.ahead.delete(known.upTo + 1)) known.upTo += 1;
  if (known.ahead.size === 0) known.ahead = undefined;
}

export function createJoined(namespaces: LiveNamespace[]): Joined {
  const known = new Map<string, Known>();
  const isFollowed = (room: string) => namespaces.some(({ adapter }) => adapter.rooms.has(room));

  for (const { adapter } of namespaces) {
    adapter.on('delete-room', (room: string) => {
      const id = conversationOf(room);
      if (id !== null && !isFollowed(room)) known.delete(id);
    });
  }

  return {
    read(conversationId, change) {
      if (known.has(conversationId) || !isFollowed(roomOf(conversationId))) return;
      known.set(conversationId, { upTo: change });
    },
    delivered(conversationId, change) {
      const one = known.get(conversationId);
      if (one) raise(one, change);
    },
    all() {
      const rooms = new Set(namespaces.flatMap(({ adapter }) => [...adapter.rooms.keys()]));
      const ids = [...rooms].flatMap((room) => conversationOf(room) ?? []);
      return ids.map((conversationId) => ({ conversationId, after: known.get(conversationId)?.upTo ?? null }));
    },
  };
}
