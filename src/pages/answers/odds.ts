/** How often offers like one were accepted, in words: beside each quick pick roughly, on demand as exactly as it is known. */
import { html, nothing, type TemplateResult } from 'lit';
import type { OddsView } from '../../contract/odds.ts';
import { formattingTag } from '../../i18n/languages.ts';
import { fill } from '../../i18n/pages/index.ts';
import { tenthsOf } from '../../i18n/tenths.ts';
import type { Calls } from '../session/calls.ts';
import type { Wording } from './answering.ts';

type Known = { percent: number; likely: number; low: number; high: number; offers: number };

/** Undefined where they could not be had: an offer is made without them as well. */
export async function readOdds(api: Calls, requestId: string): Promise<OddsView | undefined> {
  const answer = await api.get<OddsView>(`/v1/requests/${encodeURIComponent(requestId)}/odds`);
  return answer.ok ? answer.value : undefined;
}

/** Of those that wait for an answer: what is at least the claim is approved at once. */
const knownOf = (odds: OddsView | undefined): Known[] =>
  (odds?.picks ?? []).filter((pick): pick is typeof pick & Known => pick.likely !== null && pick.percent < 100);

const count = (offers: number, { strings, locale }: Wording): string =>
  offers === 1
    ? strings.oddsOffer
    : fill(strings.oddsOffers, { count: new Intl.NumberFormat(formattingTag(locale)).format(offers) });

/** `about 7 of 10 accepted, 64 offers`, or nothing where that is not known. */
export function oddsBeside(odds: OddsView | undefined, percent: number, wording: Wording): string | undefined {
  const known = knownOf(odds).find((pick) => pick.percent === percent);
  if (!known) return undefined;
  const { strings } = wording;
  const tenths = tenthsOf(known.likely);
  const words = { 0: strings.oddsFew, 10: strings.oddsMost }[tenths] ?? strings.oddsAbout;
  return fill(words, { accepted: tenths, offers: count(known.offers, wording) });
}

/** The ranges of these picks, and what they are counted from. */
export function oddsExactly(
  odds: OddsView | undefined,
  percents: readonly number[],
  wording: Wording,
): TemplateResult | typeof nothing {
  const known = knownOf(odds).filter(({ percent }) => percents.includes(percent));
  if (!odds?.basis || known.length === 0) return nothing;
  const { strings, locale } = wording;
  const share = new Intl.NumberFormat(formattingTag(locale), { style: 'percent' });
  const { scope, offers } = odds.basis;
  return html`
    <details class="odds-exactly">
      <summary>${strings.oddsMore}</summary>
      <ul>
        ${known.map(
          ({ percent, low, high, offers: of }) => html`<li>
            ${fill(strings.oddsRange, { percent, low: share.format(low), high: share.format(high), offers: count(of, wording) })}
          </li>`,
        )}
      </ul>
      <p class="quiet">
        ${fill(scope === 'shop' ? strings.oddsShop : strings.oddsMarket, { offers: count(offers, wording) })}
        ${strings.oddsSure}
      </p>
    </details>
  `;
}
