/** Links that are evidence, each with what it shows where that may be a picture. */
import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { maybePicture } from '../chat/pictures.ts';
import { tokenize } from '../chat/tokenize.ts';

const hide = (event: Event): void => {
  (event.target as HTMLElement).hidden = true;
};

function exhibit(href: string, words: string): TemplateResult {
  const picture = maybePicture(href)
    ? html`<img src=${href} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${hide} />`
    : nothing;
  return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${picture}${words}</a>`;
}

/** Nothing where none of it is a link. */
export function exhibits(evidence: readonly string[], strings: SellerStrings): TemplateResult | typeof nothing {
  const safe = evidence.filter((href) => tokenize(href)[0]?.href !== undefined);
  if (safe.length === 0) return nothing;
  return html`
    <ul class="exhibits" aria-label=${strings.evidence}>
      ${safe.map((href, index) => html`<li>${exhibit(href, fill(strings.evidenceNumber, { number: index + 1 }))}</li>`)}
    </ul>
  `;
}
