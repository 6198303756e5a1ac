/** What was done about a return, as its record keeps it. */
import { z } from 'zod';
import { Solution } from '../../contract/policy.ts';

/** A picture that the marketplace took. */
const Picture = z.object({ id: z.string(), mime: z.string(), width: z.number(), height: z.number() });
export type Picture = z.infer<typeof Picture>;

const Notes = z.object({
  /** Keys of decisions that the marketplace has, or refused for good. */
  told: z.array(z.string()).default([]),
  /** Refusals in a row of the same decision. */
  refusals: z.number().default(0),
  /** Pictures by their links: what they are called there, null for one that is not taken; failures in a row. */
  pictures: z
    .object({ known: z.record(z.string(), Picture.nullable()), failures: z.number() })
    .default(() => ({ known: {}, failures: 0 })),
  /** The offer that was seen at the buyer's, and when the return had changed then. */
  atBuyer: z.object({ key: z.string(), changedAt: z.number() }).nullable().default(null),
  /** What it said to permit, and refused. */
  refused: z.array(Solution).default([]),
  /** When it was asked last what is permitted, and when the return had changed then. */
  asked: z.object({ at: z.number(), changedAt: z.number() }).nullable().default(null),
  /** The problem that agents were told of. */
  problem: z.string().nullable().default(null),
});
export type Notes = z.infer<typeof Notes>;

const MOST_KEYS = 50;

/** The notes of a record; fresh ones where there are none, or none that this version can read. */
export const readNotes = (stored: unknown): Notes => Notes.safeParse(stored ?? {}).data ?? Notes.parse({});

export function remember(notes: Notes, key: string): void {
  if (!notes.told.includes(key)) notes.told = [...notes.told, key].slice(-MOST_KEYS);
}
