/** Erasing what is known of a person. */
import { z } from 'zod';

export const ErasedCounts = z
  .object({ requests: z.int(), messages: z.int(), attachments: z.int() })
  .describe('How many of each held something that is erased now.')
  .meta({ id: 'Erased' });
export type ErasedCounts = z.infer<typeof ErasedCounts>;
