/**
 * Money and times as people read them. Runs on the server and in the browser; formatters are costly to make (about
 * 50 µs) and cheap to use, so each is made once and kept.
 */
import { decimalOf, fractionDigits } from '../contract/currency.ts';
import type { Instant, Money } from '../contract/primitives.ts';
import { formattingTag, wordingTag } from './languages.ts';
import { endOf } from './time-words.ts';

/** Keeps what `make` answers per key. The bound guards against readers who invent language tags. */
function memo<T>(make: (...parts: string[]) => T, bound = 500): (...parts: string[]) => T {
  const kept = new Map<string, T>();
  return (...parts) => {
    const key = parts.join('\n');
    let value = kept.get(key);
    if (value === undefined) {
      if (kept.size >= bound) kept.clear();
      value = make(...parts);
      kept.set(key, value);
    }
    return value;
  };
}

/** Signs that several currencies share: a reader must not take Singapore dollars for American ones. */
const SHARED_SIGNS = new Set(['$', '¥', '£', 'kr', 'Rs', '₨']);

const moneyFormat = memo((locale, currency) => {
  const digits = fractionDigits(currency);
  const options = {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const;
  const tag = formattingTag(locale);
  const narrow = new Intl.NumberFormat(tag, { ...options, currencyDisplay: 'narrowSymbol' });
  const sign = narrow.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
  return SHARED_SIGNS.has(sign) ? new Intl.NumberFormat(tag, options) : narrow;
});

/**
 * `{ amount: 12500, currency: 'THB' }` in `en` → `฿125.00`. Digits are those of ISO 4217, never of Intl, which is given a
 * decimal and not a number: seventeen digits are more than a number holds.
 */
export const formatMoney = (money: Money, locale: string): string =>
  moneyFormat(locale, money.currency).format(decimalOf(money) as `${number}`);

const choiceFormat = memo((locale) => new Intl.ListFormat(wordingTag(locale), { type: 'disjunction' }));

/** `a, b or c`. */
export const formatChoices = (choices: string[], locale: string): string => choiceFormat(locale).format(choices);

const TIME = { hour: '2-digit', minute: '2-digit' } as const;
const instantFormat = memo(
  (locale, zone) =>
    new Intl.DateTimeFormat(formattingTag(locale), {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...TIME,
      timeZone: zone,
      // A reader whose own zone is not known must see which one is meant.
      ...(zone === 'UTC' ? { timeZoneName: 'short' } : {}),
    }),
);

/**
 * A deadline as its reader reads it, in their zone: `Sun, Nov 22, 04:30 PM`. The year is left out on purpose: every
 * time Parley writes into a sentence is days away, and the message it stands in is dated.
 */
export const formatInstant = (instant: Instant, locale: string, zone: string): string =>
  instantFormat(locale, zone).format(Date.parse(instant));

const weekdayFormat = memo(
  (locale, zone) =>
    new Intl.DateTimeFormat(formattingTag(locale), {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: zone,
    }),
);

/** The day of an instant as `formatInstant` writes it: `Sun, Nov 22`. */
export const formatWeekday = (instant: Instant, locale: string, zone: string): string =>
  weekdayFormat(locale, zone).format(Date.parse(instant));

const MINUTE_MS = 60_000;
/** The smallest step between two zones' times: midnight falls on no other minutes anywhere. */
const ZONES_DIFFER_BY_MS = 15 * MINUTE_MS;

/** The last day of a deadline: midnight is the end of the day before. */
export const formatLastDay = (instant: Instant, locale: string, zone: string): string =>
  formatWeekday(new Date(Date.parse(instant) - MINUTE_MS).toISOString(), locale, zone);

/**
 * Until when something may be done: `Sun, Nov 22, 04:30 PM`, and where that is midnight `the end of Sat, Nov 21`, since a
 * date with 12:00 AM beside it may be taken for either of two days.
 */
export function formatDeadline(instant: Instant, locale: string, zone: string): string {
  const mayBeMidnight = Date.parse(instant) % ZONES_DIFFER_BY_MS < MINUTE_MS;
  if (!mayBeMidnight || formatTime(instant, 'en-GB', zone) !== '00:00') return formatInstant(instant, locale, zone);
  const day = formatLastDay(instant, locale, zone);
  return endOf(zone === 'UTC' ? `${day} UTC` : day, locale);
}

const dayFormat = memo(
  (locale, zone) =>
    new Intl.DateTimeFormat(formattingTag(locale), { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }),
);

/**
 * A date with its year, for the line between two days of a chat. Thai keeps Intl's default, the Buddhist calendar
 * (2569, not 2026): it is what Thai shoppers see on receipts and in their phone's own calendar.
 */
export const formatDay = (instant: Instant, locale: string, zone: string): string =>
  dayFormat(locale, zone).format(Date.parse(instant));

const monthFormat = memo(
  (locale, zone) => new Intl.DateTimeFormat(formattingTag(locale), { month: 'long', year: 'numeric', timeZone: zone }),
);

/** The month of an instant with its year, above its days: `November 2026`. */
export const formatMonth = (instant: Instant, locale: string, zone: string): string =>
  monthFormat(locale, zone).format(Date.parse(instant));

const timeFormat = memo((locale, zone) => new Intl.DateTimeFormat(formattingTag(locale), { ...TIME, timeZone: zone }));

/** The time of day, for a message's stamp. */
export const formatTime = (instant: Instant, locale: string, zone: string): string =>
  timeFormat(locale, zone).format(Date.parse(instant));
