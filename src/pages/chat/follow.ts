/**
 * Keeps the end of a chat in view while things grow there, unless the reader has scrolled away from it. Pictures that
 * load late and a keyboard that opens are growth as well.
 */

/** Within this many pixels of the end, the chat follows what arrives. */
const NEAR_END = 64;
/** Pixels above what is shown first. */
const MARGIN = 8;

export class Follower {
  /** The end is in view, or about to be. */
  following = true;
  readonly #resizes: ResizeObserver;
  readonly #scroller: HTMLElement;

  constructor(scroller: HTMLElement, content: Element) {
    this.#scroller = scroller;
    this.#resizes = new ResizeObserver(() => {
      if (this.following) scroller.scrollTop = scroller.scrollHeight;
    });
    this.#resizes.observe(scroller);
    this.#resizes.observe(content);
  }

  /** The reader may have scrolled. */
  look(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.following = scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  jump(): void {
    this.following = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** Shows the end, or, where this lies above what is then in view, the part that begins with it. */
  showFrom(element: Element): void {
    this.jump();
    const above = this.#scroller.getBoundingClientRect().top - element.getBoundingClientRect().top;
    if (above <= 0) return;
    this.#scroller.scrollTop -= above + MARGIN;
    this.look();
  }

  stop(): void {
    this.#resizes.disconnect();
  }
}
