/** The figures as a table: a row for each period, the latest first. */
import { html, type TemplateResult } from 'lit';
import type { StatsBucket } from '../../contract/lists.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { secondsWords } from './periods.ts';

export function tableOf(
  periods: readonly (StatsBucket & { words: string })[],
  strings: SellerStrings,
  locale: string,
): TemplateResult {
  const { figuresFrom, figuresOpened, figuresAnswered, figuresTimedOut, figuresMade, figuresAccepted, figuresMedian } =
    strings;
  const count = new Intl.NumberFormat(locale);
  const heads = [
    figuresFrom,
    figuresOpened,
    figuresAnswered,
    figuresTimedOut,
    figuresMade,
    figuresAccepted,
    figuresMedian,
  ];
  const row = (each: StatsBucket & { words: string }) => html`<tr>
    <th scope="row">${each.words}</th>
    ${[each.opened, each.answeredInTime, each.timeouts, each.made, each.accepted].map(
      (value) => html`<td>${count.format(value)}</td>`,
    )}
    <td>${secondsWords(each.medianAnswerSeconds, locale)}</td>
  </tr>`;
  return html`
    <div class="scrolls" tabindex="0" role="region" aria-label=${strings.figuresTable}>
      <table>
        <thead>
          <tr>${heads.map((words) => html`<th scope="col">${words}</th>`)}</tr>
        </thead>
        <tbody>${periods.toReversed().map(row)}</tbody>
      </table>
    </div>
  `;
}
