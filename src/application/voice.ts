/** In which language, zone and digits a reader is spoken to. */
import type { Instant, Money } from '../contract/primitives.ts';
import type { ActorKind } from '../contract/request.ts';
import { marketLanguage } from '../domain/markets/index.ts';
import type { RequestFacts } from '../domain/request.ts';
import { type Say, sayIn } from '../i18n/catalogue.ts';
import { formatDeadline, formatInstant, formatMoney } from '../i18n/format.ts';
import { languageOf } from '../i18n/languages.ts';
import type { Caller } from './access.ts';
import type { Home } from './transcript.ts';

/** Who reads. `locale` is a BCP 47 tag, `zone` an IANA zone; absent where neither token nor connection says. */
export interface Reader {
  caller: Caller;
  locale?: string;
  zone?: string;
}
export type SettledReader = Required<Reader>;

/** How words, amounts and times come out for a reader. */
export interface Voice {
  /** Knows its reader: a message that is given values may select by `reader` without being told. */
  say: Say;
  /** Whom a sentence calls "you". */
  reader: 'buyer' | 'seller' | 'other';
  money(money: Money): string;
  time(instant: Instant): string;
  /** Of a deadline, after "by" and "until". */
  until(instant: Instant): string;
}

/**
 * The tag that a request's buyer is addressed with; undefined where nothing says one. A buyer of whom nothing is known
 * reads English, and where the market has no catalogue of its own, with its amounts and times.
 */
export function localeOfBuyer({
  buyerLocale,
  market,
}: Pick<RequestFacts, 'buyerLocale' | 'market'>): string | undefined {
  if (buyerLocale) return buyerLocale;
  const language = marketLanguage(market);
  return language && languageOf(language) === 'en' ? language : undefined;
}

/** Language and zone as the person's token has them, or their connection. */
export const readerOf = (caller: Caller): Reader => {
  const { locale, zone } = caller.person ?? {};
  return { caller, ...(locale ? { locale } : {}), ...(zone ? { zone } : {}) };
};

/**
 * The reader of something about a request: what token and connection leave open comes from the request itself, for its buyer and
 * its shop. Everyone else reads English, and UTC, which the text then names.
 */
export function settled({ caller, locale, zone }: Reader, home: Partial<Home> | undefined): SettledReader {
  const role = caller.person?.role;
  const homeLocale = role === 'buyer' ? home?.buyerLocale : undefined;
  const homeZone = role === 'buyer' ? home?.buyerZone : role === 'seller' ? home?.sellerZone : undefined;
  return { caller, locale: locale ?? homeLocale ?? 'en', zone: zone ?? homeZone ?? 'UTC' };
}

export function voiceOf({ caller, locale, zone }: SettledReader): Voice {
  const say = sayIn(locale);
  const reader = readerRole(caller);
  return {
    say: (key, params) => say(key, params && { reader, ...params }),
    reader,
    money: (money) => formatMoney(money, locale),
    time: (instant) => formatInstant(instant, locale, zone),
    until: (instant) => formatDeadline(instant, locale, zone),
  };
}

const readerRole = ({ person }: Caller): Voice['reader'] =>
  person?.role === 'buyer' || person?.role === 'seller' ? person.role : 'other';

/** A side as its sentence calls it before a reader: what messages select by as `who`. */
export function partyBefore(reader: Voice['reader'], side: 'buyer' | 'seller'): 'you' | 'buyer' | 'yourShop' | 'shop' {
  if (side === 'buyer') return reader === 'buyer' ? 'you' : 'buyer';
  return reader === 'seller' ? 'yourShop' : 'shop';
}

/** Whoever did something: a side, or somebody who is neither. */
export const whoBefore = (reader: Voice['reader'], by: ActorKind | undefined) =>
  by === 'buyer' || by === 'seller' ? partyBefore(reader, by) : 'other';

/** Why somebody did it, in their own words. */
export const becauseOf = (text: string, by: ActorKind | undefined, { say, reader }: Voice): string =>
  say('because', { text, who: whoBefore(reader, by) });
