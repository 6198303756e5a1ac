/** The left side of the board: what is listed below what stands above it. */
import { html, nothing, type TemplateResult } from 'lit';
import './console-requests.ts';
import { narrowedBy, type Sort } from './address.ts';
import type { Above } from './overview.ts';

/** `open` is the request that stands open; `clear` shows everything again. */
export function listedRequests(
  { desk, view, reading, wide, choose, filter, sort }: Above,
  { now, open, clear }: { now: number; open: string | undefined; clear: () => void },
): TemplateResult | typeof nothing {
  if (!desk) return nothing;
  return html`<console-requests
    role="region"
    aria-label=${reading.strings.list}
    .desk=${desk}
    .revision=${desk.revision}
    .reading=${reading}
    .now=${now}
    .open=${open}
    .narrowed=${narrowedBy(view.filter) > 0}
    .sort=${wide ? view.sort : undefined}
    @sort=${(event: CustomEvent<Sort>) => sort(event.detail)}
    .waiters=${view.filter.reply !== undefined}
    @choose=${(event: CustomEvent<string>) => choose(event.detail)}
    @clear=${clear}
    @waiters=${() => filter({ reply: view.filter.reply ? undefined : 'waiting' })}
  ></console-requests>`;
}
