/**
 * The process that reads pictures for a server (apart.ts): its program. It ends with the server, whichever way that ends,
 * and yields the processor to whoever answers people.
 */
import { readHere } from './pictures.ts';
import type { Answered, Asked } from './protocol.ts';
import { yieldProcessor } from './yielding.ts';

/** Pictures lie outside the heap, which is small: V8 would wait for many of them before it collects any. */
const COLLECT_EVERY = 2;

let read = 0;
function say(answered: Answered): void {
  process.send?.(answered);
  read += 1;
  if (read % COLLECT_EVERY === 0) globalThis.gc?.();
}

yieldProcessor();
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
