/**
 * What was heard on a socket. It grows while it is looked at, so there is no last one to ask for, nor a place to look
 * at: what is waited for is looked for among all (`hears`), or all of it is waited for (`holds`).
 */
import { expect } from 'vitest';
import { arrives, eventually } from './eventually.ts';

export class Heard<T> {
  readonly #all: T[] = [];

  add(one: T): void {
    this.#all.push(one);
  }

  /** Answers the first that is like `wanted` (as `toMatchObject` compares), once it came. */
  hears = (what: string, wanted: object): Promise<T> => arrives(what, () => this.#all, wanted);

  /** Answers all that came, once `of` each is what is wanted, in order, and nothing else came. */
  holds<Part>(what: string, of: (one: T) => Part, wanted: Part[]): Promise<T[]> {
    return eventually(
      what,
      () => {
        expect(this.#all.map(of)).toEqual(wanted);
        return [...this.#all];
      },
      () => this.#all,
    );
  }

  /**
   * Those that came so far, for what must not have come, or not more often. Ask for it when the server has answered a
   * later call on the same connection: what it sent before is there then.
   */
  soFar(like: (one: T) => boolean = () => true): ReadonlySet<T> {
    return new Set(this.#all.filter(like));
  }
}
