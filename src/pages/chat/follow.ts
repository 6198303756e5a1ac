/**
 * Keeps the end of a chat in view while things grow there, unless the reader has scrolled away from it. Pictures that
 * load late and a keyboard that opens are growth as well. Browsers tell of a scroll a frame later, when more may have
 * grown below: only what moved up was moved by the reader.
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
  /** Where the view stood when it was last looked at, in pixels. */
  #top = 0;

  constructor(scroller: HTMLElement, content: Element) {
    this.#scroller = scroller;
    this.#resizes = new ResizeObserver(() => {
      if (this.following) this.jump();
    });
    this.#resizes.observe(scroller);
    this.#resizes.observe(content);
  }

  /** The reader may have scrolled. */
  look(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    this.following = atEnd || (this.following && scrollTop >= this.#top);
    this.#top = scrollTop;
  }

  jump(): void {
    this.following = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#top = this.#scroller.scrollTop;
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
