/** Notes between colleagues, beside a request: never for its buyer. */
import { z } from 'zod';
import { InstantOut, pageLimit, words } from './primitives.ts';

export const NoteAudience = z.enum(['shop', 'agents']);
export type NoteAudience = z.infer<typeof NoteAudience>;

export const NoteBody = z.strictObject({ text: words(4000) }).meta({ id: 'NoteBody' });

export const NoteView = z
  .object({
    id: z.string().meta({ example: 'note_01k' }),
    at: InstantOut,
    author: z.object({
      role: z.enum(['seller', 'agent']),
      id: z.string().describe('The agent’s, or the shop’s.'),
      userId: z.string().optional().describe('The member of staff.'),
      name: z.string().optional(),
    }),
    audience: NoteAudience.describe('`shop`: that shop and agents. `agents`: agents alone.'),
    text: z.string(),
  })
  .meta({ id: 'Note' });
export type NoteView = z.infer<typeof NoteView>;

export const NotesQuery = z.strictObject({ limit: pageLimit, cursor: z.string().max(500).optional() });
export const NoteList = z
  .object({ items: z.array(NoteView), nextCursor: z.string().nullable() })
  .meta({ id: 'NoteList' });
