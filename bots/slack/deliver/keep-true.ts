/** Edits of what a thread was told, so that it stays true: made at once, and given up where there is nothing to edit. */
import type { Message } from '../blocks/model.ts';
import { failureOf } from './failures.ts';
import type { Job } from './job.ts';
import type { Posted, Poster } from './poster.ts';

/** Shown; there is no message any more; or Slack lets nobody edit it, and what stands there is what stood there before. */
type Kept = 'shown' | 'gone' | 'refused';

const REFUSED = new Set(['not_editable', 'place', 'refused']);

/** Shows the message in place of what stands at `told`. */
export async function keepTrue(
  poster: Poster,
  job: Job,
  told: Posted & { key: string },
  message: Message,
  requestId: string,
): Promise<Kept> {
  try {
    await poster.update(job.client, told, message, told.key, requestId);
  } catch (error) {
    const kind = failureOf(error)?.kind ?? '';
    if (kind === 'message_gone') return 'gone';
    if (!REFUSED.has(kind)) throw error;
    job.unedited = error;
    return 'refused';
  }
  job.reached = true;
  return 'shown';
}
