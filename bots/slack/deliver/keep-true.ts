/** Edits of what a thread was told, so that it stays true: made at once, and given up where there is nothing to edit. */
import type { Message } from '../blocks/model.ts';
import { failureOf } from './failures.ts';
import type { Job } from './job.ts';
import type { Posted, Poster } from './poster.ts';

/** Failures after which there is no message to keep true. */
const FORGOTTEN = new Set(['message_gone', 'not_editable', 'place', 'refused']);

/** Shows the message in place of what stands at `told`; false where nothing can be shown there any more. */
export async function keepTrue(
  poster: Poster,
  job: Job,
  told: Posted & { key: string },
  message: Message,
  requestId: string,
): Promise<boolean> {
  try {
    await poster.update(job.client, told, message, told.key, requestId);
  } catch (error) {
    if (FORGOTTEN.has(failureOf(error)?.kind ?? '')) return false;
    throw error;
  }
  job.reached = true;
  return true;
}
