/**
 * The shop's memory: one fact a line, as JSON, in a file that only grows. A fact counts from the moment `flushed` resolves:
 * then it is on the disk, and the shop may say so to others. What was half written when the process died is cut off at the
 * next start. A real shop writes the same facts into its database, in one transaction with what follows from them.
 */
import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * @template Fact
 * @param {string} path
 * @param {(fact: Fact) => void} apply  Called for every fact, those of the file first, in order.
 */
export async function openLedger(path, apply) {
  await mkdir(dirname(path), { recursive: true });
  const text = await readFile(path).catch((error) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const whole = text.lastIndexOf('\n') + 1;
  if (whole < text.length) await truncate(path, whole);
  for (const line of text.toString('utf8', 0, whole).split('\n')) if (line !== '') apply(JSON.parse(line));

  const file = await open(path, 'a');
  let waiting = '';
  /** @type {Promise<void> | null} */
  let next = null;
  let writing = Promise.resolve();

  /** Everything noted up to now, in one write. */
  async function write() {
    await writing;
    const batch = waiting;
    waiting = '';
    next = null;
    writing = file.appendFile(batch).then(() => file.datasync());
    await writing;
  }

  /** Resolves once all that was noted is on the disk. Rejects for good once a write has failed. */
  const flushed = () => next ?? writing;

  return {
    flushed,
    /**
     * Notes a fact and applies it at once, so that nobody notes it twice meanwhile.
     * @param {Fact} fact
     */
    note(fact) {
      apply(fact);
      waiting += `${JSON.stringify(fact)}\n`;
      next ??= write();
      next.catch(() => {}); // Whoever waits for `flushed` hears of it.
      return next;
    },
    async close() {
      await flushed().catch(() => {});
      await file.close();
    },
  };
}
