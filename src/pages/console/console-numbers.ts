/**
 * `<console-numbers>`: the figures on top, each with a small drawing. What a drawing shows is also there as text; a
 * state or a time can be pressed to list what it counts (`filter` event).
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Stats } from '../../contract/lists.ts';
import { fill } from '../../i18n/pages/index.ts';
import { type Class, classesOf } from '../figures/classes.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { type BoardFilter, OPEN_STATUSES } from './address.ts';
import { boardStyles } from './board-styles.ts';
import { type Reading, span } from './words.ts';

const BAR = 100;

const lineOf = (share: number, tone = ''): TemplateResult => html`
  <svg class="line" viewBox="0 0 ${BAR} 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width=${BAR} height="8" rx="2"></rect>
    <rect class="fill ${tone}" width=${BAR * share} height="8" rx="2"></rect>
  </svg>
`;

export class ConsoleNumbers extends LitElement {
  static override styles = [
    tokens,
    controls,
    boardStyles,
    css`
      .tiles {
        display: grid;
        grid-template-columns: 2.5fr 1.25fr 1.3fr 0.95fr 0.8fr;
        gap: var(--s3);
      }

      .tile {
        display: grid;
        align-content: start;
        gap: var(--s1);
        min-width: 0;
        padding: var(--s2) var(--s3);
        border: 1px solid var(--line);
        border-radius: var(--round);
        background: var(--surface);
      }

      .big {
        font-size: 1.5rem;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        line-height: 1.25;
      }

      .tile .quiet {
        line-height: 1.3;
      }

      .states {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0 var(--s3);
      }

      button.figure {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 1.75rem minmax(1.5rem, max-content);
        gap: var(--s2);
        width: 100%;
        min-height: 24px;
        padding: 0 var(--s1);
        border: 0;
        background: none;
        font-size: var(--small);
        font-weight: 400;
        line-height: 1.4;
        text-align: start;
      }

      button.figure[aria-pressed='true'] {
        background: var(--accent-soft);
        color: var(--on-accent-soft);
      }

      .figure span:first-child {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .figure .count {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        text-align: end;
      }

      svg {
        display: block;
        width: 100%;
      }

      .line {
        height: 8px;
      }

      .fares {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
        gap: 0 var(--s3);
      }

      .fares li {
        display: grid;
        grid-template-columns: 3.75rem minmax(1rem, 1fr) max-content;
        gap: var(--s2);
        align-items: center;
        min-height: 24px;
        font-size: var(--small);
        font-variant-numeric: tabular-nums;
      }

      /* A drawing has no direction of its own. */
      :host(:dir(rtl)) svg {
        transform: scaleX(-1);
      }

      .track {
        fill: var(--sunken);
      }

      .fill {
        fill: var(--accent);
      }

      .fill.over {
        fill: var(--danger);
      }

      .fill.soon {
        fill: var(--time);
      }

      @media (max-width: 999px) {
        .tiles {
          grid-template-columns: 1fr 1fr;
        }

        .tile:nth-child(-n + 3) {
          grid-column: 1 / -1;
        }

        button.figure {
          grid-template-columns: minmax(0, 1.4fr) minmax(1rem, 1fr) minmax(1.5rem, max-content);
          min-height: 44px;
        }

        .states {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];
  static override properties = {
    stats: { attribute: false },
    reading: { attribute: false },
    filter: { attribute: false },
  };

  declare stats: Stats | undefined;
  declare reading: Reading;
  declare filter: BoardFilter;

  protected override render(): TemplateResult | typeof nothing {
    const { stats } = this;
    if (!stats) return nothing;
    const { strings } = this.reading;
    return html`
      <div class="tiles">
        ${this.#byStatus(stats)} ${this.#due(stats)} ${this.#accepted(stats)}
        <section class="tile">
          <h2>${strings['numbers.median']}</h2>
          <p class="big">${stats.medianAnswerSeconds === null ? '–' : span(stats.medianAnswerSeconds * 1000, strings)}</p>
          <p class="quiet">${strings['numbers.window']}</p>
        </section>
        <section class="tile">
          <h2>${strings['numbers.timeouts']}</h2>
          <p class="big">${stats.timeouts}</p>
          <p class="quiet">${strings['numbers.timeoutsNote']}, ${strings['numbers.window']}</p>
        </section>
      </div>
    `;
  }

  #byStatus({ byStatus }: Stats): TemplateResult {
    const { strings } = this.reading;
    const counts = OPEN_STATUSES.map((status) => ({ status, count: byStatus[status] ?? 0 }));
    const most = Math.max(1, ...counts.map(({ count }) => count));
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    return html`
      <section class="tile">
        <h2>${strings['numbers.open']} · ${fill(strings['numbers.total'], { count: total })}</h2>
        <div class="states">
          ${counts.map(({ status, count }) =>
            this.#figure({ status }, strings[`status.${status}`], count, count / most, ''),
          )}
        </div>
      </section>
    `;
  }

  #due({ dueWithin: { overdue, h1, h4 } }: Stats): TemplateResult {
    const { strings } = this.reading;
    const most = Math.max(1, overdue, h1, h4);
    return html`
      <section class="tile">
        <h2>${strings['numbers.due']}</h2>
        <div>
          ${this.#figure({ due: 'overdue' }, strings['due.overdue'], overdue, overdue / most, 'over')}
          ${this.#figure({ due: '1h' }, strings['due.1h'], h1, h1 / most, 'soon')}
          ${this.#figure({ due: '4h' }, strings['due.4h'], h4, h4 / most, 'soon')}
        </div>
      </section>
    `;
  }

  #figure(filter: BoardFilter, words: string, count: number, share: number, tone: string): TemplateResult {
    const pressed = Object.entries(filter).every(([name, value]) => this.filter[name as keyof BoardFilter] === value);
    const detail = pressed ? Object.fromEntries(Object.keys(filter).map((name) => [name, undefined])) : filter;
    return html`
      <button
        type="button"
        class="figure"
        aria-pressed=${pressed}
        @click=${() => this.dispatchEvent(new CustomEvent<BoardFilter>('filter', { detail }))}
      >
        <span title=${words}>${words}</span>
        ${lineOf(share, tone)}
        <span class="count">${count}</span>
      </button>
    `;
  }

  #accepted({ offers }: Stats): TemplateResult {
    const { strings } = this.reading;
    const classes = classesOf(offers.byPercent);
    const made = classes.filter((each) => each.made > 0);
    return html`
      <section class="tile">
        <h2>${strings['numbers.accepted']}</h2>
        ${
          made.length === 0
            ? html`<p class="quiet">${strings['numbers.none']}</p>`
            : html`
                <ul class="fares">${made.map((each) => this.#fared(each))}</ul>
                <p class="quiet">
                  ${fill(strings['numbers.acceptedAll'], { made: offers.made, accepted: offers.accepted })}
                </p>
              `
        }
      </section>
    `;
  }

  /** How offers of some percent fared; the count stands beside the bar. */
  #fared(each: Class): TemplateResult {
    const { from, to, made, accepted } = each;
    const words = fill(this.reading.strings['numbers.acceptedBar'], { ...each });
    return html`
      <li title=${words}>
        <span class="heard">${words}</span>
        <span aria-hidden="true">${from}–${to}%</span>
        ${lineOf(accepted / made)}
        <span aria-hidden="true">${accepted} / ${made}</span>
      </li>
    `;
  }
}

customElements.define('console-numbers', ConsoleNumbers);
