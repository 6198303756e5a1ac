/** The calendar and the durations by which a shop's deadlines run, to read only. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DurationByClaim, Policy } from '../../contract/policy.ts';
import { dateShownAt } from '../../domain/wallclock.ts';
import { formatDay, formatMonth, formatWeekday } from '../../i18n/format.ts';
import { wordingTag } from '../../i18n/languages.ts';
import { fill } from '../../i18n/pages/index.ts';
import { placeOf } from '../../i18n/time-words.ts';
import { zoneOf } from '../theme/zone.ts';
import { type Desk, money, span } from './desk.ts';

/** A Monday, so that ISO weekday n is n - 1 days later. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

const weekday = (iso: number, locale: string): string =>
  new Intl.DateTimeFormat(wordingTag(locale), { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + (iso - 1) * DAY_MS);

/** Parts of countries that have holidays of their own and no name in browsers. */
const PARTS: Readonly<Record<string, string>> = {
  'GB-ENG': 'England',
  'GB-NIR': 'Northern Ireland',
  'GB-SCT': 'Scotland',
  'GB-WLS': 'Wales',
};

/** `TH` → `Thailand`, `GB-ENG` → `United Kingdom (England)`; the code stays of a part without a name here. */
function region(code: string, locale: string): string {
  const [country = code, ...parts] = code.split('-');
  const name = new Intl.DisplayNames(wordingTag(locale), { type: 'region' }).of(country) ?? country;
  return parts.length > 0 ? `${name} (${PARTS[code] ?? code})` : name;
}

const noon = (date: string): string => `${date}T12:00:00.000Z`;

/** Dates from today on, by months; those that have passed matter to nobody any more. */
function dates(all: readonly string[], { shop, locale, strings }: Desk, there: string): TemplateResult | string {
  const today = dateShownAt(shop.now(), there);
  const coming = [...new Set(all)].filter((date) => date >= today).sort();
  if (coming.length === 0) return strings.none;
  const months = new Map<string, string[]>();
  for (const date of coming) months.set(date.slice(0, 7), [...(months.get(date.slice(0, 7)) ?? []), date]);
  return html`<div class="months">
    ${[...months.values()].map(
      (days) =>
        html`<div>
          <p class="quiet">${formatMonth(noon(days[0] ?? today), locale, 'UTC')}</p>
          <ul class="days">
            ${days.map((date) => html`<li>${formatWeekday(noon(date), locale, 'UTC')}</li>`)}
          </ul>
        </div>`,
    )}
  </div>`;
}

/** Whose public holidays count, and until when they are known. */
function publicHolidays({ holidays, knownUntil }: Policy['calendar'], { locale, strings }: Desk): string {
  if (!holidays) return strings.none;
  const named = region(holidays, locale);
  if (!knownUntil) return fill(strings.holidaysOf, { region: named });
  return fill(strings.holidaysKnown, { region: named, date: formatDay(noon(knownUntil), locale, 'UTC') });
}

/** One duration, or what each claim value has. */
const spans = (durations: DurationByClaim, desk: Desk): string =>
  Array.isArray(durations)
    ? durations
        .map(({ claimFrom, ...tier }) => `${claimFrom ? `≥ ${money(claimFrom, desk)}: ` : ''}${span(tier, desk)}`)
        .join('; ')
    : span(durations, desk);

export function calendarSummary(policy: Policy, desk: Desk): TemplateResult {
  const { shop, strings, locale } = desk;
  const { calendar } = policy;
  const there = zoneOf(calendar.zone, desk.zone);
  const weekend = calendar.weekend.map((iso) => weekday(iso, locale)).join(', ');
  const rows: [string, TemplateResult | string][] = [
    [strings.zone, calendar.zone ? placeOf(there, shop.now()) : ''],
    [strings.weekend, weekend || strings.none],
    [strings.holidays, publicHolidays(calendar, desk)],
    [strings.daysOff, dates(calendar.extraHolidays, desk, there)],
    [strings.extraWorkingDays, dates(calendar.workingDays, desk, there)],
    [strings.ruleRespond, spans(policy.respondBy, desk)],
    [strings.ruleShip, spans(policy.shipBy, desk)],
    [strings.ruleOffer, span(policy.offerExpires, desk)],
  ];
  return html`
    <section aria-labelledby="calendar">
      <h3 id="calendar">${strings.calendar}</h3>
      <p>${strings.calendarAbout}</p>
      <dl>
        ${rows.map(([name, value]) =>
          value === ''
            ? nothing
            : html`<div class=${typeof value === 'string' ? nothing : 'wide'}>
                <dt>${name}</dt>
                <dd>${value}</dd>
              </div>`,
        )}
      </dl>
    </section>
  `;
}
