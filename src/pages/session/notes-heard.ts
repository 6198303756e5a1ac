/** Where a page's live line leaves notes of colleagues, for whoever shows those of a request. */
import type { BoardServerEvents } from '../../contract/live.ts';

type Heard = Parameters<BoardServerEvents['note']>[0];
interface Listener {
  note(heard: Heard): void;
  /** Some may have been missed. */
  again(): void;
}

export class NotesHeard {
  readonly #listeners = new Set<Listener>();

  /** Answers how to stop. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readonly note = (heard: Heard): void => {
    for (const listener of this.#listeners) listener.note(heard);
  };

  readonly again = (): void => {
    for (const listener of this.#listeners) listener.again();
  };
}
