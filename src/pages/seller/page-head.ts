/** The head of the page: what it is, whether it is live, whose times it shows, and what lies beside the list. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { openFigures } from '../figures/open.ts';
import '../session/more-menu.ts';
import '../session/tell-me.ts';
import { headTimes, iconAnd, iconAndWords } from '../theme/head.ts';
import { outOfSight } from '../theme/out-of-sight.ts';
import { foreignTimes } from '../theme/zone.ts';
import type { Desk } from './desk.ts';
import type { Shop } from './shop.ts';
import { readView, writeView } from './view.ts';

export function pageHead(
  { shop, strings, locale, zone }: Desk,
  { settings, turn }: { settings: boolean; turn: (settings: boolean) => void },
): TemplateResult {
  const live = shop.phase === 'live' && !shop.slower;
  const figures = (event: Event): void =>
    void openFigures((event.target as Element).getRootNode() as ShadowRoot, shop.api, {
      strings,
      locale,
      now: shop.now,
    });
  return html`
    <header class="top">
      <h1>${strings.pageTitle}</h1>
      <span class="live" role="status">${live ? html`<span>${strings.live}</span>` : nothing}</span>
      <span class="times">${foreignTimes(zone, locale, shop.now())}</span>
      <tell-me .strings=${strings}></tell-me>
      <more-menu .strings=${strings}>
        ${settings ? nothing : ofTheList(shop, strings)}
        <button type="button" aria-haspopup="dialog" @click=${figures}>${iconAnd('figures', strings.figures)}</button>
        <button type="button" aria-pressed=${settings ? 'true' : 'false'} @click=${() => turn(!settings)}>
          ${iconAnd('settings', strings.settings)}
        </button>
      </more-menu>
    </header>
  `;
}

/** The list that is shown as a file, and what it is narrowed to under names. */
const ofTheList = (shop: Shop, strings: SellerStrings): TemplateResult => html`
  <download-sheet .api=${shop.api} .lists=${() => [shop.list.query]} .strings=${strings}></download-sheet>
  <saved-views
    .whose=${shop.sellerId}
    .view=${writeView(shop.list.view)}
    .strings=${strings}
    @choose-view=${({ target, detail }: CustomEvent<string>) => {
      (target as Element).closest('more-menu')?.close();
      shop.show(readView(new URLSearchParams(detail)));
    }}
  ></saved-views>
`;

const own = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s3);
    align-items: center;
    padding: var(--s1) var(--s4);
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  h1 {
    font-size: var(--strong);
  }

  @media (min-width: 1000px) {
    .top button {
      min-height: 36px;
      padding-block: var(--s1);
    }
  }

  .live {
    flex: 1;
    color: var(--ink-2);
    font-size: var(--small);
  }

  .live:not(:empty)::before {
    content: '';
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 6px;
    border-radius: 50%;
    background: var(--accent);
  }

  @media (max-width: 599px) {
    .top {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) repeat(2, auto);
      gap: 0 var(--s2);
    }

    h1 {
      line-height: 1.3;
    }

    .live span {
      ${outOfSight}
    }

    .times:not(:empty) {
      order: 1;
      grid-column: 1 / -1;
    }

    .times:empty {
      display: none;
    }
  }
`;

export const headStyles = [headTimes, own, iconAndWords];
