/**
 * The request that stands open though nobody chose it: the first of the list, where there is room beside it.
 *
 * It only stands there. Colleagues are not told that somebody looks at it, its mark stays in the list, and the address does not name it,
 * until the reader does something with it. It does not change by itself either: another order of the list, or its own end, leaves
 * it where it is. What the reader does to the list may take it away: a filter it does not match. One that was put away
 * stays away until the list is asked for anew.
 */
import type { Ledger } from './ledger.ts';

export class FirstOne {
  id: string | undefined;
  #away = false;
  #anew = false;

  /** Brings it in step with the list. `room`: nothing else is open, and it is to be seen beside the list. */
  settle({ rows, entries }: Pick<Ledger, 'rows' | 'entries'>, room: boolean): void {
    const { id } = this;
    const stays = id !== undefined && rows.has(id) && (!this.#anew || isListed(entries, id));
    this.#anew = false;
    if (!room || this.#away) this.id = undefined;
    else if (!stays) this.id = entries.find((entry) => entry.kind === 'row')?.id;
  }

  /** The list is another one now, or is gone back to. */
  askAnew(): void {
    this.#away = false;
    this.#anew = true;
  }

  putAway(): void {
    this.#away = true;
  }
}

const isListed = (entries: Ledger['entries'], id: string): boolean =>
  entries.some((entry) => entry.kind === 'row' && entry.id === id);
