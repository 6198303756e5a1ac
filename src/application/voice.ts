/** In which language, zone and digits a reader is spoken to. */
import type { Instant, Money } from '../contract/primitives.ts';
import { type Say, sayIn } from '../i18n/catalogue.ts';
import { formatInstant, formatMoney } from '../i18n/format.ts';
import type { Caller } from './access.ts';

/** Who reads. `locale` is a BCP 47 tag, `zone` an IANA zone. */
export interface Reader {
  caller: Caller;
  locale: string;
  zone: string;
}

/** How words, amounts and times come out for a reader. */
export interface Voice {
  say: Say;
  money(money: Money): string;
  time(instant: Instant): string;
}

/** Language and zone as the person's token has them; English and UTC (which the text then names) where it has none. */
export const readerOf = (caller: Caller): Reader => ({
  caller,
  locale: caller.person?.locale ?? 'en',
  zone: caller.person?.zone ?? 'UTC',
});

export const voiceOf = ({ locale, zone }: Reader): Voice => ({
  say: sayIn(locale),
  money: (money) => formatMoney(money, locale),
  time: (instant) => formatInstant(instant, locale, zone),
});
