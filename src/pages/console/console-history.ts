/** `<console-history>`: what happened to a request, newest first; what came while it was open is marked. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EventView } from '../../contract/event.ts';
import type { RequestView } from '../../contract/request.ts';
import { formatInstant } from '../../i18n/format.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { boardStyles } from './board-styles.ts';
import { actorWords, type Reading, said, tell } from './words.ts';

export class ConsoleHistory extends LitElement {
  static override styles = [
    tokens,
    controls,
    boardStyles,
    css`
      ol {
        display: grid;
      }

      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px var(--s3);
        padding: var(--s2) 0;
        border-bottom: 1px solid var(--line);
      }

      blockquote {
        grid-column: 1 / -1;
        margin: 0;
        padding-inline-start: var(--s3);
        border-inline-start: 3px solid var(--line-strong);
        color: var(--ink-2);
        overflow-wrap: anywhere;
        white-space: pre-line;
      }

      time {
        white-space: nowrap;
      }

      @media (max-width: 599px) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
  static override properties = {
    events: { attribute: false },
    seen: { attribute: false },
    request: { attribute: false },
    reading: { attribute: false },
  };

  declare events: readonly EventView[];
  /** The last event there was when the request was opened. */
  declare seen: number;
  declare request: RequestView;
  declare reading: Reading;

  protected override render(): TemplateResult {
    return html`
      <ol reversed>
        ${repeat(
          this.events.toReversed(),
          ({ id }) => id,
          (event) => this.#event(event),
        )}
      </ol>
    `;
  }

  #event(event: EventView): TemplateResult {
    const { strings, locale, zone } = this.reading;
    const words = event.seq > 1 ? said(event, this.reading) : undefined;
    return html`
      <li>
        <span>
          ${event.seq > this.seen ? html`<span class="mark">${strings.isNew}</span>` : nothing}
          <strong>${tell(event, this.reading)}</strong>
          <span class="quiet">${actorWords(event, this.request, strings)}</span>
        </span>
        <time class="quiet" datetime=${event.at}>${formatInstant(event.at, locale, zone)}</time>
        ${words ? html`<blockquote dir="auto">${words}</blockquote>` : nothing}
      </li>
    `;
  }
}

customElements.define('console-history', ConsoleHistory);
