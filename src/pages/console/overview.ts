/** What stands above the list of the board: what needs an operator, the figures and the filters. */
import { html, nothing, type TemplateResult } from 'lit';
import '../answers/download-sheet.ts';
import { openFigures } from '../figures/open.ts';
import { iconAnd } from '../theme/head.ts';
import './console-attention.ts';
import './console-filters.ts';
import './console-numbers.ts';
import '../session/more-menu.ts';
import '../session/saved-views.ts';
import { type BoardFilter, FILTERS, readView, type Sort, type View, writeView } from './address.ts';
import { OPEN_TABS } from './board.ts';
import type { Desk } from './desk.ts';
import { Ledger } from './ledger.ts';
import type { Reading } from './words.ts';

const NONE: readonly never[] = [];
const EMPTY = new Ledger();

export interface Above {
  desk: Desk | undefined;
  view: View;
  reading: Reading;
  /** There is room for everything at once. */
  wide: boolean;
  /** Where there is little room: the filters are shown. */
  filtering: boolean;
  foldNumbers(): void;
  foldFilters(): void;
  /** Opens a request by its id. */
  choose(id: string): void;
  filter(filter: BoardFilter): void;
  sort(sort: Sort): void;
  /** Shows what a saved view is narrowed to, whatever is open. */
  show(view: View): void;
}

/** The figures are shown: where the reader wants them, since a list is worked in and the filters say how many. */
export const numbersShown = ({ view }: Pick<Above, 'view'>): boolean => view.numbers ?? false;

/** The lists that the board shows as one: of what is open, unless a state is chosen or something is searched for. */
function sheetsOf({ filter }: View): Record<string, string>[] {
  const entries = FILTERS.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []));
  const asked: Record<string, string> = Object.fromEntries(entries);
  return asked.status || asked.q ? [asked] : OPEN_TABS.map((tab) => ({ ...asked, tab }));
}

/** What lies beside the list: it as a file, what it is narrowed to, and figures. */
export function folds({ reading, view, desk, foldNumbers, show }: Above): TemplateResult {
  const { strings } = reading;
  const numbers = numbersShown({ view });
  return html`
    <div class="folds">
      <more-menu .strings=${reading.answers}>
        ${
          desk
            ? html`<download-sheet .api=${desk.api} .lists=${() => sheetsOf(view)} .strings=${reading.answers}></download-sheet>`
            : nothing
        }
        <saved-views
          .whose=${'board'}
          .view=${writeView({ ...view, open: undefined, numbers: undefined })}
          .strings=${reading.answers}
          @choose-view=${({ target, detail }: CustomEvent<string>) => {
            (target as Element).closest('more-menu')?.close();
            show(readView(detail));
          }}
        ></saved-views>
        <button type="button" aria-expanded=${numbers ? 'true' : 'false'} aria-controls="numbers" @click=${foldNumbers}>
          ${iconAnd('numbers', strings.numbers)}
        </button>
        <button
          type="button"
          aria-haspopup="dialog"
          ?disabled=${!desk}
          @click=${(event: Event) => desk && chart(event, desk, view, reading)}
        >
          ${iconAnd('figures', reading.answers.figuresTitle)}
        </button>
      </more-menu>
    </div>
  `;
}

/** The figures over time, of what the list is narrowed to. */
function chart({ target }: Event, { api, ledger, now }: Desk, { filter }: View, { answers, locale }: Reading): void {
  const { market, sellerId, reason } = filter;
  const { markets, sellers: shops } = ledger;
  const scope = { market, sellerId, reason };
  const root = (target as Element).getRootNode() as ShadowRoot;
  void openFigures(root, api, { strings: answers, locale, now, markets, shops, scope });
}

export function overview({ desk, view, reading, wide, filtering, ...ask }: Above): TemplateResult {
  const { filter, sort } = view;
  const narrow = (event: CustomEvent<BoardFilter>): void => ask.filter(event.detail);
  return html`
    <div class="top">
      <console-attention
        .items=${desk?.attention ?? NONE}
        .reading=${reading}
        @choose=${(event: CustomEvent<string>) => ask.choose(event.detail)}
        @dismiss=${(event: CustomEvent) => desk?.dismiss(event.detail)}
      ></console-attention>
      <console-numbers
        id="numbers"
        ?hidden=${!numbersShown({ view })}
        .stats=${desk?.stats}
        .reading=${reading}
        .filter=${filter}
        @filter=${narrow}
      ></console-numbers>
      <console-filters
        id="filters"
        .wide=${wide}
        .unfolded=${filtering}
        .filter=${filter}
        .sort=${sort}
        .ledger=${desk?.ledger ?? EMPTY}
        .revision=${desk?.revision ?? 0}
        .reading=${reading}
        .me=${desk?.signIn.me}
        @fold=${ask.foldFilters}
        @filter=${narrow}
        @sort=${(event: CustomEvent<Sort>) => ask.sort(event.detail)}
      ></console-filters>
    </div>
  `;
}
