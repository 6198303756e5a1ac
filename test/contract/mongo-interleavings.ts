/** One process writes in a conversation, and another one does so before each of the calls that the first one makes. */
import type { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import type { MessageWrite } from '../../src/application/transcript.ts';
import type { MessageDocument } from '../../src/storage/mongo/collections/chat.ts';
import { MessageWriter } from '../../src/storage/mongo/message-writer.ts';
import { cardMessage, offer, requestState, textMessage } from '../support/builders.ts';
import { chatReader, unsound } from '../support/chat-numbers.ts';
import { mongoBeside } from '../support/mongo-beside.ts';

const CALLS = new Set(['find', 'aggregate', 'bulkWrite']);

/** The collection; once armed, somebody else's act comes before its call of that number. */
function interrupted(collection: mongo.Collection<MessageDocument>) {
  let left = 0;
  let act: () => Promise<unknown> = async () => {};
  const before = async (): Promise<void> => {
    left -= 1;
    if (left === 0) await act();
  };
  const messages = new Proxy(collection, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method, target);
      if (typeof value !== 'function' || !CALLS.has(String(method))) return value;
      return (...given: unknown[]) => {
        const call = () => value.apply(target, given);
        // A query is sent when its answer is asked for.
        return method === 'bulkWrite' ? before().then(call) : { toArray: () => before().then(() => call().toArray()) };
      };
    },
  });
  return {
    messages,
    arm(at: number, what: typeof act): void {
      left = at;
      act = what;
    },
    /** Whether there was a call of that number. */
    reached: () => left <= 0,
  };
}

const state = requestState({ offers: [offer()], version: 2 });
let conversations = 0;
let texts = 0;
function scene() {
  conversations += 1;
  const conversationId = `conv-between-${conversations}`;
  const text = () => textMessage({ id: `msg_between_${++texts}`, conversationId });
  const card = (revision: number) => cardMessage(state, { id: `msg_${conversationId}`, conversationId, revision });
  return { conversationId, text, card };
}
type Scene = ReturnType<typeof scene>;
type Acts = Record<string, (scene: Scene) => MessageWrite[]>;

const MINE: Acts = {
  'a text': ({ text }) => [text()],
  'the card': ({ card }) => [card(6)],
  'the card and a text': ({ text, card }) => [card(6), text()],
};
const THEIRS: Acts = {
  'the card, older': ({ card }) => [card(5)],
  'the card, newer': ({ card }) => [card(7)],
  'the card twice and a text': ({ card, text }) => [card(4), card(5), text()],
};
/** What had happened: what I wrote and remember, and what they wrote since. */
const BEFORE: Record<string, { mine: Acts[string]; theirs: Acts[string] }> = {
  nothing: { mine: () => [], theirs: () => [] },
  'I know the card as it is': { mine: ({ card }) => [card(2)], theirs: () => [] },
  'they edited my card': { mine: ({ card }) => [card(2)], theirs: ({ card }) => [card(3)] },
  'they made the card and wrote': {
    mine: ({ text }) => [text()],
    theirs: ({ card, text }) => [card(2), text(), card(3)],
  },
};
const cases = Object.keys(BEFORE).flatMap((before) =>
  Object.keys(MINE).flatMap((mine) => Object.keys(THEIRS).map((theirs) => ({ before, mine, theirs }))),
);

export function interleavings(): void {
  describe('numbers of a conversation, interrupted before each call', () => {
    const beside = mongoBeside();

    /** What is wrong after the interruption before that call; null where there was no such call. */
    async function wrongAfter(at: number, { before, mine, theirs }: (typeof cases)[number]): Promise<string[] | null> {
      const here = scene();
      const { chat } = beside.opened.store;
      const rival = async () => told.push(...(await chat.write(THEIRS[theirs]?.(here) ?? [])));
      const { messages, arm, reached } = interrupted(
        beside.connection.getClient().db(beside.connection.name).collection('messages'),
      );
      const writer = new MessageWriter(messages);
      const told = await writer.write(BEFORE[before]?.mine(here) ?? []);
      told.push(...(await chat.write(BEFORE[before]?.theirs(here) ?? [])));
      const reader = chatReader(chat, here.conversationId);
      await reader.look();
      arm(at, rival);
      told.push(...(await writer.write(MINE[mine]?.(here) ?? [])));
      return reached() ? unsound(chat, here.conversationId, told, [reader]) : null;
    }

    it.each(cases)('by $theirs: I write $mine, after $before', async (named) => {
      for (let at = 1; ; at += 1) {
        const wrong = await wrongAfter(at, named);
        if (wrong === null) return expect(at).toBeGreaterThan(1);
        expect(wrong, `before call ${at}`).toEqual([]);
      }
    });
  });
}
