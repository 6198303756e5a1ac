/**
 * `<seller-due>`: the deadline of a request, with the time left in words that update by themselves. Colour follows the
 * urgency and never speaks alone. The countdown is no live region: a screen reader hears it when it is asked.
 */

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import { clockIcon } from '../chat/icons.ts';
import { timeLeft } from '../row/time-left.ts';
import { tokens } from '../theme/tokens.ts';
import { every } from '../theme/while-shown.ts';
import { type Desk, until } from './desk.ts';
import { deadlineWords } from './standing.ts';

const TICK_MS = 1_000;

export class SellerDue extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        min-width: 0;
        font-size: inherit;
      }

      p {
        display: flex;
        gap: 6px;
        align-items: start;
        margin: 0;
        font-variant-numeric: tabular-nums;
      }

      svg {
        flex: none;
        width: 1.35em;
        height: 1.35em;
        margin-top: 0.1em;
      }

      strong {
        font-weight: 650;
      }

      .exact {
        display: block;
        color: var(--ink-2);
        font-size: var(--small);
      }

      .near strong,
      .near svg {
        color: var(--time);
      }

      .soon strong,
      .soon svg,
      .over strong,
      .over svg {
        color: var(--danger);
      }
    `,
  ];
  static override properties = { request: { attribute: false }, desk: { attribute: false } };

  declare request: RequestView | undefined;
  declare desk: Desk;

  constructor() {
    super();
    every(this, TICK_MS);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { request, desk } = this;
    const deadline = request?.deadline;
    if (!request || !deadline) return nothing;
    const left = timeLeft(deadline, desk.shop.now(), desk.strings);
    return html`
      <p class=${left.tone}>
        ${clockIcon}
        <span>
          <strong>${deadlineWords(request, deadline, desk.strings)}: ${left.text}</strong>
          <span class="exact"
            ><time datetime=${deadline.at}>${until(deadline.at, desk)}</time
            >${deadline.extended ? ` · ${desk.strings.extended}` : nothing}</span
          >
        </span>
      </p>
    `;
  }
}
