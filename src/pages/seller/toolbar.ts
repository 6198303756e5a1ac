/** Tabs, search, filters and order of the list. */

import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { REASONS } from '../../contract/choices.ts';
import { DUES, type Due } from '../../contract/due.ts';
import type { RequestSort } from '../../contract/lists.ts';
import type { Reason } from '../../contract/policy.ts';
import type { Tab } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { choiceField } from '../answers/fields.ts';
import { holderChoices } from '../answers/holders.ts';
import { filtersFold } from '../session/filters-fold.ts';
import { cutEnds } from '../theme/cut-ends.ts';
import { colleagues } from './colleagues.ts';
import type { Desk } from './desk.ts';
import { TABS } from './lists.ts';
import { looksEverywhere, narrowedBy, type View } from './view.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Arrow keys, Home and End go from tab to tab and show it, as tab lists do. */
function stepTabs(event: KeyboardEvent, choose: (tab: Tab) => void): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.indexOf(event.target as HTMLElement);
  const turn = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
  const step = (STEPS[event.key] ?? 0) * turn;
  const ends: Readonly<Record<string, number>> = { Home: 0, End: tabs.length - 1 };
  const next = step === 0 ? ends[event.key] : (at + step + tabs.length) % tabs.length;
  const tab = next === undefined ? undefined : TABS[next];
  if (at < 0 || next === undefined || !tab) return;
  event.preventDefault();
  tabs[next]?.focus();
  choose(tab);
}

const ends = cutEnds();

/** What one looks at. */
export function tabBar({ shop, strings }: Desk, choose: (tab: Tab) => void): TemplateResult {
  return html`
    <div class="tabline"><div
      class="tabs ${looksEverywhere(shop.list.view) ? 'everywhere' : ''}"
      role="tablist"
      aria-label=${strings.tabs}
      ${ref(ends)}
      @keydown=${(event: KeyboardEvent) => stepTabs(event, choose)}
    >
      ${TABS.map((tab) => {
        const shown = shop.list.view.tab === tab;
        return html`
          <button
            type="button"
            role="tab"
            id="tab-${tab}"
            aria-controls="list"
            aria-selected=${shown ? 'true' : 'false'}
            tabindex=${shown ? '0' : '-1'}
            @click=${() => choose(tab)}
          >
            ${strings[`tab.${tab}`]} <span class="count">${shop.counts?.[tab] ?? '–'}</span>
          </button>
        `;
      })}
    </div></div>
  `;
}

export interface FilterSettings {
  /** What is behind the search is shown. */
  unfolded: boolean;
  unfold: () => void;
  search: (q: string) => void;
}

/** The search, and behind a button what else narrows the list. */
export function filters(desk: Desk, { unfolded, unfold, search }: FilterSettings): TemplateResult {
  const { shop, strings } = desk;
  const { view } = shop.list;
  return html`
    <form
      class="filters"
      role="search"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        search(String(new FormData(event.currentTarget as HTMLFormElement).get('q') ?? ''));
      }}
    >
      <input
        type="search"
        name="q"
        aria-label=${strings.search}
        placeholder=${strings.searchHint}
        maxlength="128"
        .value=${view.q}
        @input=${(event: Event) => search((event.target as HTMLInputElement).value)}
      />
      ${filtersFold({ strings, count: narrowedBy(view), unfolded, controls: 'narrow', fold: unfold })}
      <div id="narrow" ?hidden=${!unfolded}>${narrowing(desk)}</div>
    </form>
  `;
}

function narrowing(desk: Desk): TemplateResult {
  const { shop, strings } = desk;
  const { view } = shop.list;
  return html`
    ${choiceField(
      {
        name: 'reason',
        label: strings.filterReason,
        value: view.reason,
        input: (reason) => shop.show({ reason: reason as Reason | '' }),
      },
      [
        { value: '', label: strings.anyReason },
        ...REASONS.map((value) => ({ value, label: strings[`reason.${value}`] })),
      ],
    )}
    ${choiceField(
      { name: 'due', label: strings.filterDue, value: view.due, input: (due) => shop.show({ due: due as Due | '' }) },
      [{ value: '', label: strings.anyDue }, ...DUES.map((value) => ({ value, label: strings[`due.${value}`] }))],
    )}
    ${choiceField(
      {
        name: 'holder',
        label: strings.filterHolder,
        value: view.holder,
        input: (holder) => shop.show({ holder }),
      },
      [
        { value: '', label: strings.anyHolder },
        ...holderChoices({ strings, me: shop.signIn.me, known: colleagues(desk), chosen: view.holder }),
      ],
    )}
    ${typed('from', strings.openedFrom, desk)} ${typed('to', strings.openedTo, desk)}
    ${typed('least', strings.claimLeast, desk)} ${typed('most', strings.claimMost, desk)}
  `;
}

/** A day or an amount between which the list is narrowed; what cannot be read as one narrows nothing and is marked. */
function typed(name: 'from' | 'to' | 'least' | 'most', label: string, { shop }: Desk): TemplateResult {
  const isDay = name === 'from' || name === 'to';
  const value = shop.list.view[name];
  return html`
    <label class="field"
      >${label}
      <input
        name=${name}
        type=${isDay ? 'date' : 'text'}
        inputmode=${isDay ? nothing : 'decimal'}
        maxlength=${isDay ? nothing : '20'}
        autocomplete="off"
        aria-invalid=${!isDay && value !== '' && shop.list.minor(value) === null ? 'true' : 'false'}
        .value=${value}
        @change=${(event: Event) => shop.show({ [name]: (event.target as HTMLInputElement).value } as Partial<View>)}
    /></label>
  `;
}

/** How many buyers wait for a reply in all tabs, as what lists them. */
export function whoWaits({ shop, strings }: Desk): TemplateResult {
  const pressed = shop.list.view.reply === 'waiting';
  return html`<button
    type="button"
    class="waits"
    aria-pressed=${pressed ? 'true' : 'false'}
    @click=${() => shop.show({ reply: pressed ? '' : 'waiting' })}
  >
    <span>${fill(strings.whoWaits, { count: shop.waits.count ?? '–' })}</span> <small>${strings.inAllTabs}</small>
  </button>`;
}

/** Where not all tabs fit beside each other, the one that is shown comes into sight. */
export function bringTab(root: ParentNode): void {
  root.querySelector('[role="tab"][aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** In which order the list is shown. */
export const order = ({ shop, strings }: Desk): TemplateResult =>
  choiceField(
    {
      name: 'sort',
      label: strings.sort,
      value: shop.list.view.sort,
      input: (sort) => shop.show({ sort: sort as RequestSort }),
    },
    [
      { value: 'deadline', label: strings.sortDeadline },
      { value: '-updatedAt', label: strings.sortUpdated },
    ],
  );
