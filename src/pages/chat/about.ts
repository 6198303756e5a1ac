/** The top of the buyer's chat: the shop, the order, and what else they may do. On a board that stands beside the chat. */
import { html, nothing, type TemplateResult } from 'lit';
import { initialsOf } from '../../i18n/initials.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { ChatMenu } from './chat-menu.ts';
import type { ChatSession } from './session.ts';

export function aboutShop(session: ChatSession | undefined, menu: ChatMenu['of']): TemplateResult | typeof nothing {
  const { sellerName, orderId } = session?.about ?? {};
  if (!sellerName) return nothing;
  const order = session?.transcript.lastOrder ?? orderId;
  return html`
    <header class="about">
      <span class="mark" aria-hidden="true">${initialsOf(sellerName)}</span>
      <p><strong><bdi>${sellerName}</bdi></strong>${order ? html`<small>${fill(menu.strings.order, { order })}</small>` : nothing}</p>
      ${session?.phase === 'ended' ? nothing : html`<chat-menu .of=${menu}></chat-menu>`}
    </header>
  `;
}
