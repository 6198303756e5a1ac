/**
 * `<earlier-claims>`: how often the buyer asked this shop before, as a fact, and on demand those requests. Tells
 * `open-request` with the id of one. Never shown to buyers.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { earlierClaims } from '../../contract/earlier-claims.ts';
import type { RequestView } from '../../contract/request.ts';
import { earlierClaimsSaid } from '../../i18n/earlier-claims.ts';
import { formatDay } from '../../i18n/format.ts';
import type { Calls } from '../session/calls.ts';
import { queryOf } from '../session/query.ts';
import { controls } from '../theme/controls.ts';
import { takesNoRoomEmpty } from '../theme/empty.ts';
import { tokens } from '../theme/tokens.ts';
import { type Answering, money } from './answering.ts';

const AT_ONCE = 10;

interface Page {
  items: RequestView[];
  nextCursor: string | null;
}

export class EarlierClaims extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
      }

      summary {
        width: fit-content;
        min-height: 24px;
        cursor: pointer;
      }

      li {
        display: grid;
        justify-items: start;
        margin-block-start: var(--s1);
        padding-inline-start: var(--s4);
      }

      li button {
        min-height: 24px;
        padding: 0;
        text-align: start;
        text-decoration: underline;
        overflow-wrap: anywhere;
      }

      @media (pointer: coarse) {
        li button {
          min-height: var(--control);
        }
      }
    `,
  ];
  static override properties = {
    request: { attribute: false },
    api: { attribute: false },
    desk: { attribute: false },
    claims: { state: true },
    more: { state: true },
    busy: { state: true },
    failed: { state: true },
  };

  declare request: RequestView;
  declare api: Calls;
  declare desk: Answering;
  declare claims: readonly RequestView[];
  /** Where the list goes on. */
  declare more: string | null;
  declare busy: boolean;
  declare failed: boolean;

  constructor() {
    super();
    this.#forget();
  }

  #forget(): void {
    this.claims = [];
    this.more = null;
    this.busy = false;
    this.failed = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('request') || changed.get('request')?.id === this.request.id) return;
    this.#forget();
    this.renderRoot.querySelector('details')?.removeAttribute('open');
  }

  protected override updated(): void {
    takesNoRoomEmpty(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { request, desk, more, busy, failed } = this;
    const { strings } = desk;
    if (!request.buyerRequests || !earlierClaims(request)) return nothing;
    return html`
      <details @toggle=${this.#unfolded}>
        <summary>${earlierClaimsSaid(request.buyerRequests, desk.locale)}</summary>
        <ul>
          ${this.claims.map((claim) => this.#claim(claim))}
        </ul>
        <p class="quiet" role="status">${busy ? strings.loading : nothing}</p>
        ${failed ? html`<p class="problem" role="alert">${strings.refusedOffline}</p>` : nothing}
        ${more !== null || failed ? html`<button type="button" @click=${this.#read}>${failed ? strings.retry : strings.more}</button>` : nothing}
      </details>
    `;
  }

  #claim(claim: RequestView): TemplateResult {
    const { desk } = this;
    const title = claim.items.map((item) => item.title).join(', ');
    return html`<li>
      <button type="button" class="plain" @click=${() => this.#open(claim.id)}><bdi>${title}</bdi></button>
      <span class="quiet">${[money(claim.claimValue, desk), desk.status(claim), formatDay(claim.openedAt, desk.locale, desk.zone)].join(' · ')}</span>
    </li>`;
  }

  #open(id: string): void {
    this.dispatchEvent(new CustomEvent('open-request', { detail: id, bubbles: true, composed: true }));
  }

  readonly #unfolded = (event: ToggleEvent): void => {
    if (event.newState === 'open' && this.claims.length === 0) void this.#read();
  };

  readonly #read = async (): Promise<void> => {
    const { request, more } = this;
    const filter = earlierClaims(request);
    if (!filter || this.busy) return;
    this.busy = true;
    const asked = queryOf({ ...filter, sort: '-updatedAt', limit: AT_ONCE, cursor: more ?? undefined });
    const answer = await this.api.get<Page>(`/v1/requests?${new URLSearchParams(asked)}`);
    if (request.id !== this.request.id) return;
    this.busy = false;
    this.failed = !answer.ok;
    if (!answer.ok) return;
    this.claims = [...this.claims, ...answer.value.items];
    this.more = answer.value.nextCursor;
  };
}

customElements.define('earlier-claims', EarlierClaims);
