/** What was done about a conversation of Chatwoot, or about a choice made there, as its record keeps it. */
import { z } from 'zod';
import type { SeenMessage } from './wire.ts';

/** A post whose fate is not known: the answer was lost, or the process died. `at` is when it was sent, in wall time. */
const Attempt = z.object({
  key: z.string(),
  content: z.string(),
  at: z.number(),
  /** What was answered, where that left in doubt whether it was done. */
  said: z.string().optional(),
});

/** What posting needs to remember, whatever the record is about. */
const Posting = z.object({
  attempt: Attempt.nullable().default(null),
  /** Posts by their keys: the id each became, 0 for one that Chatwoot refused for good. */
  sent: z.record(z.string(), z.number()).default({}),
  /** Refusals in a row of the same message. */
  refusals: z.number().default(0),
  /** The problem with this conversation that agents were told of. */
  problem: z.string().nullable().default(null),
});
export type Posting = z.infer<typeof Posting>;

const Notes = Posting.extend({
  /** The `change` of the transcript up to which Chatwoot has everything. */
  change: z.number().default(0),
  /** The kind of inbox; null before the first look. */
  channel: z.string().nullable().default(null),
  /** The id up to which everything in Chatwoot was read; null before the first look. */
  seen: z.number().nullable().default(null),
  /** The id up to which everything is history, from before the first look. */
  history: z.number().nullable().default(null),
  /** Messages of cards whose offers wait, each with the offer's expiry. */
  waiting: z.record(z.string(), z.string().nullable()).default({}),
});
export type Notes = z.infer<typeof Notes>;

const ChoiceNotes = Posting.extend({
  /** `took`: it counted, or there was nothing to answer; otherwise why it did not. Null before it was tried. */
  outcome: z.enum(['took', 'late', 'closed']).nullable().default(null),
});
export type ChoiceNotes = z.infer<typeof ChoiceNotes>;

/** Texts never change: their posts are remembered to be recognised. Cards come back, for as long as requests go on. */
const TEXT = '/text';
const MOST_TEXTS = 200;
const MOST_CARDS = 1_000;

/** The notes of a record; fresh ones where there are none, or none that this version can read. */
export const readNotes = (stored: unknown): Notes => Notes.safeParse(stored ?? {}).data ?? Notes.parse({});
export const readChoiceNotes = (stored: unknown): ChoiceNotes =>
  ChoiceNotes.safeParse(stored ?? {}).data ?? ChoiceNotes.parse({});

/** Notes that a key's post became this message, and forgets the oldest of too many. */
export function remember({ sent }: Posting, key: string, id: number): void {
  sent[key] = id;
  const keys = Object.keys(sent);
  const texts = keys.filter((one) => one.endsWith(TEXT));
  const cards = keys.filter((one) => !one.endsWith(TEXT));
  for (const old of [...texts.slice(0, -MOST_TEXTS), ...cards.slice(0, -MOST_CARDS)]) delete sent[old];
}

/** Whether a message is a post of Parley's own, also in a Chatwoot that keeps no keys. */
export function isOwnPost(
  { sent, attempt }: Posting,
  { id, kind, key, content }: Pick<SeenMessage, 'id' | 'kind' | 'key' | 'content'>,
): boolean {
  if (kind === 'incoming') return false;
  return key !== null || content === attempt?.content || Object.values(sent).includes(id);
}
