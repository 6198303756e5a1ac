/** What was done about a return, as its record keeps it. */
import { z } from 'zod';

const Notes = z.object({
  /** Keys of decisions that the marketplace has, or refused for good. */
  told: z.array(z.string()).default([]),
  /** Refusals in a row of the same decision. */
  refusals: z.number().default(0),
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
