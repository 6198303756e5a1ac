/**
 * The numbers of a conversation that several processes write: whatever comes between what, every `seq` and `change` is
 * given once, none is left out, and a reader who always asks for what follows its last number ends with what is stored.
 */
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import type { MessageWrite, StoredMessage } from '../../src/application/transcript.ts';
import { openStore } from '../../src/storage/open.ts';
import { cardMessage, offer, requestState, textMessage } from '../support/builders.ts';
import { type ChatReader, chatReader, unsound } from '../support/chat-numbers.ts';
import { silent } from '../support/stores.ts';
import type { Factory, StoreFixture } from './fixture.ts';

/** Who writes: the first one's memory is the oldest. */
const STORES = 3;
const CARDS = 2;

/** A new text, or a card at a revision: it may be there, older, or newer. */
type Piece = 'text' | { card: number; revision: number };
interface Act {
  store: number;
  pieces: Piece[];
}
/** Acts of one step are under way together; a step follows when all of the one before are done. */
type Course = Act[][];

const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc.constant('text' as const),
  fc.record({ card: fc.nat(CARDS - 1), revision: fc.integer({ min: 1, max: 5 }) }),
);
const act = fc.record({ store: fc.nat(STORES - 1), pieces: fc.array(piece, { minLength: 1, maxLength: 3 }) });
const course = (together: number): fc.Arbitrary<Course> =>
  fc.array(fc.array(act, { minLength: 1, maxLength: together }), { minLength: 2, maxLength: 8 });

const state = requestState({ offers: [offer()], version: 2 });
let conversations = 0;
let texts = 0;

/** A conversation that nobody wrote in yet. */
function fresh() {
  conversations += 1;
  const conversationId = `conv-numbers-${conversations}`;
  const text = (): MessageWrite => textMessage({ id: `msg_numbers_${++texts}`, conversationId });
  const card = (n: number, revision: number): MessageWrite =>
    cardMessage(state, { id: `msg_${conversationId}_${n}`, conversationId, revision });
  const writeOf = (one: Piece) => (one === 'text' ? text() : card(one.card, one.revision));
  return { conversationId, text, card, writeOf };
}

export function chatNumbersContract(factory: Factory): void {
  describe('the numbers of a conversation', () => {
    let fixture: StoreFixture;
    let stores: Store[] = [];
    beforeAll(async () => {
      fixture = await factory();
      const others = Array.from({ length: STORES - 1 }, () => openStore(fixture.url, silent));
      stores = [fixture.store, ...(await Promise.all(others))];
    });
    afterAll(async () => {
      await Promise.all(stores.slice(1).map((store) => store.close()));
      await fixture.cleanup();
    });
    const storeAt = (n: number): Store => stores[n] ?? fixture.store;

    /** Runs a course, with readers who look after each step and whenever they can; answers what is wrong in the end. */
    async function wrongAfter(acts: Course): Promise<string[]> {
      const { conversationId, writeOf } = fresh();
      const readers = stores.map((store) => chatReader(store.chat, conversationId));
      const told: StoredMessage[] = [];
      await storeAt(0).chat.claim({ id: conversationId, buyerId: 'buyer-1', sellerId: 'shop-1' });
      for (const step of acts) {
        const writing = step.map(({ store, pieces }) => storeAt(store).chat.write(pieces.map(writeOf)));
        const written = await whileReading(readers, Promise.all(writing));
        told.push(...written.flat());
      }
      return unsound(storeAt(0).chat, conversationId, told, readers);
    }

    it('stay whole when another process writes and edits between two edits of a card', async () => {
      const [a, b] = [storeAt(0).chat, storeAt(1).chat];
      const { conversationId, text, card } = fresh();
      const reader = chatReader(a, conversationId);
      await b.write([card(0, 2)]);
      await a.write([text()]);
      await reader.look();
      await b.write([text(), card(0, 3)]);
      await reader.look();
      const [accepted] = await a.write([card(0, 4)]);
      expect(accepted?.change).toBe(5);
      expect(await unsound(b, conversationId, [], [reader])).toEqual([]);
    });

    it('are not given again to the very message that has them', async () => {
      const [a, b] = [storeAt(0).chat, storeAt(1).chat];
      const { conversationId, text, card } = fresh();
      const told = [...(await a.write([text(), card(0, 2)]))];
      told.push(...(await b.write([card(0, 3)])));
      told.push(...(await a.write([card(0, 4)])));
      expect(told.map(({ change }) => change)).toEqual([1, 2, 3, 4]);
      expect(await unsound(b, conversationId, told, [])).toEqual([]);
    });

    it('stay whole when processes write in turn, whatever each remembers', async () => {
      await fc.assert(
        fc.asyncProperty(course(1), async (acts) => {
          expect(await wrongAfter(acts)).toEqual([]);
        }),
        { numRuns: 25 },
      );
    });

    it('stay whole when processes write at once', async () => {
      await fc.assert(
        fc.asyncProperty(course(4), async (acts) => {
          expect(await wrongAfter(acts)).toEqual([]);
        }),
        { numRuns: 25 },
      );
    });
  });
}

/** What `writing` answers; meanwhile the readers look, again and again, and once more when it is done. */
async function whileReading<T>(readers: ChatReader[], writing: Promise<T>): Promise<T> {
  let done = false;
  const looking = readers.map(async (reader) => {
    while (!done) {
      await reader.look();
      await setImmediate();
    }
  });
  try {
    return await writing;
  } finally {
    done = true;
    await Promise.all(looking);
  }
}
