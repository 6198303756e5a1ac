/** Owing a look: what is owed is that two sides agree, and a visit finds out what that takes. */
import type { WorkMark, WorkStore } from './ports.ts';

/** As many as one wake takes. */
const AT_ONCE = 500;

/** Has each of the subjects looked at, whatever was owed of it before. Two writes for 500. */
export async function oweLooks(work: WorkStore, marks: WorkMark[], now: number): Promise<void> {
  for (let from = 0; from < marks.length; from += AT_ONCE) {
    const some = marks.slice(from, from + AT_ONCE);
    await work.owe(some);
    await work.wake({ subjects: some.map(({ subject }) => subject) }, now);
  }
}
