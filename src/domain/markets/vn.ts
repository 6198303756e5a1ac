import type { MarketFacts } from './defaults.ts';

/**
 * Vietnam. The library knows neither the second day of National Day, nor Culture Day, nor days in lieu (Labour Code, articles
 * 111 and 112), nor the bridge days of 2026, which are worked on a Saturday. Of 2027 only what follows from the Labour Code is here: the
 * second day of National Day, before or after it, is announced late in the year before.
 */
export const VIETNAM: MarketFacts = {
  market: 'VN',
  currency: 'VND',
  calendar: {
    holidays: 'VN',
    extraHolidays: [
      '2026-01-02', // bridge, worked on 2026-01-10
      '2026-04-27', // for Hung Kings, a Sunday
      '2026-08-31', // bridge, worked on 2026-08-22
      '2026-09-01', // National Day, first of two days
      '2026-11-24', // Culture Day, new in 2026
      '2027-02-10', // for a day of Tet on a weekend
      '2027-05-03', // for Labour Day, a Saturday
      '2027-11-24', // Culture Day
    ],
    workingDays: ['2026-01-10', '2026-08-22'],
  },
};
