/**
 * The process that reads pictures for a server (apart.ts): its program. It ends with the server, whichever way that ends,
 * and yields the processor to whoever answers people.
 */
import { constants, setPriority } from 'node:os';
import { readHere } from './pictures.ts';
import type { Answered, Asked } from './protocol.ts';

/** Pictures lie outside the heap, which is small: V8 would wait for many of them before it collects any. */
const COLLECT_EVERY = 2;

let read = 0;
function say(answered: Answered): void {
  process.send?.(answered);
  read += 1;
  if (read % COLLECT_EVERY === 0) globalThis.gc?.();
}

try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Where that is not allowed, it is one like the others.
}
// A signal to the whole group is the server's to answer: it finishes what is in flight first.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit(0));
process.on('message', ({ id, sent }: Asked) => {
  readHere(sent).then(
    (picture) => say({ id, picture }),
    (error: unknown) => say({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
say('ready');
