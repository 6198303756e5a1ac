/** The opened request with its chat beside it; on narrow screens below it, with a button that leads there. */
import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import type { RequestView } from '../../contract/request.ts';
import type { TeamDesk } from '../answers/team-notes.ts';
import { isDoneWith, PUTS_AWAY } from '../theme/standing.ts';
import { isWriting } from '../theme/writing.ts';
import type { Desk } from './desk.ts';
import type { Shop } from './shop.ts';

function toChat(event: Event): void {
  const opened = (event.currentTarget as HTMLElement).closest('.opened');
  opened?.querySelector<HTMLElement>('#chat-title')?.focus();
  opened?.querySelector('.chat')?.scrollIntoView();
}

/** Esc closes the request; in a question of the chat it answers the question alone, and it throws away nothing written. */
const onEscape =
  (shut: () => void) =>
  (event: KeyboardEvent): void => {
    const asked = event.composedPath().some((place) => place instanceof HTMLDialogElement);
    if (event.key === 'Escape' && !asked && !isWriting(event)) shut();
  };

/** The chat shares the page's sign-in: what it finds expired is renewed for both. */
const renewalOf =
  ({ signIn }: Shop, given: string) =>
  (): Promise<string> =>
    signIn.fresherThan(given);

const teamOf = ({ shop, strings, locale, zone }: Desk): TeamDesk => ({
  api: shop.api,
  heard: shop.notes,
  side: 'shop',
  strings,
  locale,
  zone,
});

export function openedRequest(request: RequestView, desk: Desk, shut: () => void): TemplateResult {
  const { shop, strings, locale } = desk;
  const attend = (event: Event): void => {
    if (isDoneWith(event)) shop.attend();
  };
  return keyed(
    request.id,
    html`
      <div class="opened" @keydown=${onEscape(shut)} @click=${attend} @focusin=${attend}>
        <div class="request">
          <div class="tools">
            <button type="button" class="shut ${PUTS_AWAY}" @click=${shut}>${strings.close}</button>
            <button type="button" class="to-chat" @click=${toChat}>${strings.chat}</button>
          </div>
          <seller-request .request=${request} .desk=${desk}></seller-request>
          <team-notes .requestId=${request.id} .desk=${teamOf(desk)}></team-notes>
        </div>
        <section class="chat" aria-labelledby="chat-title">
          <h2 id="chat-title" tabindex="-1">${strings.chat}</h2>
          <parley-chat
            .within=${true}
            .token=${shop.signIn.token}
            .conversation=${request.conversationId}
            .locale=${locale}
            .zone=${shop.reader.zone}
            .reader=${'seller'}
            .attended=${shop.attended}
            .clock=${shop.now}
            .renewToken=${guard([shop.signIn.token], () => renewalOf(shop, shop.signIn.token))}
          ></parley-chat>
        </section>
        <saved-replies .request=${request} .api=${shop.api} .strings=${strings}></saved-replies>
      </div>
    `,
  ) as TemplateResult;
}
