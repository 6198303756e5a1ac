import { addDays } from '../../wallclock.ts';
import { type HolidayLaw, weekdayOf } from '../law.ts';

/** Weekdays of 2 September (Monday, Thursday, Sunday) after which the second day of National Day follows. */
const SECOND_DAY_FOLLOWS = [1, 4, 7];

/** 2 September and the day before or after it: which one is announced a year ahead, by the weekday as it has been since 2021. */
function nationalDays(year: number): string[] {
  const day = `${year}-09-02`;
  return SECOND_DAY_FOLLOWS.includes(weekdayOf(day)) ? [day, addDays(day, 1)] : [addDays(day, -1), day];
}

/**
 * Vietnam, by articles 111 and 112 of the Labour Code: a holiday on a weekend gives the next working day. Of the five
 * days of Tet two lie before the new year, as it has been announced since 2021. Bridges are worked on a Saturday.
 */
export const VIETNAMESE_LAW: HolidayLaw = {
  country: 'VN',
  knownUntil: '2027-12-31',
  daysInLieu: () => ({ restDays: [6, 7], weekend: [6, 7] }),
  holidays: [
    { name: "New Year's Day", on: '01-01' },
    { name: 'Tet', on: '2 days before vietnamese 1-0-1 P5D' },
    { name: 'Hung Kings', on: 'vietnamese 3-0-10' },
    { name: 'Liberation Day', on: '04-30' },
    { name: 'Labour Day', on: '05-01' },
    { name: 'National Day', on: nationalDays },
    { name: 'Culture Day', on: '11-24', since: 2026 },
  ],
  proclaimed: { 2024: '04-29', 2026: '01-02 08-31' },
  worked: { 2024: '05-04', 2026: '01-10 08-22' },
};
