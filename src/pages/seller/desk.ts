/** What every part of the page needs: its shop, and how its reader reads. */

import type { Duration, Policy } from '../../contract/policy.ts';
import type { Money } from '../../contract/primitives.ts';
import type { RequestView } from '../../contract/request.ts';
import { formatInstant, formatMoney } from '../../i18n/format.ts';
import { formattingTag } from '../../i18n/languages.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import type { Shop } from './shop.ts';

export interface Desk {
  shop: Shop;
  strings: SellerStrings;
  locale: string;
  /** IANA zone of the exact moments. */
  zone: string;
}

export const money = (value: Money, { locale }: Desk): string => formatMoney(value, locale);
export const moment = (at: string, { locale, zone }: Desk): string => formatInstant(at, locale, zone);

/** The rules the request opened with. */
export const policyOf = ({ policy }: RequestView): Policy => policy as Policy;

const UNITS = { working_day: 'day', calendar_day: 'day', hour: 'hour', minute: 'minute', second: 'second' } as const;

/** `2 days, counting working days`, `8 hours`. */
export function span({ value, unit }: Duration, { locale, strings }: Desk): string {
  const format = new Intl.NumberFormat(formattingTag(locale), {
    style: 'unit',
    unit: UNITS[unit],
    unitDisplay: 'long',
  });
  const text = format.format(value);
  return unit === 'working_day' ? fill(strings.workingDays, { days: text }) : text;
}

/** What the request is about, in one line. */
export const titleOf = ({ items }: RequestView): string => items.map(({ title }) => title).join(', ');
