/** The right side of the board: the opened request, or what stands there while none is. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDoneWith } from '../theme/standing.ts';
import { isWriting } from '../theme/writing.ts';
import './console-detail.ts';
import type { Desk } from './desk.ts';
import type { Reading } from './words.ts';

export interface Opened {
  desk: Desk | undefined;
  reading: Reading;
  now: number;
  open: string | undefined;
  /** The reader chose it. */
  chosen: boolean;
  /** The opened request could not be had. */
  missing: boolean;
  /** The reader did something with it. */
  take: () => void;
  close: () => void;
}

/** Esc goes back to the list, unless it would throw away what somebody has begun to write. */
export function openedRequest(opened: Opened): TemplateResult {
  const { reading, open, take, close } = opened;
  const taken = (event: Event): void => {
    if (isDoneWith(event)) take();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && open && !isWriting(event)) close();
  };
  return html`
    <section class="detail" aria-label=${reading.strings.opened} @keydown=${key} @click=${taken} @focusin=${taken}>
      ${contentOf(opened)}
    </section>
  `;
}

function contentOf({ desk, reading, now, open, chosen, missing, close }: Opened): TemplateResult | typeof nothing {
  const { strings } = reading;
  const request = open ? desk?.ledger.rows.get(open)?.request : undefined;
  if (request && desk) {
    return html`<console-detail
      .request=${request}
      .desk=${desk}
      .reading=${reading}
      .now=${now}
      .viewers=${desk.viewers}
      .chosen=${chosen}
      @close=${close}
    ></console-detail>`;
  }
  // Nothing to choose from; the list says why.
  if (!open && desk?.loaded && desk.ledger.shown === 0) return nothing;
  return html`<div class="empty">
    <p>${missing ? strings.loadFailed : strings.choose}</p>
    ${
      open
        ? html`<button type="button" class="plain" @click=${close}>${strings.back}</button>`
        : html`<p class="quiet">${strings.keys}</p>`
    }
  </div>`;
}
