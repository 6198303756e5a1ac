/** Why the request that the page began with is not here. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SellerStrings } from '../../i18n/seller/index.ts';

export const notOpened = (
  why: 'offline' | 'missing',
  strings: SellerStrings,
  retry: () => void,
): TemplateResult => html`
  <p class="problem" role="alert">
    ${why === 'offline' ? strings.refusedOffline : strings.refusedMissing}
    ${why === 'offline' ? html`<button type="button" class="plain" @click=${retry}>${strings.retry}</button>` : nothing}
  </p>
`;
