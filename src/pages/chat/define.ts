/** Makes `<parley-chat>` and `<parley-offer-card>` known to the page. Loading it twice does no harm. */
import { ChatMenu } from './chat-menu.ts';
import { ParleyChat } from './parley-chat.ts';
import { ParleyOfferCard } from './parley-offer-card.ts';

const elements = { 'chat-menu': ChatMenu, 'parley-chat': ParleyChat, 'parley-offer-card': ParleyOfferCard };

for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-chat': ParleyChat;
    'parley-offer-card': ParleyOfferCard;
  }
}
