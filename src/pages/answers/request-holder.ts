/** `<request-holder>`: who of one's own side has a request in hand, and the buttons that take it and let it go (rule 19). */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AssigneeSide, RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Refusal } from '../session/calls.ts';
import { controls } from '../theme/controls.ts';
import { takesNoRoomEmpty } from '../theme/empty.ts';
import { tokens } from '../theme/tokens.ts';
import type { Answering } from './answering.ts';

export class RequestHolder extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
      }

      div {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2) var(--s3);
        align-items: center;
      }

      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];
  static override properties = {
    request: { attribute: false },
    desk: { attribute: false },
    side: {},
    busy: { state: true },
    refusal: { state: true },
  };

  declare request: RequestView;
  declare desk: Pick<Answering, 'strings' | 'act'>;
  /** Whose page it stands on. */
  declare side: AssigneeSide;
  declare busy: boolean;
  declare refusal: Refusal | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('request') || changed.get('request')?.id === this.request.id) return;
    this.busy = false;
    this.refusal = undefined;
  }

  protected override updated(): void {
    takesNoRoomEmpty(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { request, side, desk } = this;
    const { strings } = desk;
    const own = request.assignees?.[side];
    const shops = side === 'agents' ? request.assignees?.shop : undefined;
    const may = request.actions?.includes('assign') ?? false;
    if (!may && !own) return nothing;
    return html`
      <div>
        <p role="status">
          ${own ? fill(strings.holderIs, { name: own.name ?? own.id }) : strings.holderNobody}
          ${shops ? fill(strings.holderShop, { name: shops.name ?? shops.id }) : nothing}
        </p>
        ${may ? this.#button(strings.holderTake, 'me') : nothing}
        ${may && own ? this.#button(strings.holderLetGo, null) : nothing}
      </div>
      ${this.refusal ? html`<p class="problem" role="alert">${this.#why(this.refusal)}</p>` : nothing}
    `;
  }

  #button(label: string, to: 'me' | null): TemplateResult {
    return html`<button type="button" ?disabled=${this.busy} @click=${() => this.#assign(to)}>${label}</button>`;
  }

  #why(refusal: Refusal): string {
    const { strings } = this.desk;
    if (refusal === 'offline') return strings.refusedOffline;
    return refusal.code === 'invalid_body' ? strings.holderUnnamed : strings.refusedOther;
  }

  async #assign(to: 'me' | null): Promise<void> {
    const { id } = this.request;
    this.busy = true;
    const refusal = await this.desk.act(id, 'assign', { to });
    if (this.request.id !== id) return;
    this.busy = false;
    this.refusal = refusal;
  }
}

customElements.define('request-holder', RequestHolder);
