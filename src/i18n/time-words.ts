/** What is said of times on every page, in Slack and in sentences alike. */
import { type Language, languageOf } from './languages.ts';

interface TimeWords {
  /** Stands before a day; sentences say "by" and "until" before it. */
  endOf: string;
  /** Stands before the name of a zone. */
  timesOf: string;
}

const WORDS: Readonly<Record<Language, TimeWords>> = {
  en: { endOf: 'the end of ', timesOf: 'All times: ' },
  th: { endOf: 'สิ้นวัน', timesOf: 'เวลาทั้งหมด: ' },
  vi: { endOf: 'cuối ngày ', timesOf: 'Mọi thời gian: ' },
  id: { endOf: 'akhir hari ', timesOf: 'Semua waktu: ' },
  ms: { endOf: 'akhir hari ', timesOf: 'Semua masa: ' },
  fil: { endOf: 'katapusan ng ', timesOf: 'Lahat ng oras: ' },
};

/** `the end of Mon, Nov 30`, as midnight is called: not the first moment of a day, but the end of the one before. */
export const endOf = (day: string, locale: string): string => WORDS[languageOf(locale)].endOf + day;

/** `GMT+7`, as clocks of an IANA zone stand at a moment, in milliseconds. */
export const offsetOf = (zone: string, at: number): string | undefined =>
  new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;

/** `Bangkok (GMT+7)`: an IANA zone as people call it. */
export const placeOf = (zone: string, at: number): string =>
  `${zone.split('/').at(-1)?.replaceAll('_', ' ')} (${offsetOf(zone, at)})`;

/** `All times: Bangkok (GMT+7)`. */
export const timesOf = (zone: string, locale: string, at: number): string =>
  WORDS[languageOf(locale)].timesOf + placeOf(zone, at);
