/**
 * `<request-answers>`: what a shop, or an agent, may do with a request now. There is a button for each of the request's `actions` and
 * no other; pressing one opens what it means and asks for, one at a time, and Esc puts it away. What is refused stays
 * open with a sentence where it belongs; what another answered first closes by itself.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Action, RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import './answer-offer.ts';
import { type Answering, type Explained, money, type Panel, type PanelState } from './answering.ts';
import { buttonStyles } from './button-styles.ts';
import './evidence-photos.ts';
import type { EvidencePhotos } from './evidence-photos.ts';
import { explain } from './explain.ts';
import { entriesOf } from './fields.ts';
import { formStyles } from './form-styles.ts';
import { PANELS } from './panels.ts';
import { toWrongField } from './wrong-field.ts';

/** What helps comes first, what ends it last. */
const ORDER: readonly Action[] = [
  'accept_offer',
  'counter_offer',
  'reject_offer',
  'approve',
  'offer',
  'ship',
  'withdraw',
  'extend',
  'reject',
  'cancel',
];
/** What moves the request forward is drawn as the first choice. */
const FIRST: readonly Action[] = ['approve', 'accept_offer', 'ship'];

export class RequestAnswers extends LitElement {
  static override styles = [tokens, controls, formStyles, buttonStyles];
  static override properties = {
    request: { attribute: false },
    desk: { attribute: false },
    asking: { state: true },
    busy: { state: true },
    refused: { state: true },
    done: { state: true },
    reason: { state: true },
  };

  declare request: RequestView;
  declare desk: Answering;
  declare asking: Action | undefined;
  declare busy: boolean;
  declare refused: Explained | undefined;
  declare done: string | undefined;
  declare reason: string;
  /** The version that what was done led to: a later one has another story. */
  #doneAt = 0;

  constructor() {
    super();
    this.busy = false;
    this.reason = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('request')) return;
    const before = changed.get('request');
    if (before && before.id !== this.request.id) {
      this.#ask(undefined);
      this.done = undefined;
    } else if (this.asking && !this.request.actions?.includes(this.asking)) {
      this.asking = undefined;
    }
    if (this.request.version > this.#doneAt) this.done = undefined;
    if (this.#beginsToShip(before)) this.asking = 'ship';
  }

  /** A shop has little else to do then, so the form stands open. */
  #beginsToShip(before: RequestView | undefined): boolean {
    const had = before?.id === this.request.id && before.actions?.includes('ship');
    return !had && this.#ships;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.hidden = !this.busy && !this.done && !this.refused && this.#possible.length === 0;
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    if (changed.has('asking') && this.asking && !changed.has('request')) this.#begin(find('#panel'));
    if (changed.has('refused') && this.refused) toWrongField(this.renderRoot);
    if (changed.has('done') && this.done) find('h3')?.focus();
  }

  /** What was opened is read from its beginning. */
  #begin(panel: HTMLElement | null): void {
    panel?.focus({ preventScroll: true });
    panel?.scrollIntoView({ block: 'nearest' });
  }

  /** Puts the keyboard into the form that is open. */
  override focus(): void {
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    (find('#panel input') ?? find('#panel'))?.focus();
  }

  protected override render(): TemplateResult {
    const { strings } = this.desk;
    const actions = this.#possible;
    // Where a shop's form to ship stands open, the page around it says what it is, and nothing has to open it.
    const pressed = actions.filter((action) => !(this.#shipsHere && action === 'ship'));
    return html`
      <section class=${this.asking && !this.#shipsHere ? 'asking' : nothing} aria-labelledby="answers">
        <h3 id="answers" tabindex="-1" class=${actions.length > 0 && !this.#ships ? '' : 'heard'}>${strings.answers}</h3>
        <p class="done" role="status">${this.busy ? strings.sending : (this.done ?? nothing)}</p>
        ${this.done ? html`<button type="button" class="next" @click=${this.#next}>${strings.nextRequest} <kbd>j</kbd></button>` : nothing}
        ${
          this.refused && !this.refused.field ? html`<p class="problem" role="alert">${this.refused.text}</p>` : nothing
        }
        <div class="buttons">${pressed.map((action) => this.#button(action))}</div>
        ${this.asking ? this.#panel(this.asking) : nothing}
      </section>
    `;
  }

  get #possible(): Action[] {
    return ORDER.filter((action) => this.request.actions?.includes(action) && this.#has(action));
  }

  /** A shop has the items to send, which the page around this says. */
  get #ships(): boolean {
    return !this.desk.own && (this.request.actions?.includes('ship') ?? false);
  }

  /** Its form stands open by itself. */
  get #shipsHere(): boolean {
    return this.#ships && this.asking === 'ship';
  }

  #has(action: Action): boolean {
    return action === 'offer' || this.#panelOf(action) !== undefined;
  }

  #panelOf(action: Action): Panel | undefined {
    return this.desk.own?.[action] ?? PANELS[action];
  }

  #label(action: Action): string {
    const { offer } = this.request;
    return this.desk.label(action, offer ? money(offer.amount, this.desk) : '');
  }

  #button(action: Action): TemplateResult {
    const open = this.asking === action;
    return html`
      <button
        type="button"
        data-action=${action}
        class=${FIRST.includes(action) && !this.asking ? 'primary' : ''}
        aria-expanded=${open ? 'true' : 'false'}
        ?disabled=${this.busy}
        @click=${() => this.#ask(open ? undefined : action)}
      >
        ${this.#label(action)}
      </button>
    `;
  }

  #panel(action: Action): TemplateResult {
    const { request, desk } = this;
    const panel = this.#panelOf(action);
    return html`
      <div id="panel" class=${this.#ships ? 'flat' : nothing} role="group" aria-label=${this.#label(action)} tabindex="-1" @keydown=${this.#escape}>
        ${this.#shipsHere ? nothing : html`<h4 class="asked">${this.#label(action)}</h4>`}
        ${
          panel
            ? this.#form(panel)
            : html`<answer-offer
                .request=${request}
                .desk=${desk}
                .busy=${this.busy}
                .send=${(path: string, body: object) => this.#send(path, body)}
              ></answer-offer>`
        }
        ${
          this.#shipsHere
            ? nothing
            : html`<button type="button" class="plain" ?disabled=${this.busy} @click=${this.#putAway}>${panel?.putAway ?? desk.strings.cancel}</button>`
        }
      </div>
    `;
  }

  #form(panel: Panel): TemplateResult {
    const state = this.#state();
    return html`
      <form novalidate @submit=${(event: SubmitEvent) => this.#submit(event, panel)}>
        ${panel.body(state)}
        <div class="send">
          <button type="submit" class=${panel.danger ? 'danger' : 'primary'} ?disabled=${this.busy}>
            ${panel.confirm(state)}
          </button>
        </div>
      </form>
    `;
  }

  #state(): PanelState {
    const { request, desk, refused, reason } = this;
    const chooseReason = (chosen: string): void => {
      this.reason = chosen;
    };
    return { request, desk, refused, reason, chooseReason };
  }

  /** The page knows which one that is. */
  readonly #next = (): void => {
    this.dispatchEvent(new CustomEvent('next-request', { bubbles: true, composed: true }));
  };

  #ask(action: Action | undefined): void {
    this.asking = action;
    this.refused = undefined;
    this.reason = '';
    if (action) this.done = undefined;
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    void this.#putAway();
  };

  readonly #putAway = async (): Promise<void> => {
    const { asking } = this;
    this.#ask(undefined);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-action="${asking}"]`)?.focus();
  };

  async #submit(event: SubmitEvent, panel: Panel): Promise<void> {
    event.preventDefault();
    const ask = panel.read(entriesOf(event), this.#state());
    if (!('path' in ask)) {
      this.refused = ask;
      return;
    }
    const { request, asking } = this;
    const photos = await this.#sendPhotos();
    // Meanwhile another may have been opened, or have answered this one.
    if (!photos || this.request.id !== request.id || this.asking !== asking) return;
    this.refused = await this.#send(ask.path, photos.length > 0 ? withEvidence(ask.body, photos) : ask.body);
  }

  /** The ids of what was chosen, or undefined where some could not be sent, which stands beside them. */
  async #sendPhotos(): Promise<string[] | undefined> {
    const chosen = this.renderRoot.querySelector<EvidencePhotos>('evidence-photos');
    if (!chosen) return [];
    this.busy = true;
    this.refused = undefined;
    const ids = await chosen.send();
    this.busy = false;
    return ids;
  }

  /** Answers what was refused, or nothing where it took effect. */
  async #send(path: string, body: object): Promise<Explained | undefined> {
    const { request, desk, asking } = this;
    this.busy = true;
    this.refused = undefined;
    const refusal = await desk.act(request.id, path, body);
    this.busy = false;
    const now = desk.latest(request.id) ?? request;
    if (refusal) {
      const refused = explain(refusal, now, desk);
      // Where the panel is gone, its fields are too: say it on the card.
      if (this.asking && now.actions?.includes(this.asking)) return refused;
      this.refused = { text: refused.text };
      return this.refused;
    }
    if (this.request.id === request.id) {
      // What it led to may have been heard of already, and have opened what is next.
      if (this.asking === asking) this.asking = undefined;
      this.#doneAt = now.version;
      const ships = asking === 'approve' && !desk.own && now.actions?.includes('ship');
      this.done = ships ? desk.strings.doneApproved : fill(desk.strings.done, { status: desk.status(now) });
    }
    return undefined;
  }
}

const withEvidence = (body: { evidence?: readonly string[] }, ids: readonly string[]): object => ({
  ...body,
  evidence: [...(body.evidence ?? []), ...ids],
});

customElements.define('request-answers', RequestAnswers);
