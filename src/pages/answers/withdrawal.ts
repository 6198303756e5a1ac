/** Until when an offer can be withdrawn, and at what cost (rules 1 and 7): said before it is made. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import { formatDeadline } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Wording } from './answering.ts';
import { offerEnds } from './preview.ts';

interface Reader extends Wording {
  zone: string;
}

/** `ends`: when the offer ends by itself; null where only the server can say. */
export const withdrawableUntil = (ends: string | null, { strings, locale, zone }: Reader): string =>
  ends ? fill(strings.withdrawUntil, { time: formatDeadline(ends, locale, zone) }) : strings.withdrawWhile;

/** Of offers on these requests, made now: the first that ends says until when. */
export function withdrawal(
  requests: readonly RequestView[],
  reader: Reader,
  now: number,
): TemplateResult | typeof nothing {
  const ends = requests.map((request) => offerEnds(request, now)).sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  if (ends.length === 0) return nothing;
  return html`<p class="quiet">${withdrawableUntil(ends[0] ?? null, reader)} ${reader.strings.withdrawCost}</p>`;
}
