/**
 * Where a list of messages is scrolled to. It opens on the message that is wanted, or at its end; stays at the end for
 * whoever reads there, and never moves away from what is being read.
 */

export interface ListState {
  /** Which list it is: another one starts anew. */
  view: string;
  /** The message that is wanted. It may come later. */
  target: { name: string; element: HTMLElement | null } | undefined;
  /** The newest message. */
  last: string;
}

const NEAR_PX = 48;
const MARGIN_PX = 8;

export class List {
  #view = '';
  #target = '';
  #last = '';
  #scroll: HTMLElement | undefined;
  #following = true;
  /** The end is wanted rather than a message. */
  #toEnd = false;
  #below = false;

  /** From now on it stays at its end: the person did something whose answer comes there. */
  follow(): void {
    this.#following = true;
    this.#toEnd = true;
    if (this.#scroll) this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  /** The person scrolled. Answers whether newer messages wait below. */
  scrolled(scroll: HTMLElement): boolean {
    this.#following = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_PX;
    this.#toEnd &&= this.#following;
    this.#below &&= !this.#following;
    return this.#below;
  }

  /** Scrolls where it is due, once what was drawn has its size. Answers whether newer messages wait below. */
  settle(scroll: HTMLElement, { view, target, last }: ListState): boolean {
    const isNew = view !== this.#view || scroll !== this.#scroll;
    const grew = last !== this.#last;
    this.#view = view;
    this.#scroll = scroll;
    this.#last = last;
    if (isNew) this.#below = false;
    const wanted = target && (target.name !== this.#target || (isNew && !this.#toEnd)) ? target.element : null;
    if (wanted) {
      this.#target = target?.name ?? '';
      this.#below = false;
      requestAnimationFrame(() => this.#toTop(scroll, wanted));
    } else if (isNew || this.#following) {
      requestAnimationFrame(() => {
        scroll.scrollTop = scroll.scrollHeight;
      });
    } else if (grew) {
      this.#below = true;
    }
    return this.#below;
  }

  #toTop(scroll: HTMLElement, element: HTMLElement): void {
    scroll.scrollTop += element.getBoundingClientRect().top - scroll.getBoundingClientRect().top - MARGIN_PX;
    this.scrolled(scroll);
  }
}
