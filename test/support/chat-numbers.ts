/** Readers of a conversation who always ask for what follows their last number, and what is wrong with its numbers. */
import { isDeepStrictEqual } from 'node:util';
import type { ChatStore } from '../../src/application/ports/chat.ts';
import type { StoredMessage } from '../../src/application/transcript.ts';

/** Small, so that pages are cut in the middle. */
const PAGE = 3;
const ALL = 1000;

export interface ChatReader {
  /** Asks once for what follows the last number. */
  look(): Promise<void>;
  /** Asks until nothing follows, and answers what it then has. */
  catchUp(): Promise<StoredMessage[]>;
  /** What it saw that nobody may see: a message after one that was not there yet. */
  gaps: string[];
}

export function chatReader(chat: ChatStore, conversationId: string): ChatReader {
  const known = new Map<string, StoredMessage>();
  const gaps: string[] = [];
  let after = 0;

  async function page(): Promise<boolean> {
    const { messages, hasMore } = await chat.messages({ conversationId, after, limit: PAGE });
    for (const message of messages) {
      if (message.change <= (known.get(message.id)?.change ?? 0)) gaps.push(`${message.id} went back`);
      known.set(message.id, message);
      after = message.change;
    }
    return hasMore;
  }

  async function look(): Promise<void> {
    await page();
    const { messages } = await chat.messages({ conversationId, limit: ALL });
    const seqs = messages.map(({ seq }) => seq);
    if (seqs.some((seq, index) => seq !== index + 1)) gaps.push(`seq ${seqs.join(' ')}`);
  }

  async function catchUp(): Promise<StoredMessage[]> {
    while (await page());
    return [...known.values()];
  }

  return { look, catchUp, gaps };
}

const bySeq = (messages: StoredMessage[]): StoredMessage[] => messages.toSorted((a, b) => a.seq - b.seq);
const rising = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b);
const isGapless = (numbers: number[]): boolean => numbers.every((number, index) => number === index + 1);

/**
 * What is wrong with the conversation, in sentences; none where all is well. `told`: everything that writers were
 * answered, which is every number that was given; with none, only what is stored and read is judged.
 */
export async function unsound(
  chat: ChatStore,
  conversationId: string,
  told: StoredMessage[],
  readers: ChatReader[],
): Promise<string[]> {
  const wrong: string[] = [];
  const { messages: stored } = await chat.messages({ conversationId, limit: ALL });
  const last = await chat.lastChange(conversationId);
  const changes = rising(stored.map(({ change }) => change));
  if (!isGapless(stored.map(({ seq }) => seq))) wrong.push(`seq: ${stored.map(({ seq }) => seq).join(' ')}`);
  if (new Set(changes).size < changes.length) wrong.push(`one change twice: ${changes.join(' ')}`);
  if (last !== (changes.at(-1) ?? 0)) wrong.push(`the last change is ${changes.at(-1)}, not ${last}`);
  if (told.length > 0) wrong.push(...wrongIn(told, stored, last));
  for (const reader of readers) {
    wrong.push(...reader.gaps);
    const has = bySeq(await reader.catchUp());
    if (!isDeepStrictEqual(has, stored)) wrong.push(`a reader has ${shown(has)}, stored is ${shown(stored)}`);
  }
  return wrong;
}

/** What was told against what is stored: each number once, none left out, revisions rising with them. */
function wrongIn(told: StoredMessage[], stored: StoredMessage[], last: number): string[] {
  const wrong: string[] = [];
  const given = rising(told.map(({ change }) => change));
  if (given.length !== last || !isGapless(given)) wrong.push(`changes given: ${given.join(' ')}, the last is ${last}`);
  for (const message of stored) {
    const mine = told.filter(({ id }) => id === message.id).toSorted((a, b) => a.change - b.change);
    if (mine.some(({ revision }, index) => revision <= (mine[index - 1]?.revision ?? 0))) {
      wrong.push(`revisions of ${message.id}: ${mine.map(({ revision }) => revision).join(' ')}`);
    }
    if (!isDeepStrictEqual(mine.at(-1), message)) wrong.push(`${message.id} is not what was told last`);
  }
  return wrong;
}

const shown = (messages: StoredMessage[]): string =>
  messages.map(({ id, change, revision }) => `${id}@${change} r${revision}`).join(', ');
