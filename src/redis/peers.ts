/**
 * The other instances, as far as they were heard of, and whether all they told arrived: every letter has a number, and a
 * beat tells the last one, so that a letter that was lost is noticed within a second, whoever lost it.
 */
import type { Letter } from './wire.ts';

export interface Peers {
  /**
   * Notes a letter or a beat. `heard`: it follows what was heard. `again`: it was heard already. `gap`: something before
   * it was not heard, which happened after `since` (milliseconds, wall time).
   */
  note(letter: Letter): { kind: 'heard' | 'again' } | { kind: 'gap'; since: number };
  /** How many are alive. */
  count(): number;
}

const ALIVE_FOR_MS = 5_000;
/** Who lost Redis for a while is still known when they are back, and so is since when nothing was heard of them. */
const FORGOTTEN_AFTER_MS = 3_600_000;
/** Somebody who is new to us began to tell at most so long ago, or we would have heard their beat. */
const NEW_FOR_MS = 30_000;

export function createPeers(now: () => number): Peers {
  const peers = new Map<string, { n: number; heardAt: number }>();

  function forget(): void {
    for (const [id, { heardAt }] of peers) if (now() - heardAt > FORGOTTEN_AFTER_MS) peers.delete(id);
  }

  return {
    note(letter) {
      const { from, n } = letter;
      const known = peers.get(from);
      if ('leaving' in letter) peers.delete(from);
      else peers.set(from, { n: Math.max(n, known?.n ?? 0), heardAt: now() });
      if (!known) forget();
      const next = (known?.n ?? 0) + ('changes' in letter ? 1 : 0);
      if (n === next) return { kind: 'heard' };
      if (n < next) return { kind: 'again' };
      return { kind: 'gap', since: known?.heardAt ?? now() - NEW_FOR_MS };
    },
    count() {
      return [...peers.values()].filter(({ heardAt }) => now() - heardAt <= ALIVE_FOR_MS).length;
    },
  };
}
