/**
 * `<parley-figures>`: what happened each week, month or quarter, in a dialog: as charts, and as a table. Set `strings`,
 * `locale`, `ask` and `now`; `markets` and `shops` where there are several to choose from, and `scope` to begin with.
 * It says `done` when it was closed.
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { REASONS } from '../../contract/choices.ts';
import type { Stats, StatsBucket } from '../../contract/lists.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import type { Option } from '../answers/fields.ts';
import { controls } from '../theme/controls.ts';
import { dialogs } from '../theme/dialogs.ts';
import { tokens } from '../theme/tokens.ts';
import { listens } from '../theme/while-shown.ts';
import { type Bar, barStyles, chart } from './bars.ts';
import { classesOf } from './classes.ts';
import { figureStyles } from './figure-styles.ts';
import { BUCKETS, type Bucket, periodWords, secondsWords, sinceOf } from './periods.ts';
import { tableOf } from './table.ts';

export interface Scope {
  market?: string;
  sellerId?: string;
  reason?: string;
}
type Answer = { ok: true; value: Stats } | { ok: false };

const NARROWEST = 280;
const WIDEST = 816;
const PADDING = 64;

export class ParleyFigures extends LitElement {
  static override styles = [tokens, controls, dialogs, barStyles, figureStyles];
  static override properties = {
    strings: { attribute: false },
    locale: {},
    ask: { attribute: false },
    now: { attribute: false },
    markets: { attribute: false },
    shops: { attribute: false },
    scope: { attribute: false },
    bucket: { state: true },
    stats: { state: true },
    failed: { state: true },
    width: { state: true },
  };

  declare strings: SellerStrings;
  declare locale: string;
  /** Asks for figures with this query. */
  declare ask: (query: string) => Promise<Answer>;
  /** The server's clock, in milliseconds. */
  declare now: () => number;
  declare markets: readonly string[];
  declare shops: readonly Option[];
  declare scope: Scope;
  declare bucket: Bucket;
  declare stats: Stats | undefined;
  declare failed: boolean;
  declare width: number;

  constructor() {
    super();
    this.markets = [];
    this.shops = [];
    this.scope = {};
    this.bucket = 'week';
    this.failed = false;
    this.width = WIDEST;
    listens(this, window, 'resize', this.#measure);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#measure();
  }

  readonly #measure = (): void => {
    this.width = Math.min(WIDEST, Math.max(NARROWEST, innerWidth - PADDING));
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale')) this.lang = this.locale;
    if (changed.has('scope') || changed.has('bucket')) void this.#read();
  }

  protected override firstUpdated(): void {
    this.#dialog?.showModal();
  }

  /** Where a chart scrolls, what was last is in sight. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('stats') && !changed.has('width')) return;
    for (const box of this.renderRoot.querySelectorAll('.chart .scrolls')) box.scrollLeft = box.scrollWidth;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  async #read(): Promise<void> {
    const { scope, bucket } = this;
    const given = Object.entries(scope).filter(([, value]) => value) as [string, string][];
    const query = new URLSearchParams([...given, ['bucket', bucket], ['since', sinceOf(bucket, this.now())]]);
    const answer = await this.ask(query.toString());
    // Meanwhile something else was asked for.
    if (this.scope !== scope || this.bucket !== bucket) return;
    this.failed = !answer.ok;
    this.stats = answer.ok ? answer.value : undefined;
  }

  protected override render(): TemplateResult {
    const { strings, stats } = this;
    return html`
      <dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent('done'))}>
        <div class="head">
          <h2 id="title">${strings.figuresTitle}</h2>
          <button type="button" @click=${() => this.#dialog?.close()}>${strings.close}</button>
        </div>
        ${this.#choices()}
        <p class="problem" role="alert" ?hidden=${!this.failed}>
          ${strings.figuresFailed}
          <button type="button" @click=${() => void this.#read()}>${strings.retry}</button>
        </p>
        ${stats?.series ? this.#charts(stats, stats.series) : nothing}
        ${stats || this.failed ? nothing : html`<p role="status">${strings.loading}</p>`}
        <p class="quiet">${strings.figuresZone}</p>
      </dialog>
    `;
  }

  #choices(): TemplateResult {
    const { strings, markets, shops, scope } = this;
    const named = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
    const reasons = REASONS.map((value) => ({ value, label: strings[`reason.${value}`] }));
    return html`
      <div class="choices">
        <fieldset>
          <legend class="heard">${strings.figuresEach}</legend>
          ${BUCKETS.map(
            (bucket) => html`<label>
              <input
                type="radio"
                name="bucket"
                .checked=${this.bucket === bucket}
                @change=${() => {
                  this.bucket = bucket;
                }}
              />${strings[`bucket.${bucket}`]}</label>`,
          )}
        </fieldset>
        ${markets.length > 1 ? this.#select('market', strings.figuresMarket, strings.anyMarket, named(markets)) : nothing}
        ${shops.length > 1 ? this.#select('sellerId', strings.figuresShop, strings.anyShop, shops) : nothing}
        ${this.#select('reason', strings.filterReason, strings.anyReason, reasons)}
      </div>
      <p class="heard" role="status">${scope && this.stats ? this.#summary(this.stats) : ''}</p>
    `;
  }

  #select(name: keyof Scope, label: string, all: string, options: readonly Option[]): TemplateResult {
    return html`
      <select
        name=${name}
        aria-label=${label}
        @change=${(event: Event) => {
          this.scope = { ...this.scope, [name]: (event.target as HTMLSelectElement).value || undefined };
        }}
      >
        <option value="" .selected=${!this.scope[name]}>${all}</option>
        ${options.map(
          ({ value, label: words }) =>
            html`<option value=${value} .selected=${this.scope[name] === value}>${words}</option>`,
        )}
      </select>
    `;
  }

  /** What a screen reader is told when the figures have changed. */
  #summary({ series = [] }: Stats): string {
    const opened = series.reduce((sum, each) => sum + each.opened, 0);
    return `${this.strings.figuresOpened}: ${opened}`;
  }

  #charts(stats: Stats, series: StatsBucket[]): TemplateResult {
    const { strings, bucket, locale } = this;
    const nothingHappened = series.every(({ opened, made, timeouts }) => opened + made + timeouts === 0);
    if (nothingHappened) return html`<p class="quiet">${strings.figuresNone}</p>`;
    const periods = series.map((each) => ({ ...each, words: periodWords(each, bucket, locale) }));
    return html`
      ${this.#requests(periods)} ${this.#offers(periods)} ${this.#median(periods)} ${this.#percents(stats)}
      <details>
        <summary>${strings.figuresTable}</summary>
        ${tableOf(periods, strings, locale)}
      </details>
    `;
  }

  #requests(periods: (StatsBucket & { words: string })[]): TemplateResult {
    const { figuresRequests, figuresOpened, figuresAnswered, figuresTimedOut } = this.strings;
    return this.#chart(
      figuresRequests,
      [figuresOpened, figuresAnswered, figuresTimedOut],
      periods.map((each) => ({ words: each.words, values: [each.opened, each.answeredInTime, each.timeouts] })),
    );
  }

  #offers(periods: (StatsBucket & { words: string })[]): TemplateResult {
    const { figuresOffers, figuresMade, figuresAccepted } = this.strings;
    return this.#chart(
      figuresOffers,
      [figuresMade, figuresAccepted],
      periods.map((each) => ({ words: each.words, values: [each.made, each.accepted] })),
    );
  }

  #percents({ offers }: Stats): TemplateResult {
    const { figuresPercent, figuresMade, figuresAccepted } = this.strings;
    const classes = classesOf(offers.byPercent);
    return this.#chart(
      figuresPercent,
      [figuresMade, figuresAccepted],
      classes.map(({ from, to, made, accepted }) => ({ words: `${from}–${to}%`, values: [made, accepted] })),
    );
  }

  #median(periods: (StatsBucket & { words: string })[]): TemplateResult {
    const { locale, width, strings } = this;
    const words = (seconds: number | null) => secondsWords(seconds, locale);
    return chart({
      title: strings.figuresMedian,
      width,
      legend: [],
      groups: periods.map(({ words: period, medianAnswerSeconds: seconds }) => ({
        words: period,
        bars: [{ fill: 'solid', value: seconds ?? 0, label: words(seconds), words: words(seconds) }],
      })),
    });
  }

  #chart(title: string, names: string[], periods: { words: string; values: number[] }[]): TemplateResult {
    const fills = ['hollow', 'solid', 'striped'] as const;
    const count = new Intl.NumberFormat(this.locale);
    const named = names.map((words, index) => ({ fill: fills[index] ?? 'solid', words }));
    const barsOf = (values: number[]): Bar[] =>
      named.map(({ fill, words }, index) => {
        const value = values[index] ?? 0;
        return { fill, value, label: count.format(value), words: `${words}: ${count.format(value)}` };
      });
    return chart({
      title,
      width: this.width,
      legend: named,
      groups: periods.map(({ words, values }) => ({ words, bars: barsOf(values) })),
    });
  }
}

customElements.define('parley-figures', ParleyFigures);

declare global {
  interface HTMLElementTagNameMap {
    'parley-figures': ParleyFigures;
  }
}
