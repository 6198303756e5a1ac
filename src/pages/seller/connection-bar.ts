/** How the page is connected, where that is worth a word. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from './desk.ts';

export function connectionBar({ shop, strings }: Desk): TemplateResult {
  const { connecting, reconnecting, slower, sessionExpired } = strings;
  const words = { connecting, reconnecting, live: shop.slower ? slower : '', ended: sessionExpired };
  const text = words[shop.phase];
  const again = shop.phase === 'ended' && shop.signIn.canRetry;
  return html`
    <div class="bar ${shop.phase === 'live' ? 'calm' : shop.phase}" ?hidden=${text === ''}>
      <p role="status">${text}</p>
      ${again ? html`<button type="button" @click=${shop.signIn.retry}>${strings.retry}</button>` : nothing}
    </div>
  `;
}
