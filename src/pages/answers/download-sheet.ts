/**
 * `<download-sheet>`: the list that is shown, as a CSV file. It needs the reader's token, which no link may carry, so the page
 * fetches it. What is shown may take several lists together: they become one file.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import type { Answer, Calls } from '../session/calls.ts';
import { saveFile } from '../session/save-file.ts';
import { controls } from '../theme/controls.ts';
import { iconAnd, inMenu } from '../theme/head.ts';
import { tokens } from '../theme/tokens.ts';

type Query = Readonly<Record<string, string>>;
type Bytes = Uint8Array<ArrayBuffer>;

const LINE_END = 10;
/** A long list takes as long as it is. */
const WITHIN_MS = 15 * 60_000;

export class DownloadSheet extends LitElement {
  static override styles = [
    tokens,
    controls,
    inMenu,
    css`
      button {
        min-height: 36px;
        padding: 0 var(--s2);
        font-size: var(--small);
        white-space: nowrap;
      }

      @media (max-width: 999px) {
        button {
          min-height: var(--control);
        }
      }

      p {
        margin-block-start: var(--s1);
      }
    `,
  ];
  static override properties = {
    api: { attribute: false },
    lists: { attribute: false },
    strings: { attribute: false },
    busy: { state: true },
    refused: { state: true },
  };

  declare api: Calls;
  /** What is shown when it is asked for: the queries of its lists. */
  declare lists: () => readonly Query[];
  declare strings: SellerStrings;
  declare busy: boolean;
  declare refused: string | undefined;

  constructor() {
    super();
    this.busy = false;
  }

  protected override render(): TemplateResult {
    const { strings, busy, refused } = this;
    return html`
      <button type="button" class="plain" ?disabled=${busy} @click=${this.#download}>
        ${iconAnd('download', strings.downloadCsv)}
      </button>
      <p class="heard" role="status">${busy ? strings.loading : nothing}</p>
      ${refused ? html`<p class="problem" role="alert">${refused}</p>` : nothing}
    `;
  }

  readonly #download = async (): Promise<void> => {
    this.busy = true;
    this.refused = undefined;
    const sheets = await this.#fetch();
    this.busy = false;
    if (sheets)
      saveFile(new Blob(sheets, { type: 'text/csv' }), `parley-requests-${new Date().toISOString().slice(0, 10)}.csv`);
  };

  async #fetch(): Promise<Bytes[] | null> {
    const sheets: Bytes[] = [];
    for (const query of this.lists()) {
      const answer: Answer<Bytes> = await this.api.file(`/v1/requests.csv?${new URLSearchParams(query)}`, WITHIN_MS);
      if (!answer.ok) {
        this.refused = answer.refusal === 'offline' ? this.strings.refusedOffline : this.strings.refusedOther;
        return null;
      }
      sheets.push(sheets.length === 0 ? answer.value : withoutHead(answer.value));
    }
    return sheets;
  }
}

/** Names of columns stand on the first line alone. */
const withoutHead = (sheet: Bytes): Bytes => sheet.slice(sheet.indexOf(LINE_END) + 1);

customElements.define('download-sheet', DownloadSheet);
