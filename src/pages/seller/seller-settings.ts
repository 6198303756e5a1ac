/**
 * `<seller-settings>`: how alerts reach the shop in Slack, the code that links a person there, and the working days by
 * which deadlines run. Alerts are the shop's own to set, all but their channel; the rest is the platform's and only read.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { SellerView, SlackAlerts } from '../../contract/seller.ts';
import type { SlackLinkCode } from '../../contract/slack-link.ts';
import { formatTime } from '../../i18n/format.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerKey } from '../../i18n/seller/index.ts';
import type { Explained } from '../answers/answering.ts';
import { choiceField, entriesOf, lineField } from '../answers/fields.ts';
import { formStyles } from '../answers/form-styles.ts';
import type { Refusal } from '../session/calls.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { zoneOf } from '../theme/zone.ts';
import { calendarSummary } from './calendar.ts';
import { colleagues, knownInSlack } from './colleagues.ts';
import { withCommand } from './copy-command.ts';
import { dayTimeField } from './day-time-field.ts';
import type { Desk } from './desk.ts';
import { escalationFieldAt, escalationFields, readEscalation } from './escalation-fields.ts';
import { digestWords, quietWords } from './next-moments.ts';
import { settingsStyles } from './settings-styles.ts';

type SlackStatus = NonNullable<NonNullable<SellerView['alerts']>['slack']>;

/** How languages call themselves. */
const NAMES = {
  en: 'English',
  th: 'ไทย',
  vi: 'Tiếng Việt',
  id: 'Bahasa Indonesia',
  ms: 'Bahasa Melayu',
  fil: 'Filipino',
};

/** `en-GB` → `British English`, as it calls itself. */
const nameOf = (tag: string): string => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;

/** What is not set up yet is to be done, and no failure. */
const STATUS_LOOKS: Readonly<Record<string, string>> = { ok: 'note', not_connected: 'todo' };

export class SellerSettings extends LitElement {
  static override styles = [tokens, controls, formStyles, settingsStyles];
  static override properties = {
    desk: { attribute: false },
    seller: { state: true },
    refusal: { state: true },
    refused: { state: true },
    code: { state: true },
    busy: { state: true },
    saved: { state: true },
    steps: { state: true },
  };

  declare desk: Desk;
  declare seller: SellerView | undefined;
  /** Why the settings could not be had or kept. */
  declare refusal: Refusal | undefined;
  declare refused: (Omit<Explained, 'field'> & { field: string }) | undefined;
  declare code: SlackLinkCode | undefined;
  declare busy: boolean;
  declare saved: boolean;
  /** As many steps of the escalation are shown at least. */
  declare steps: number;

  constructor() {
    super();
    this.steps = 1;
    this.busy = false;
    this.saved = false;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h2')?.focus();
    void this.#load();
  }

  get #path(): string {
    return `/v1/sellers/${encodeURIComponent(this.desk.shop.sellerId)}`;
  }

  async #load(): Promise<void> {
    const answer = await this.desk.shop.api.get<SellerView>(this.#path);
    if (answer.ok) this.seller = answer.value;
    this.refusal = answer.ok ? undefined : answer.refusal;
  }

  protected override render(): TemplateResult {
    const { strings } = this.desk;
    const { seller } = this;
    return html`
      <article aria-labelledby="title">
        <header>
          <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('done'))}>${strings.back}</button>
          <h2 id="title" tabindex="-1">${strings.settings}${seller ? ` · ${seller.name}` : nothing}</h2>
        </header>
        ${this.refusal ? html`<p class="problem" role="alert">${this.#why(this.refusal)}</p>` : nothing}
        ${
          seller
            ? html`${this.#rules(seller)} ${this.#alerts(seller.alerts?.slack)} ${this.#link()} ${calendarSummary(seller.effectivePolicy, this.desk)}`
            : nothing
        }
      </article>
    `;
  }

  #rules({ effectivePolicy }: SellerView): TemplateResult {
    const { shop, locale } = this.desk;
    return html`<shop-rules
      .api=${shop.api}
      .sellerId=${shop.sellerId}
      .currency=${effectivePolicy.currency}
      .locale=${locale}
    ></shop-rules>`;
  }

  #why(refusal: Refusal): string {
    const { strings } = this.desk;
    if (refusal === 'offline') return strings.refusedOffline;
    return refusal.code === 'token_expired' ? strings.sessionExpired : strings.refusedOther;
  }

  #alerts(slack: SlackStatus | undefined): TemplateResult {
    const { strings } = this.desk;
    return html`
      <section aria-labelledby="alerts">
        <h3 id="alerts">${strings.alerts}</h3>
        ${
          slack
            ? html`<p class="state ${STATUS_LOOKS[slack.status] ?? 'problem'}">${withCommand(this.#status(slack.status), strings)}</p>
                ${this.#alertsForm(slack)}`
            : html`<p class="state todo">${withCommand(strings.alertsNone, strings)}</p>`
        }
      </section>
    `;
  }

  #status(status: string): string {
    const { strings } = this.desk;
    const key = `slack.${status}`;
    return key in strings ? strings[key as SellerKey] : strings['slack.other'];
  }

  #alertsForm(slack: SlackAlerts): TemplateResult {
    const { quiet, digestAt, locale, mention, escalation = [] } = slack;
    const { strings, shop } = this.desk;
    const people = knownInSlack(colleagues(this.desk), shop.signIn.me, slack);
    const { refused } = this;
    const there = zoneOf(this.seller?.zone, this.desk.zone);
    const at = (name: string) => (refused?.field === name ? ({ ...refused, field: name } as Explained) : undefined);
    const languages = LANGUAGES.map((value) => ({ value, label: NAMES[value] }));
    const time = (field: Omit<Parameters<typeof dayTimeField>[0], 'none' | 'locale'>) =>
      dayTimeField({ ...field, none: strings.none, locale: this.desk.locale });
    const known = !locale || languages.some(({ value }) => value === locale);
    return html`
      <form novalidate @submit=${this.#save}>
        <div class="pair">
          ${time({ name: 'from', label: strings.quietFrom, value: quiet?.from ?? '', hintId: 'quiet-hint' })}
          ${time({ name: 'to', label: strings.quietTo, value: quiet?.to ?? '', hintId: 'quiet-hint', refused: at('to') })}
          <p class="quiet" id="quiet-hint">${strings.quietHint} ${quietWords(quiet, this.desk, there)}</p>
        </div>
        ${time({
          name: 'digestAt',
          label: strings.digest,
          value: digestAt ?? '',
          hint: `${strings.digestHint} ${digestWords(digestAt, this.desk, there)}`.trim(),
          refused: at('digestAt'),
        })}
        ${choiceField({ name: 'locale', label: strings.language, value: locale ?? '' }, [
          { value: '', label: strings.languageDefault },
          ...languages,
          ...(known ? [] : [{ value: locale, label: nameOf(locale) }]),
        ])}
        ${lineField({
          name: 'mention',
          label: strings.mention,
          value: mention ?? '',
          hint: strings.mentionHint,
          maxlength: 32,
          code: true,
          likely: people.filter(({ value }) => !value.startsWith('S')),
          refused: at('mention'),
        })}
        ${escalationFields({
          steps: escalation,
          shown: this.steps,
          add: () => void this.#addStep(),
          people,
          desk: this.desk,
          refusedAt: at,
        })}
        <p class="done" role="status">${this.saved ? strings.saved : nothing}</p>
        <button type="submit" class="primary" ?disabled=${this.busy}>${strings.save}</button>
      </form>
    `;
  }

  async #addStep(): Promise<void> {
    this.steps = Math.max(this.steps, this.seller?.alerts?.slack?.escalation?.length ?? 0) + 1;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.step:last-of-type select')?.focus();
  }

  /** What differs from what the form was filled with: the rest may have been changed in another window. */
  #changes(slack: Record<string, unknown>): Record<string, unknown> {
    const was = { ...(this.seller?.alerts?.slack ?? {}) } as Record<string, unknown>;
    const same = (name: string): boolean => JSON.stringify(was[name] ?? null) === JSON.stringify(slack[name]);
    return Object.fromEntries(Object.entries(slack).filter(([name]) => !same(name)));
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const entry = entriesOf(event);
    const [from, to] = [entry('from'), entry('to')];
    this.saved = false;
    this.refused = undefined;
    if ((from === '') !== (to === '') || (from !== '' && from === to)) {
      this.refused = { field: 'to', text: this.desk.strings.fieldQuiet };
      return;
    }
    const { steps, places } = readEscalation(entry);
    const slack = {
      quiet: from ? { from, to } : null,
      digestAt: entry('digestAt') || null,
      locale: entry('locale') || null,
      mention: entry('mention') || null,
      escalation: steps,
    };
    this.busy = true;
    const answer = await this.desk.shop.api.patch<object>(this.#path, { alerts: { slack: this.#changes(slack) } });
    this.busy = false;
    this.saved = answer.ok;
    if (answer.ok) this.steps = 1;
    if (answer.ok) return this.#load();
    const { refusal } = answer;
    const path = refusal === 'offline' ? '' : (refusal.errors?.[0]?.path ?? '');
    const field = escalationFieldAt(path, places) ?? path.split('.')[2];
    if (field) this.refused = { field, text: this.desk.strings.fieldInvalid };
    else this.refusal = refusal;
  }

  #link(): TemplateResult {
    const { strings } = this.desk;
    const { code } = this;
    return html`
      <section aria-labelledby="link">
        <h3 id="link">${strings.slackLink}</h3>
        <p>${strings.slackLinkAbout}</p>
        <div role="status">
          ${
            code
              ? html`<p class="code">
                    ${strings.slackLinkType} <code>/parley link ${code.code}</code>
                    <copy-command .command=${`/parley link ${code.code}`} .strings=${strings}></copy-command>
                  </p>
                  <p class="quiet">
                    ${fill(strings.slackLinkUntil, { time: formatTime(code.expiresAt, this.desk.locale, this.desk.zone) })}
                  </p>`
              : nothing
          }
        </div>
        <button type="button" ?disabled=${this.busy} @click=${this.#makeCode}>${strings.slackLinkMake}</button>
      </section>
    `;
  }

  async #makeCode(): Promise<void> {
    this.busy = true;
    const answer = await this.desk.shop.api.post<SlackLinkCode>(`${this.#path}/slack-link`, {});
    this.busy = false;
    if (answer.ok) this.code = answer.value;
    this.refusal = answer.ok ? undefined : answer.refusal;
  }
}
