/** Who else looks at a request: on two instances over one feed, with sockets that only remember. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Change, type Feed, localFeed } from '../../src/application/feed.ts';
import { FORGOTTEN_AFTER_MS, REPEAT_EVERY_MS } from '../../src/live/elsewhere.ts';
import type { BoardSocket } from '../../src/live/session.ts';
import { createViewers, type Viewers } from '../../src/live/viewers.ts';
import { FakeClock } from '../support/world.ts';

interface Agent {
  socket: BoardSocket;
  /** Whom they were told of, each time. */
  told: string[][];
  leave(): void;
}

describe('Who looks', () => {
  let clock: FakeClock;
  let feed: Feed;
  let one: Viewers;
  let two: Viewers;
  /** What the second instance tells is lost. */
  let twoIsCutOff: boolean;

  beforeEach(() => {
    clock = new FakeClock();
    feed = localFeed((error) => {
      throw error;
    });
    twoIsCutOff = false;
    const ofTwo: Feed = {
      subscribe: feed.subscribe,
      publish: (change) => (twoIsCutOff ? two.heard(change as Parameters<Viewers['heard']>[0]) : feed.publish(change)),
    };
    one = createViewers(feed, clock);
    two = createViewers(ofTwo, clock);
    feed.subscribe((change: Change) => {
      if (change.type !== 'viewing') return;
      one.heard(change);
      two.heard(change);
    });
  });

  let sockets = 0;
  function agent(id: string, { name, ends = Number.POSITIVE_INFINITY }: { name?: string; ends?: number } = {}): Agent {
    sockets += 1;
    const told: string[][] = [];
    const leaving: (() => void)[] = [];
    const caller = { kind: 'person', person: { role: 'agent', id, ...(name ? { name } : {}) } };
    const socket = {
      id: `socket-${sockets}`,
      connected: true,
      data: { session: { caller, expiresAt: ends } },
      once: (_: string, listen: () => void) => leaving.push(listen),
      emit: (_: string, { viewers }: { viewers: { id: string }[] }) => told.push(viewers.map((viewer) => viewer.id)),
    };
    return {
      socket: socket as unknown as BoardSocket,
      told,
      leave() {
        socket.connected = false;
        for (const listen of leaving) listen();
      },
    };
  }

  it('is told at once, on every instance, and again when it changes', () => {
    const [ann, bo, cy] = [agent('ann'), agent('bo'), agent('cy')];
    one.look(ann.socket, 'req_1');
    expect(ann.told).toEqual([[]]);
    two.look(bo.socket, 'req_1');
    expect(bo.told.at(-1)).toEqual(['ann']);
    expect(ann.told).toEqual([[], ['bo']]);
    one.look(cy.socket, 'req_2');
    expect(cy.told).toEqual([[]]);
    expect(ann.told).toHaveLength(2);
    two.look(bo.socket, 'req_2');
    expect(ann.told.at(-1)).toEqual([]);
    expect(cy.told.at(-1)).toEqual(['bo']);
    two.look(bo.socket, null);
    expect(cy.told.at(-1)).toEqual([]);
  });

  it('ends with the socket, and the last of a person’s tabs', () => {
    const [ann, bo, again] = [agent('ann'), agent('bo'), agent('bo')];
    one.look(ann.socket, 'req_1');
    two.look(bo.socket, 'req_1');
    two.look(again.socket, 'req_1');
    expect(again.told.at(-1)).toEqual(['ann']);
    bo.leave();
    expect(ann.told).toEqual([[], ['bo']]);
    again.leave();
    expect(ann.told).toEqual([[], ['bo'], []]);
  });

  it('is nobody who had left before the request was found', () => {
    const [ann, bo] = [agent('ann'), agent('bo')];
    one.look(ann.socket, 'req_1');
    bo.leave();
    two.look(bo.socket, 'req_1');
    expect(ann.told).toEqual([[]]);
  });

  it('is forgotten where its instance died, and comes right where a letter was lost', () => {
    const [ann, bo] = [agent('ann'), agent('bo')];
    one.look(ann.socket, 'req_1');
    twoIsCutOff = true;
    two.look(bo.socket, 'req_1');
    expect(ann.told).toEqual([[]]);
    twoIsCutOff = false;
    clock.advance(REPEAT_EVERY_MS);
    two.sweep();
    expect(ann.told.at(-1)).toEqual(['bo']);
    for (let passed = 0; passed < 2 * FORGOTTEN_AFTER_MS; passed += REPEAT_EVERY_MS) {
      clock.advance(REPEAT_EVERY_MS);
      two.sweep();
      one.sweep();
    }
    expect(ann.told).toEqual([[], ['bo']]);
    clock.advance(FORGOTTEN_AFTER_MS + 1);
    one.sweep();
    expect(ann.told.at(-1)).toEqual([]);
  });

  it('is told to nobody whose token ended', () => {
    const ann = agent('ann', { ends: clock.now() + 1_000 });
    one.look(ann.socket, 'req_1');
    clock.advance(1_000);
    two.look(agent('bo').socket, 'req_1');
    expect(ann.told).toEqual([[]]);
  });
});
