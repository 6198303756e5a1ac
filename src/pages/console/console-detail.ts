/**
 * `<console-detail>`: one request opened. Overview with the agent's actions, chat, history, card. It stays where it is
 * when the request changes elsewhere: a note says what happened, and the history marks what is new.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../answers/earlier-claims.ts';
import '../answers/request-answers.ts';
import '../answers/request-holder.ts';
import '../answers/saved-replies.ts';
import '../answers/team-notes.ts';
import '../chat/define.ts';
import '../rules/rule-standing.ts';
import '../rules/shop-rules.ts';
import './console-cards.ts';
import './console-history.ts';
import { erasedSaid } from '../../contract/erased-mark.ts';
import type { EventView } from '../../contract/event.ts';
import type { Viewer } from '../../contract/live.ts';
import type { RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Answering } from '../answers/answering.ts';
import { readChatPhotos } from '../answers/chat-photo-picks.ts';
import { exhibitStyles } from '../answers/evidence-styles.ts';
import { readOdds } from '../answers/odds.ts';
import { controls } from '../theme/controls.ts';
import { PUTS_AWAY } from '../theme/standing.ts';
import { tokens } from '../theme/tokens.ts';
import { answeringOf } from './agent-answers.ts';
import { boardStyles } from './board-styles.ts';
import type { Desk } from './desk.ts';
import { deadlineFacts, factStyles, facts, toneOfTime } from './detail-facts.ts';
import { detailStyles } from './detail-styles.ts';
import { alsoLooking, teamOf } from './team.ts';
import { itemsWords, type Reading, stateWords, tell, toneOf } from './words.ts';

const TABS = ['overview', 'chat', 'history', 'card'] as const;
type Tab = (typeof TABS)[number];

export class ConsoleDetail extends LitElement {
  static override styles = [tokens, controls, boardStyles, factStyles, detailStyles, exhibitStyles];
  static override properties = {
    request: { attribute: false },
    reading: { attribute: false },
    now: { attribute: false },
    viewers: { attribute: false },
    chosen: { attribute: false },
    desk: { attribute: false },
    tab: { state: true },
    chatOpened: { state: true },
    events: { state: true },
    historyFailed: { state: true },
    note: { state: true },
  };

  declare request: RequestView;
  declare reading: Reading;
  declare now: number;
  /** Who else has it open. */
  declare viewers: readonly Viewer[];
  /** The reader opened it; else it stands open by itself, and its chat is not read by that. */
  declare chosen: boolean;
  declare desk: Desk;
  declare tab: Tab;
  declare chatOpened: boolean;
  declare events: readonly EventView[];
  declare historyFailed: boolean;
  /** What changed elsewhere, as a sentence. */
  declare note: string | undefined;

  /** The version that was there when the request was opened, or that the reader made. */
  #seen = 0;
  #acting = false;

  constructor() {
    super();
    this.tab = 'overview';
    this.viewers = [];
    this.chosen = false;
    this.chatOpened = false;
    this.events = [];
    this.historyFailed = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('request');
    const another = changed.has('request') && before?.id !== this.request.id;
    if (!this.chosen && (another || changed.has('chosen'))) {
      this.tab = 'overview';
      this.chatOpened = false;
    }
    if (!changed.has('request')) return;
    const { version } = this.request;
    if (another) {
      this.events = [];
      this.note = undefined;
      this.chatOpened = this.tab === 'chat';
      this.#seen = version;
    } else if (before?.version === version) return;
    else if (this.#acting) this.#seen = version;
    void this.#loadHistory();
  }

  async #loadHistory(): Promise<void> {
    const { id, version } = this.request;
    const answer = await this.desk.api.history(id);
    // Where the request has changed meanwhile, a newer answer is under way or was here first.
    if (this.request.id !== id || this.request.version !== version) return;
    this.historyFailed = !answer.ok;
    if (!answer.ok) return;
    this.events = erasedSaid(answer.value, this.reading.answers.erased);
    const latest = answer.value.findLast(({ seq }) => seq > this.#seen);
    if (latest) this.note = fill(this.reading.strings.changedNow, { what: tell(latest, this.reading) });
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override render(): TemplateResult {
    const { request } = this;
    const { reading } = this;
    const { strings } = reading;
    return html`
      <header>
        <div class="title">
          <h2 tabindex="-1"><bdi>${itemsWords(request)}</bdi></h2>
          <p>
            <span class="chip ${toneOf(request)}">${stateWords(request, strings)}</span>
            <span class="quiet">${fill(strings.order, { order: request.orderId })}</span>
          </p>
        </div>
        <button type="button" class="shut ${PUTS_AWAY}" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>
          <span class="wide">${strings.close}</span><span class="narrow">${strings.back}</span>
        </button>
      </header>
      <div role="status">${alsoLooking(this.viewers, reading)}</div>
      <div role="status">${this.note ? html`<p class="note"><span class="mark">${this.note}</span></p>` : nothing}</div>
      <div role="tablist" aria-label=${itemsWords(request)} @keydown=${this.#tabKey}>
        ${TABS.map((tab) => this.#tabButton(tab))}
      </div>
      ${TABS.map((tab) => this.#panel(tab))}
      <saved-replies .request=${request} .api=${this.desk.api} .strings=${reading.answers}></saved-replies>
    `;
  }

  #tabButton(tab: Tab): TemplateResult {
    const selected = tab === this.tab;
    return html`
      <button
        type="button"
        role="tab"
        id="tab-${tab}"
        aria-controls="panel-${tab}"
        aria-selected=${selected ? 'true' : 'false'}
        tabindex=${selected ? 0 : -1}
        @click=${() => this.#show(tab)}
      >
        ${this.reading.strings[`tab.${tab}`]}
      </button>
    `;
  }

  #panel(tab: Tab): TemplateResult {
    const selected = tab === this.tab;
    return html`
      <div role="tabpanel" id="panel-${tab}" class=${tab} aria-labelledby="tab-${tab}" tabindex="0" ?hidden=${!selected}>
        ${selected || this.#keeps(tab) ? this.#content(tab) : nothing}
      </div>
    `;
  }

  /** Where something may have been begun to write stays while another tab is looked at. */
  #keeps(tab: Tab): boolean {
    return tab === 'overview' || (tab === 'chat' && this.chatOpened);
  }

  #content(tab: Tab): TemplateResult {
    const { request, reading } = this;
    switch (tab) {
      case 'overview':
        return this.#overview(request, reading);
      case 'chat':
        return this.#chat(request, reading);
      case 'history':
        return this.#history(erasedSaid(request, reading.answers.erased), reading);
      case 'card':
        return html`<console-cards
          .request=${request}
          .desk=${this.desk}
          .reading=${reading}
        ></console-cards>`;
    }
  }

  #overview(request: RequestView, reading: Reading): TemplateResult {
    const { strings } = reading;
    const answering = this.#answering(reading);
    const lapsed = (request.actions?.length ?? 0) === 0 && request.waitingOn !== null && request.status !== 'shipped';
    return html`
      <div class="standing ${toneOfTime(request, this.now, reading)}">
      ${deadlineFacts(request, this.now, reading)}
      ${request.waitingOn === null ? html`<p>${strings.closedNow}</p>` : nothing}
      ${lapsed && request.status !== 'settling' ? html`<p>${strings.lapsedNow}</p>` : nothing}
      <rule-standing
        .request=${request}
        .api=${this.desk.api}
        .locale=${reading.locale}
        .zone=${reading.zone}
        .now=${this.now}
        .hold=${(id: string) => answering.act(id, 'hold-rule', {})}
      ></rule-standing>
      <request-holder side="agents" .request=${request} .desk=${answering}></request-holder>
      <earlier-claims .request=${request} .api=${this.desk.api} .desk=${answering}></earlier-claims>
      </div>
      <request-answers .request=${request} .desk=${answering}></request-answers>
      ${facts(erasedSaid(request, reading.answers.erased), reading, this.desk.api)}
      <team-notes .requestId=${request.id} .desk=${teamOf(this.desk, reading)}></team-notes>
      ${keyed(
        request.sellerId,
        html`<shop-rules
          readonly
          .api=${this.desk.api}
          .sellerId=${request.sellerId}
          .currency=${request.claimValue.currency}
          .locale=${reading.locale}
        ></shop-rules>`,
      )}
    `;
  }

  #chat(request: RequestView, { strings, locale }: Reading): TemplateResult {
    return html`
      <p class="quiet">${strings.chatNote}</p>
      ${keyed(
        request.conversationId,
        html`<parley-chat
          .within=${true}
          .token=${this.desk.signIn.token}
          .conversation=${request.conversationId}
          .locale=${locale}
          .zone=${this.desk.reader.zone}
          .reader=${'agent'}
          .renewToken=${this.#renew}
        ></parley-chat>`,
      )}
    `;
  }

  #history(request: RequestView, reading: Reading): TemplateResult {
    const { strings } = reading;
    if (this.historyFailed) {
      return html`<p class="problem" role="alert">
        ${strings.loadFailed}
        <button type="button" class="plain" @click=${() => this.#loadHistory()}>${strings.retry}</button>
      </p>`;
    }
    return html`<console-history .events=${this.events} .seen=${this.#seen} .request=${request} .reading=${reading}></console-history>`;
  }

  #show(tab: Tab): void {
    this.tab = tab;
    if (tab === 'chat') this.chatOpened = true;
  }

  #tabKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const rtl = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const tab = TABS[(TABS.indexOf(this.tab) + step * rtl + TABS.length) % TABS.length] ?? 'overview';
    this.#show(tab);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus());
  }

  readonly #renew = async (): Promise<string> => {
    const { signIn } = this.desk;
    return signIn.fresherThan(signIn.token);
  };

  #answering(reading: Reading): Answering {
    const { desk } = this;
    return answeringOf(reading, {
      now: desk.now,
      token: () => desk.signIn.token,
      odds: (id) => readOdds(desk.api, id),
      photos: (conversationId) => readChatPhotos(desk.api, conversationId),
      latest: (id) => desk.ledger.rows.get(id)?.request,
      act: async (id, path, body) => {
        this.#acting = true;
        const answer = await desk.act(id, path, body);
        await this.updateComplete;
        this.#acting = false;
        return answer.ok ? undefined : answer.refusal;
      },
    });
  }
}

customElements.define('console-detail', ConsoleDetail);
