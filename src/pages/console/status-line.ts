/** How the board is connected, in a line that a screen reader hears when it changes. Nothing while all is well. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConsoleStrings } from '../../i18n/console/index.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Desk } from './desk.ts';

function wordsOf({ phase, problem, ledger, slower }: Desk, strings: ConsoleStrings): string | undefined {
  switch (phase) {
    case 'live':
      return slower ? strings.slower : undefined;
    case 'connecting':
      return ledger.rows.size > 0 ? fill(strings.loading, { count: ledger.rows.size }) : strings.connecting;
    case 'reconnecting':
      return strings.reconnecting;
    case 'expired':
      return strings.expired;
    case 'refused':
      return problem?.code === 'forbidden' ? strings.forbidden : problem?.detail;
  }
}

export function statusLine(desk: Desk | undefined, strings: ConsoleStrings): TemplateResult {
  const words = desk ? wordsOf(desk, strings) : strings.connecting;
  return html`
    <div role="status" class="status ${desk?.phase ?? 'connecting'}">${words ? html`<p>${words}</p>` : nothing}</div>
  `;
}
