/**
 * Knows which calls are under way, so that closing the storage finishes them first and refuses later ones. Each has its
 * deadline here as well, whatever it waits for.
 */
import { StorageUnavailable } from '../../application/ports/store.ts';
import { CALL_WITHIN_MS, within } from './reach.ts';

type Call = (...given: unknown[]) => Promise<unknown>;

export class RunningCalls {
  private readonly calls = new Set<Promise<unknown>>();
  private ended = false;

  /** The same port, every call of it watched. A port holds nothing but functions that answer promises. */
  watch<Port extends object>(port: Port): Port {
    const methods = Object.entries(port).map(([name, method]: [string, Call]) => [
      name,
      (...given: unknown[]) => this.run(() => method(...given)),
    ]);
    return Object.fromEntries(methods);
  }

  /** Resolves when the calls under way are done. */
  async end(): Promise<void> {
    this.ended = true;
    await Promise.allSettled(this.calls);
  }

  private run(call: () => Promise<unknown>): Promise<unknown> {
    if (this.ended) return Promise.reject(new StorageUnavailable('The storage is closed.'));
    const answer = within(CALL_WITHIN_MS, call);
    const settled: Promise<unknown> = answer.then(
      () => this.calls.delete(settled),
      () => this.calls.delete(settled),
    );
    this.calls.add(settled);
    return answer;
  }
}
