/** On the stage an offer that waits is read from its amount on: an end of chat that shows its buttons alone hides what they answer. */
import type { ParleyChat } from '../chat/parley-chat.ts';

/** Pixels above the card. */
const MARGIN = 8;

export class CardFirst {
  /** The offers that were shown so. */
  readonly #shown = new Set<string>();

  /** Brings the top of the last card into view, once for each offer that may be answered. */
  look(chat: ParleyChat | null): void {
    const scroller = chat?.renderRoot.querySelector('.scroller');
    const card = [...(chat?.renderRoot.querySelectorAll('parley-offer-card') ?? [])].at(-1);
    const { offerId, actions = [] } = card?.card ?? {};
    if (!scroller || !card || !offerId || actions.length === 0 || this.#shown.has(offerId)) return;
    this.#shown.add(offerId);
    const above = scroller.getBoundingClientRect().top - card.getBoundingClientRect().top;
    if (above > 0) scroller.scrollTop -= above + MARGIN;
  }
}
