/**
 * Makes readers whole again where this instance missed what others told: chats by `change`, from what their readers know;
 * boards by what was changed and noted since. What a reader has already it is told again and drops.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredMessage } from '../application/transcript.ts';
import type { BoardFeed } from './board.ts';
import { deliverRead } from './deliver.ts';
import type { Joined } from './joined.ts';
import type { LiveParts } from './parts.ts';
import type { ChatNamespace } from './session.ts';

export interface WholeParts extends LiveParts {
  /** Tells a message to its readers here, and notes that they know it. */
  tellMessage(message: StoredMessage): void;
  chat: ChatNamespace;
  boards: BoardFeed[];
  joined: Joined;
}

export interface Whole {
  /** Something that happened since (milliseconds, wall time) was missed. */
  missed(since: number): void;
  stop(): void;
}

const AT_ONCE = 8;
const PAGE = 100;
/** A board that missed more is better off with a new snapshot. */
const MOST_CHANGED = 500;
/** Clocks of instances differ, and a change is told a moment after its time. */
const EARLIER_MS = 5_000;
const AGAIN_AFTER_MS = 1_000;

export function createWhole(parts: WholeParts): Whole {
  const { store, clock, wallClock, tellMessage, chat, boards, joined, log } = parts;
  let due = Number.POSITIVE_INFINITY;
  let running = false;
  let stopped = false;

  async function tellChat({ conversationId, after }: ReturnType<Joined['all']>[number]): Promise<void> {
    for (let from = after, more = true; more; ) {
      const query = { conversationId, limit: PAGE, ...(from === null ? {} : { after: from }) };
      const page = await store.chat.messages(query);
      for (const message of page.messages) tellMessage(message);
      more = from !== null && page.hasMore;
      from = page.messages.at(-1)?.change ?? from;
    }
    for (const mark of await store.chat.reads(conversationId)) deliverRead(chat, conversationId, mark, parts);
  }

  async function tellChats(): Promise<void> {
    const left = joined.all();
    const work = async () => {
      for (let next = left.pop(); next; next = left.pop()) await tellChat(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async function tellBoard(board: BoardFeed, sellerId: string | undefined, since: string): Promise<void> {
    const filter = sellerId === undefined ? {} : { sellerId };
    let cursor: string | undefined;
    for (let told = 0; told < MOST_CHANGED; told += PAGE) {
      const query = { filter, sort: '-updatedAt', limit: PAGE, now: clock.now() } as const;
      const page = await store.requests.list(cursor ? { ...query, cursor } : query);
      const changed = page.items.filter(({ updatedAt }) => updatedAt >= since);
      for (const state of changed) board.request(state);
      if (changed.length < page.items.length || !page.nextCursor) return;
      cursor = page.nextCursor;
    }
    board.reconnect(sellerId);
  }

  async function tellBoards(since: number): Promise<void> {
    const from = moment(since);
    for (const board of boards) for (const shop of board.shops()) await tellBoard(board, shop, from);
  }

  async function tellNotes(since: number): Promise<void> {
    if (boards.every((board) => board.shops().length === 0)) return;
    let after = { at: moment(since), id: '' };
    for (let told = 0; told < MOST_CHANGED; told += PAGE) {
      const notes = await store.notes.written(after, PAGE);
      for (const note of notes) for (const board of boards) board.note(note);
      const last = notes.at(-1);
      if (!last || notes.length < PAGE) return;
      after = { at: last.at, id: last.id };
    }
    for (const board of boards) for (const shop of board.shops()) board.reconnect(shop);
  }

  /** On the business's clock, which notes and requests are dated by: a little before that moment on the wall. */
  const moment = (since: number): string =>
    new Date(clock.now() - (wallClock.now() - since) - EARLIER_MS).toISOString();

  async function run(): Promise<void> {
    while (due < Number.POSITIVE_INFINITY && !stopped) {
      const since = due;
      due = Number.POSITIVE_INFINITY;
      try {
        await Promise.all([tellChats(), tellBoards(since), tellNotes(since)]);
      } catch (error) {
        log.error({ err: error }, 'readers could not be told what they missed; it will be tried again');
        due = Math.min(due, since);
        await sleep(AGAIN_AFTER_MS);
      }
    }
    running = false;
  }

  return {
    missed(since) {
      due = Math.min(due, since);
      if (running) return;
      running = true;
      void run();
    },
    stop() {
      stopped = true;
    },
  };
}
