/** Tabs, search, filters and order of the list. */
import { html, type TemplateResult } from 'lit';
import type { RequestSort } from '../../contract/lists.ts';
import type { Reason } from '../../contract/policy.ts';
import type { Tab } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { choiceField } from '../answers/fields.ts';
import { REASONS } from '../answers/reasons.ts';
import type { Desk } from './desk.ts';
import { TABS } from './lists.ts';
import type { Due } from './shop.ts';

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

export function tabList({ shop, strings }: Desk, choose: (tab: Tab) => void): TemplateResult {
  return html`
    <div
      class="tabs"
      role="tablist"
      aria-label=${strings.tabs}
      @keydown=${(event: KeyboardEvent) => stepTabs(event, choose)}
    >
      ${TABS.map((tab) => {
        const shown = shop.view.tab === tab;
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
            ${strings[`tab_${tab}`]} <span class="count">${shop.counts?.[tab] ?? '–'}</span>
          </button>
        `;
      })}
    </div>
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
  const { view, narrowedBy } = shop;
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
      <button type="button" aria-expanded=${unfolded ? 'true' : 'false'} aria-controls="narrow" @click=${unfold}>
        ${narrowedBy > 0 ? fill(strings.filtersSet, { count: narrowedBy }) : strings.filters}
      </button>
      <div id="narrow" ?hidden=${!unfolded}>${narrowing(desk)}</div>
    </form>
  `;
}

function narrowing({ shop, strings }: Desk): TemplateResult {
  const { view } = shop;
  const dues: readonly Due[] = ['overdue', '1h', '4h'];
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
        ...REASONS.map((value) => ({ value, label: strings[`reason_${value}`] })),
      ],
    )}
    ${choiceField(
      { name: 'due', label: strings.filterDue, value: view.due, input: (due) => shop.show({ due: due as Due | '' }) },
      [{ value: '', label: strings.anyDue }, ...dues.map((value) => ({ value, label: strings[`due_${value}`] }))],
    )}
  `;
}

/** The list that is shown, as a file. */
export const sheet = ({ shop, strings }: Desk): TemplateResult => html`
  <download-sheet .api=${shop.api} .lists=${() => [shop.query]} .strings=${strings}></download-sheet>
`;

/** In which order the list is shown. */
export const order = ({ shop, strings }: Desk): TemplateResult =>
  choiceField(
    {
      name: 'sort',
      label: strings.sort,
      value: shop.view.sort,
      input: (sort) => shop.show({ sort: sort as RequestSort }),
    },
    [
      { value: 'deadline', label: strings.sortDeadline },
      { value: '-updatedAt', label: strings.sortUpdated },
    ],
  );
