/**
 * What becomes of a person's words, name, address and pictures in what is kept: a mark in their place (rule 16). Ids, amounts,
 * times and decisions stay, and so does every shape, so that an erased history is replayed, moved and read like any other.
 *
 * Fields are told by their names, wherever they stand: whoever adds one for what people write adds its name here.
 */
import { ERASED } from '../contract/erased-mark.ts';
import type { CommandContext } from './command.ts';
import { Draft } from './draft.ts';
import { replay } from './evolve.ts';
import type { RequestEvent, RequestState } from './request.ts';

/** Words; where they stand in a list, each of them. */
const WORDS: ReadonlySet<string> = new Set([
  'text',
  'note',
  'lastText',
  'alt',
  'content',
  'buyerName',
  'lines',
  'location',
  'phone',
  'postalCode',
]);
/** Links and photos: nothing is left of them. */
const PICTURES: ReadonlySet<string> = new Set(['evidence', 'attachments', 'imageUrl']);
/** What the market, the shop and the marketplace say. */
const NOT_OF_PEOPLE: ReadonlySet<string> = new Set(['policy', 'rule', 'allowed']);

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The same JSON without what is personal; erasing it again changes nothing. */
export const erased = <T>(value: T): T => erasedJson(value as Json) as T;

function erasedJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(erasedJson);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    const left = erasedField(name, inner);
    return left === undefined ? [] : [[name, left]];
  });
  return Object.fromEntries(fields);
}

function erasedField(name: string, value: Json): Json | undefined {
  if (NOT_OF_PEOPLE.has(name) || value === null || value === undefined) return value;
  if (WORDS.has(name)) return Array.isArray(value) ? [ERASED] : ERASED;
  if (PICTURES.has(name)) return Array.isArray(value) ? [] : undefined;
  if (name === 'metadata') return {};
  if (namesAPerson(name, value)) return { ...(erasedJson(value) as object), name: ERASED };
  return erasedJson(value);
}

/** Whether it holds a buyer's `name`: an address, or the author of a message. */
const namesAPerson = (name: string, value: Json): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  (name === 'shipTo' || (name === 'author' && value.role === 'buyer'));

export interface ErasedHistory {
  /** The history as it is from now on. */
  kept: RequestEvent[];
  /** What follows it: that it was erased. */
  events: RequestEvent[];
  /** After all of them. */
  state: RequestState;
}

/** Erases a request: its history without what is personal, and `request.erased` at the end. */
export function eraseHistory(history: readonly RequestEvent[], context: CommandContext): ErasedHistory {
  const kept = history.map((event) => ({ ...event, data: erased(event.data) }) as RequestEvent);
  const before = replay(kept);
  const draft = new Draft(before.id, before, context);
  draft.emit('request.erased', {});
  return { kept, events: draft.events, state: draft.state };
}
