/**
 * The number on a parcel, beside its request in a list of many. A scanner ends each number with Return, which leads to the
 * next field; a column pasted from a sheet fills the fields from here on.
 */
import { html, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { BulkState } from './bulk-state.ts';
import { titleOf } from './desk.ts';

const LONGEST = 100;

export function trackingField(request: RequestView, state: BulkState): TemplateResult {
  const { desk, filled, requests, fill: put } = state;
  const { id } = request;
  const from = (lines: readonly string[]): void => {
    const at = requests.findIndex((each) => each.id === id);
    const next = requests.slice(at, at + lines.length).map((each, n): [string, string] => [each.id, lines[n] ?? '']);
    put({ numbers: new Map([...filled.numbers, ...next]) });
  };
  const label = fill(desk.strings.bulkTracking, { title: titleOf(request), order: request.orderId });
  return html`
    <input
      class="tracking"
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      maxlength=${LONGEST}
      aria-label=${label}
      placeholder=${desk.strings.tracking}
      .value=${filled.numbers.get(id) ?? ''}
      @input=${(event: Event) => from([(event.target as HTMLInputElement).value])}
      @keydown=${toNext}
      @paste=${(event: ClipboardEvent) => {
        const lines = (event.clipboardData?.getData('text') ?? '')
          .split(/\r?\n/u)
          .map((line) => line.trim().slice(0, LONGEST));
        if (lines.filter(Boolean).length < 2) return;
        event.preventDefault();
        from(lines.filter(Boolean));
      }}
    />
  `;
}

function toNext(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  const field = event.target as HTMLInputElement;
  const fields = [...(field.closest('ul')?.querySelectorAll<HTMLInputElement>('.tracking') ?? [])];
  fields[fields.indexOf(field) + 1]?.focus();
}
