/**
 * The lines of a file that moves between systems: newline-delimited JSON, each line complete in itself.
 *
 * - *an opening* has no `kind`: the body of `POST /v1/requests`, as another system writes it.
 * - *what an export writes* has one: first how it is written (`parley`), then `policy`, `seller`, `replies`, `conversation`
 *   (its messages with their numbers, in several lines where there are many), each with its `photo`s, `request` (with
 *   its whole history, and how much of it was `told` where that is not all) and `note`.
 *
 * The order matters: a request needs its seller, and continues its conversation; a photo needs its conversation, and a
 * note its request.
 */
import { z } from 'zod';
import { check, type Invalid } from '../application/validation.ts';
import { StoredEvent } from '../contract/event.ts';
import { Policy } from '../contract/policy.ts';
import { Id, Zone } from '../contract/primitives.ts';
import { RequestInput } from '../contract/request.ts';
import { StoredSeller } from '../contract/seller.ts';
import { isSameJson } from '../domain/same-json.ts';
import { NoteFields, Photo, RepliesFields } from './beside-schemas.ts';
import { ConversationFields } from './message-schemas.ts';
import { StatedRequest } from './stated-request.ts';

/** The version of this format. A file of a later one is refused as a whole; the first had no photos, notes and replies. */
export const FORMAT = 2;
/** A request with the longest history that the rules allow is below this, and so is the largest photo as text. */
export const MAX_LINE_BYTES = 32 * 1024 * 1024;
export const MAX_INPUT_BYTES = 1024 * 1024;

const SCHEMAS = {
  parley: z.strictObject({ kind: z.literal('parley'), format: z.int() }),
  policy: z.strictObject({ kind: z.literal('policy'), policy: Policy }),
  seller: z.strictObject({ kind: z.literal('seller'), seller: StoredSeller }),
  replies: z.strictObject({ kind: z.literal('replies'), ...RepliesFields }),
  conversation: z.strictObject({ kind: z.literal('conversation'), ...ConversationFields }),
  photo: Photo,
  request: z.strictObject({
    kind: z.literal('request'),
    request: StatedRequest,
    told: z.int().min(0).optional(),
    events: z.array(StoredEvent).min(1),
  }),
  note: z.strictObject({ kind: z.literal('note'), ...NoteFields }),
  opening: RequestInput.extend({ externalId: Id, buyerZone: Zone }),
} as const;

export type Kind = keyof typeof SCHEMAS;
export type Entry = { [K in Kind]: { kind: K; value: z.output<(typeof SCHEMAS)[K]> } }[Kind];
export type EntryOf<K extends Kind> = Extract<Entry, { kind: K }>['value'];
export const KINDS = Object.keys(SCHEMAS) as Kind[];

/** Stages of an import: everything of one is done before the next begins. */
export const STAGE: Record<Kind, number> = {
  parley: 0,
  policy: 1,
  seller: 2,
  replies: 3,
  conversation: 3,
  photo: 3,
  request: 4,
  opening: 4,
  note: 5,
};

/** What a line says, or why it is no line of this format. */
export function parseEntry(kind: Kind, json: unknown): { entry: Entry } | { invalid: Invalid } {
  const checked = check(SCHEMAS[kind], json, 'line');
  if ('invalid' in checked) return checked;
  const { value } = checked;
  const isAsWritten = isSameJson(value, json);
  // What an export wrote is stored as it was written, down to the order of its keys.
  return { entry: { kind, value: isAsWritten ? json : value } as Entry };
}

/** What a line is about: lines that share one of these are worked off in their order. */
export function keysOf({ kind, value }: Entry): string[] {
  switch (kind) {
    case 'parley':
      return [];
    case 'policy':
      return [value.policy.market];
    case 'seller':
      return [value.seller.id];
    case 'replies':
      return [`replies ${value.owner ?? ''}`];
    case 'photo':
      return [`conversation ${value.photo.conversationId}`];
    case 'note':
      return [value.note.id];
    case 'conversation':
      return [`conversation ${value.conversation.id}`];
    case 'request':
      return [value.request.id, ...keysOfFacts(value.request)];
    case 'opening':
      return keysOfFacts(value);
  }
}

function keysOfFacts({ externalId, conversationId }: Record<string, unknown>): string[] {
  return [`conversation ${conversationId}`, ...(externalId === undefined ? [] : [`external ${externalId}`])];
}

/** A line of an export. An opening is never written: its request is. */
export const lineOf = (entry: { kind: Exclude<Kind, 'opening'> } & Record<string, unknown>): string =>
  `${JSON.stringify(entry)}\n`;
