/**
 * `<seller-documents>`: fetches the shipping documents of an approved request and hands them to the browser as a file.
 * They need the shop's token, which no link may carry, so the page fetches them and links to what it got.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import { explain } from '../answers/explain.ts';
import { saveFile } from '../session/save-file.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { answeringOf, type Desk } from './desk.ts';

export class SellerDocuments extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      p {
        margin: 6px 0 0;
      }

      p:empty {
        display: none;
      }
    `,
  ];
  static override properties = {
    request: { attribute: false },
    desk: { attribute: false },
    busy: { state: true },
    refused: { state: true },
  };

  declare request: RequestView;
  declare desk: Desk;
  declare busy: boolean;
  declare refused: string | undefined;

  constructor() {
    super();
    this.busy = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('request')) this.refused = undefined;
  }

  protected override render(): TemplateResult {
    const { strings } = this.desk;
    return html`
      <button type="button" ?disabled=${this.busy} @click=${this.#fetch}>${strings.documents}</button>
      <p role="status">${this.busy ? strings.loading : nothing}</p>
      ${this.refused ? html`<p class="problem" role="alert">${this.refused}</p>` : nothing}
    `;
  }

  readonly #fetch = async (): Promise<void> => {
    const { request, desk } = this;
    this.busy = true;
    this.refused = undefined;
    const answer = await desk.shop.api.file(`/v1/requests/${request.id}/documents.pdf`);
    this.busy = false;
    if (answer.ok)
      saveFile(
        new Blob([answer.value], { type: 'application/pdf' }),
        `parley-${request.orderId.replace(/[^A-Za-z0-9._-]+/gu, '-')}.pdf`,
      );
    else this.refused = explain(answer.refusal, request, answeringOf(desk)).text;
  };
}
