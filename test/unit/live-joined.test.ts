import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJoined, type Joined } from '../../src/live/joined.ts';
import { roomOf } from '../../src/live/session.ts';

/** A namespace as far as rooms go. */
function namespace() {
  const rooms = new Map<string, Set<string>>();
  let deleted: (room: string) => void = () => {};
  const adapter = {
    rooms,
    on: (_: string, listener: (room: string) => void) => {
      deleted = listener;
    },
  };
  return {
    namespace: { adapter } as never,
    enter: (id: string) => rooms.set(roomOf(id), new Set(['socket'])),
    leave(id: string) {
      rooms.delete(roomOf(id));
      deleted(roomOf(id));
    },
  };
}

const known = (joined: Joined) => joined.all().find(({ conversationId }) => conversationId === 'c')?.after;

describe('What the readers here know of a conversation', () => {
  it('begins with what the first of them read, and rises with what is delivered', () => {
    const chat = namespace();
    const joined = createJoined([chat.namespace]);
    chat.enter('c');
    expect(known(joined)).toBeNull();
    joined.read('c', 4);
    joined.delivered('c', 5);
    joined.delivered('c', 6);
    joined.read('c', 2);
    expect(known(joined)).toBe(6);
  });

  it('is up to what is missing, also where later changes came', () => {
    const chat = namespace();
    const joined = createJoined([chat.namespace]);
    chat.enter('c');
    joined.read('c', 4);
    for (const change of [7, 6]) joined.delivered('c', change);
    expect(known(joined)).toBe(4);
    joined.delivered('c', 5);
    expect(known(joined)).toBe(7);
  });

  it('is forgotten with the last of them, in whichever namespace', () => {
    const [chat, console] = [namespace(), namespace()];
    const joined = createJoined([chat.namespace, console.namespace]);
    chat.enter('c');
    console.enter('c');
    joined.read('c', 4);
    chat.leave('c');
    expect(known(joined)).toBe(4);
    console.leave('c');
    expect(joined.all()).toEqual([]);
    console.enter('c');
    expect(known(joined)).toBeNull();
  });

  it('never says that something is known which was not delivered, but for gaps of more than a hundred', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (changes) => {
        const chat = namespace();
        const joined = createJoined([chat.namespace]);
        chat.enter('c');
        joined.read('c', 0);
        for (const change of changes) joined.delivered('c', change);
        const upTo = known(joined) ?? -1;
        expect(changes).toEqual(expect.arrayContaining(Array.from({ length: upTo }, (_, n) => n + 1)));
        expect(changes).not.toContain(upTo + 1);
      }),
    );
  });
});
