/** Has this whole process yield the processor to others: a tenth of one is left to it, so that a busy machine does not starve it. */
import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const TASKS = '/proc/self/task';

/**
 * On Linux a priority is a thread's: one set for the process is its first thread's alone, and those that decode pictures
 * were started before, or are started by such. So it is set for each that there is; later ones take their starter's.
 */
export function yieldProcessor(): void {
  for (const thread of threads()) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // It has ended meanwhile, or it is not allowed here: then it is one like the others.
    }
  }
}

function threads(): number[] {
  try {
    return readdirSync(TASKS).map(Number);
  } catch {
    return [process.pid];
  }
}
