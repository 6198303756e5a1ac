import { describe, expect, it } from 'vitest';
import { createPeers } from '../../../src/redis/peers.ts';
import { type Letter, ownKind, read, write } from '../../../src/redis/wire.ts';
import { FakeClock } from '../../support/world.ts';

const letter = (n: number, from = 'b'): Letter => ({ from, n, changes: [] });
const beat = (n: number, from = 'b'): Letter => ({ beat: true, from, n });

describe('What other instances told', () => {
  it('is heard letter by letter, with beats between', () => {
    const peers = createPeers(new FakeClock().now);
    for (const one of [beat(0), letter(1), letter(2), beat(2), beat(2), letter(3)]) {
      expect(peers.note(one)).toEqual({ kind: 'heard' });
    }
  });

  it('a letter that was lost is noticed by the next one, and by the next beat', () => {
    const clock = new FakeClock();
    const peers = createPeers(clock.now);
    peers.note(letter(1));
    const heardAt = clock.now();
    clock.advance(700);
    expect(peers.note(letter(3))).toEqual({ kind: 'gap', since: heardAt });
    expect(peers.note(letter(4))).toEqual({ kind: 'heard' });
    clock.advance(300);
    expect(peers.note(beat(5))).toEqual({ kind: 'gap', since: clock.now() - 300 });
    expect(peers.note(letter(6))).toEqual({ kind: 'heard' });
  });

  it('a letter that comes again is not told again', () => {
    const peers = createPeers(new FakeClock().now);
    peers.note(letter(1));
    peers.note(letter(2));
    expect(peers.note(letter(2))).toEqual({ kind: 'again' });
    expect(peers.note(letter(3))).toEqual({ kind: 'heard' });
  });

  it('of somebody new who told before is missed as far back as they may have told', () => {
    const clock = new FakeClock();
    const peers = createPeers(clock.now);
    expect(peers.note(beat(4))).toEqual({ kind: 'gap', since: clock.now() - 30_000 });
    expect(peers.note(letter(5))).toEqual({ kind: 'heard' });
  });

  it('tells who is alive: who beats, until five seconds later, and not who left', () => {
    const clock = new FakeClock();
    const peers = createPeers(clock.now);
    for (const from of ['b', 'c', 'd']) peers.note(beat(0, from));
    expect(peers.count()).toBe(3);
    peers.note({ beat: true, from: 'd', n: 0, leaving: true });
    clock.advance(3_000);
    peers.note(beat(0, 'b'));
    clock.advance(3_000);
    expect(peers.count()).toBe(1);
  });
});

describe('A letter', () => {
  it('names requests only, and carries messages whole', () => {
    const change = { type: 'request', requestId: 'req_1', sellerId: 'shop-1', version: 3 } as const;
    const text = write({ from: 'a', n: 1, changes: [{ ...change, state: { id: 'req_1' } as never }] });
    expect(read(text)).toEqual({ from: 'a', n: 1, changes: [change] });
  });

  it.each(['', 'null', '{}', '[]', '{"from":1,"n":1}', '{"from":"a","n":1,"changes":{}}', 'hello'])(
    'that is none of ours is left alone: %s',
    (text) => expect(read(text)).toBeNull(),
  );

  it('of our own is known without reading it', () => {
    expect(ownKind(write({ from: 'a', n: 1, changes: [] }), 'a')).toBe('letter');
    expect(ownKind(write({ beat: true, from: 'a', n: 1 }), 'a')).toBe('beat');
    expect(ownKind(write({ beat: true, from: 'ab', n: 1 }), 'a')).toBeNull();
  });
});
