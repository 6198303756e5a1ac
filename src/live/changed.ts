/**
 * Reads requests that another instance changed, for boards that look at them: many changes of a moment are one query, and
 * one that fails is made again.
 */
import type { RequestStore } from '../application/ports/requests.ts';
import type { RequestState } from '../domain/request.ts';

export interface Changed {
  add(requestId: string): void;
  stop(): void;
}

const GATHER_MS = 20;
const AGAIN_AFTER_MS = 1_000;
const AT_ONCE = 200;
/** While the storage is away; boards take a new snapshot when they find themselves behind. */
const MOST_WAITING = 5_000;

export function createChanged(
  requests: Pick<RequestStore, 'loadMany'>,
  tell: (state: RequestState) => void,
  onError: (error: unknown) => void,
): Changed {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function soon(afterMs: number): void {
    timer ??= setTimeout(() => void look(), afterMs).unref();
  }

  async function look(): Promise<void> {
    const ids = [...waiting].slice(0, AT_ONCE);
    for (const id of ids) waiting.delete(id);
    let afterMs = GATHER_MS;
    try {
      for (const state of await requests.loadMany(ids)) tell(state);
    } catch (error) {
      onError(error);
      for (const id of ids) waiting.add(id);
      afterMs = AGAIN_AFTER_MS;
    }
    timer = undefined;
    if (waiting.size > 0) soon(afterMs);
  }

  return {
    add(requestId) {
      if (waiting.size < MOST_WAITING) waiting.add(requestId);
      soon(GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
