/** How many sockets a person may have over several instances: Seats over one feed, with connections that only close. */
import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/application/access.ts';
import { type Change, type Feed, localFeed } from '../../src/application/feed.ts';
import { FORGOTTEN_AFTER_MS, REPEAT_EVERY_MS } from '../../src/live/elsewhere.ts';
import { Seats } from '../../src/live/seats.ts';
import { FakeClock } from '../support/world.ts';

const MOST = 6;
const buyer = (id: string): Person => ({ role: 'buyer', id });
const ANN = buyer('ann');

describe('Seats over two instances', () => {
  let wallClock: FakeClock;
  let feed: Feed;
  let told: Change[];
  let one: Seats;
  let two: Seats;
  /** What the second instance tells is lost, and what it would hear. */
  let twoIsCutOff: boolean;

  beforeEach(() => {
    wallClock = new FakeClock();
    feed = localFeed((error) => {
      throw error;
    });
    told = [];
    twoIsCutOff = false;
    one = new Seats(MOST, { feed, wallClock });
    two = new Seats(MOST, {
      wallClock,
      feed: { publish: (change) => (twoIsCutOff ? undefined : feed.publish(change)) },
    });
    feed.subscribe((change) => {
      told.push(change);
      if (change.type !== 'seats') return;
      one.heard(change);
      if (!twoIsCutOff) two.heard(change);
    });
  });

  /** Answers how the socket leaves again. */
  function sit(seats: Seats, person = ANN): () => void {
    const parts = { transport: {}, close: () => {} };
    const conn = Object.assign(new EventEmitter(), parts) as unknown as Socket['conn'];
    const socket = Object.assign(new EventEmitter(), { conn });
    seats.arrived(conn);
    seats.take(socket as unknown as Socket, person);
    return () => conn.emit('close');
  }
  const passes = (milliseconds: number) => {
    wallClock.advance(milliseconds);
    one.sweep();
    two.sweep();
  };

  it('a person has as many as there may be in all, wherever they connect', () => {
    const leave = [one, two, one, two, one, two].map((seats) => sit(seats));
    for (const seats of [one, two]) expect(() => sit(seats)).toThrow('You have 6 live connections open');
    leave[0]?.();
    sit(two);
    for (const seats of [one, two]) expect(() => sit(seats)).toThrow('as many as one person may');
    sit(one, buyer('bo'));
  });

  it('who has one socket on an instance is told of nowhere', () => {
    for (let n = 0; n < 100; n += 1) sit(n % 2 ? one : two, buyer(`buyer-${n}`));
    expect(told).toEqual([]);
    const leave = [one, one].map((seats) => sit(seats));
    for (const leaves of leave) leaves();
    expect(told).toMatchObject([
      { type: 'seats', taken: 2 },
      { type: 'seats', taken: 0 },
    ]);
  });

  it('what was not heard is not counted, and comes right when it is repeated', () => {
    twoIsCutOff = true;
    for (let n = 0; n < 4; n += 1) sit(two);
    for (let n = 0; n < 4; n += 1) sit(one);
    twoIsCutOff = false;
    passes(REPEAT_EVERY_MS);
    for (const seats of [one, two]) expect(() => sit(seats)).toThrow('live connections');
  });

  it('an instance that died holds nobody’s seats for long', () => {
    for (let n = 0; n < MOST; n += 1) sit(two);
    expect(() => sit(one)).toThrow('live connections');
    twoIsCutOff = true;
    passes(FORGOTTEN_AFTER_MS);
    expect(() => sit(one)).toThrow('live connections');
    passes(1);
    sit(one);
  });
});
