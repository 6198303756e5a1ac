/**
 * Whether the storage takes writes, found out by writing. However often it is asked, it writes at most once a second, and one
 * write at a time; a write that is not done in time counts as refused, and the next one is not held up by it.
 */
import type { Store } from '../application/ports/store.ts';

const WITHIN_MS = 2_000;
const REMEMBERED_MS = 1_000;

/**
 * Resolves where the storage takes writes; rejects with an Error that says why it does not. `onTurn` hears when that changes,
 * once each way: the reason, or null where writes are taken again.
 */
export function createReadiness(
  store: Pick<Store, 'ping'>,
  onTurn: (cause: Error | null) => void = () => {},
): () => Promise<void> {
  let latest: { outcome: Promise<void>; until: number } | null = null;
  let takesWrites = true;

  function note(cause: Error | null): void {
    if (takesWrites === (cause === null)) return;
    takesWrites = cause === null;
    onTurn(cause);
  }

  function proof(): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`no write within ${WITHIN_MS} ms`));
      const timer = setTimeout(late, WITHIN_MS);
      store
        .ping()
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }

  return () => {
    if (latest && performance.now() < latest.until) return latest.outcome;
    const asked = { outcome: proof(), until: Number.POSITIVE_INFINITY };
    const remember = (cause: Error | null): void => {
      asked.until = performance.now() + REMEMBERED_MS;
      note(cause);
    };
    asked.outcome.then(() => remember(null), remember);
    latest = asked;
    return asked.outcome;
  };
}
