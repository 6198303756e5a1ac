/** In which language, zone and digits a seller is spoken to in Slack. */
import {
  formatChoices,
  formatDeadline,
  formatInstant,
  formatLastDay,
  formatMoney,
  formatWeekday,
  type Instant,
  type Money,
  type Say,
  type SaySlack,
  sayIn,
  slackSay,
} from '../../../src/bot.ts';

export interface Words {
  /** The words of Slack. */
  say: SaySlack;
  /** The words that chats and cards use too: reasons. */
  shared: Say;
  /** A language tag. */
  locale: string;
  /** The shop's IANA zone. */
  zone: string;
  money(money: Money): string;
  time(instant: Instant): string;
  /** Of a deadline, after "by" and "until". */
  until(instant: Instant): string;
  /** Its day alone. */
  day(instant: Instant): string;
  /** The last day of a deadline. */
  lastDay(instant: Instant): string;
  /** `a, b or c`. */
  either(choices: string[]): string;
}

/** `locale`: the tag in the shop's alerts, English where there is none. `zone`: the shop's. */
export const wordsFor = (locale: string | undefined, zone: string): Words => {
  const tag = locale ?? 'en';
  return {
    say: slackSay(tag),
    shared: sayIn(tag),
    locale: tag,
    zone,
    money: (money) => formatMoney(money, tag),
    time: (instant) => formatInstant(instant, tag, zone),
    until: (instant) => formatDeadline(instant, tag, zone),
    day: (instant) => formatWeekday(instant, tag, zone),
    lastDay: (instant) => formatLastDay(instant, tag, zone),
    either: (choices) => formatChoices(choices, tag),
  };
};
