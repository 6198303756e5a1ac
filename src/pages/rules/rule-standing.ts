/**
 * `<rule-standing>`: what a shop's rule is about to do with a request, and when; that it is held; and that the buyer may still
 * take the last offer. With `hold`, one press keeps the rule from acting.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { EventView } from '../../contract/event.ts';
import { mostOffered } from '../../contract/most-offered.ts';
import type { Money } from '../../contract/primitives.ts';
import type { RequestView } from '../../contract/request.ts';
import type { Rule } from '../../contract/rules.ts';
import { formatInstant, formatMoney, formatTime, formatWeekday } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import { loadRuleStrings, type RuleStrings } from '../../i18n/rules/index.ts';
import { shareOfClaim, wholeClaim } from '../answers/offering.ts';
import type { Calls, Refusal } from '../session/calls.ts';
import { controls } from '../theme/controls.ts';
import { takesNoRoomEmpty } from '../theme/empty.ts';
import { tokens } from '../theme/tokens.ts';

type Hold = (requestId: string) => Promise<Refusal | undefined>;

export class RuleStanding extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
      }

      p {
        margin-block-end: var(--s2);
        overflow-wrap: anywhere;
      }
    `,
  ];
  static override properties = {
    request: { attribute: false },
    api: { attribute: false },
    locale: {},
    zone: {},
    now: { attribute: false },
    hold: { attribute: false },
    strings: { state: true },
    then: { state: true },
    busy: { state: true },
    failed: { state: true },
  };

  declare request: RequestView;
  declare api: Calls;
  declare locale: string;
  declare zone: string;
  /** Milliseconds since the epoch. */
  declare now: number;
  declare hold: Hold | undefined;
  declare strings: RuleStrings | undefined;
  /** What the request's rule answers, as it was copied at the opening. */
  declare then: Rule['then'] | undefined;
  declare busy: boolean;
  declare failed: boolean;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale')) void this.#speak();
    if (!changed.has('request') || changed.get('request')?.id === this.request.id) return;
    this.then = undefined;
    this.busy = false;
    this.failed = false;
    if (this.request.rule?.status === 'waiting') void this.#read(this.request.id);
  }

  async #speak(): Promise<void> {
    this.strings = await loadRuleStrings(this.locale);
  }

  async #read(id: string): Promise<void> {
    const path = `/v1/requests/${encodeURIComponent(id)}/events?limit=1`;
    const answer = await this.api.get<{ items: EventView[] }>(path);
    const [opened] = answer.ok ? answer.value.items : [];
    if (this.request.id === id && opened?.type === 'request.opened') this.then = opened.data.rule?.then;
  }

  protected override updated(): void {
    takesNoRoomEmpty(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { strings, request } = this;
    if (!strings) return nothing;
    const still = stillTaken(request, this.now);
    const { rule } = request;
    const may = this.hold !== undefined && rule?.status === 'waiting' && request.actions?.includes('hold_rule');
    return html`
      ${rule ? this.#rule(rule, strings) : nothing}
      ${may ? html`<button type="button" ?disabled=${this.busy} @click=${this.#hold}>${strings.hold}</button>` : nothing}
      ${this.failed ? html`<p class="problem" role="alert">${strings.holdFailed}</p>` : nothing}
      ${still ? html`<p>${fill(strings.mayStillTake, { amount: formatMoney(still, this.locale) })}</p>` : nothing}
    `;
  }

  #rule({ name, status, actsAt }: NonNullable<RequestView['rule']>, strings: RuleStrings): unknown {
    if (status === 'held') return html`<p role="status">${fill(strings.waitsHeld, { name })}</p>`;
    if (status !== 'waiting' || actsAt === undefined) return nothing;
    const amount = this.then && amountOf(this.then, this.request);
    const words = { name, time: this.#time(actsAt), amount: amount ? formatMoney(amount, this.locale) : '' };
    const text = amount ? strings.waitsOffer : this.then ? strings.waitsApprove : strings.waits;
    return html`<p>${fill(text, words)}</p>`;
  }

  /** The time alone where it is today. */
  #time(at: string): string {
    const { locale, zone } = this;
    const today = formatWeekday(new Date(this.now).toISOString(), locale, zone);
    return formatWeekday(at, locale, zone) === today ? formatTime(at, locale, zone) : formatInstant(at, locale, zone);
  }

  readonly #hold = async (): Promise<void> => {
    const { id } = this.request;
    this.busy = true;
    const refusal = await this.hold?.(id);
    if (this.request.id !== id) return;
    this.busy = false;
    this.failed = refusal !== undefined;
  };
}

function amountOf(then: Rule['then'], request: RequestView): Money | undefined {
  if (then.kind === 'approve') return undefined;
  if (then.kind === 'refund_only') return wholeClaim(request);
  return 'amount' in then ? then.amount : shareOfClaim(request, then.percent);
}

/** What the buyer, having let it go, may take all the same (rule 18). */
function stillTaken(request: RequestView, now: number): Money | undefined {
  const { policy, status, deadline, offers } = request;
  if (!policy?.secondThoughts || status !== 'awaiting_seller' || !deadline || Date.parse(deadline.at) <= now)
    return undefined;
  const offer = offers.findLast(({ by }) => by === 'seller');
  if (offer?.status !== 'rejected' && offer?.status !== 'expired') return undefined;
  const { offerBy, solutions } = request.allowed ?? {};
  const permitted = (solutions?.includes(offer.kind) ?? true) && (!offerBy || Date.parse(offerBy) > now);
  return permitted && offer.amount.amount <= mostOffered(request) ? offer.amount : undefined;
}

customElements.define('rule-standing', RuleStanding);
