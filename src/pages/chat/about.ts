/** The top of the buyer's chat: the shop, the order and its items, and what else they may do. On a board that stands beside the chat. */
import { html, nothing, type TemplateResult } from 'lit';
import { initialsOf } from '../../i18n/initials.ts';
import type { ChatMenu } from './chat-menu.ts';
import type { ChatSession } from './session.ts';
import { whatOf } from './what.ts';

export function aboutShop(session: ChatSession | undefined, menu: ChatMenu['of']): TemplateResult | typeof nothing {
  const { about, transcript, phase } = session ?? {};
  if (!about?.sellerName) return nothing;
  return html`
    <header class="about">
      <span class="mark" aria-hidden="true">${initialsOf(about.sellerName)}</span>
      <p><strong><bdi>${about.sellerName}</bdi></strong><small>${whatOf(transcript?.lastCard ?? about, menu.strings)}</small></p>
      ${phase === 'ended' ? nothing : html`<chat-menu .of=${menu}></chat-menu>`}
    </header>
  `;
}
