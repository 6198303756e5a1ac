/**
 * Randomness of tests, from one seed a run: `PARLEY_TEST_SEED`, which the runner prints and takes back. A test that
 * failed fails again under the same seed, as far as its chance is all that decides.
 */

/** The seed of this run. `vitest.config.ts` chooses one where none is given. */
export const seed = Number(process.env.PARLEY_TEST_SEED ?? 1);

/** Numbers in [0, 1), the same for the same seed and name (mulberry32). Name it after what it decides. */
export function randomOf(name: string): () => number {
  let state = seed;
  for (const char of name) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
