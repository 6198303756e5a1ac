import type { MarketFacts } from './defaults.ts';

/**
 * The Philippines. The library counts special non-working days as optional, but shops close on them and work is paid
 * extra, so they are added. Dates: the yearly proclamations, compared with python-holidays 0.105.
 */
export const PHILIPPINES: MarketFacts = {
  market: 'PH',
  currency: 'PHP',
  calendar: {
    holidays: 'PH',
    extraHolidays: [
      '2026-02-17', // Chinese New Year
      '2026-04-04', // Black Saturday
      '2026-08-21', // Ninoy Aquino Day
      '2026-11-01', // All Saints' Day
      '2026-11-02', // All Souls' Day
      '2026-12-08', // Immaculate Conception
      '2026-12-24', // Christmas Eve
      '2026-12-31', // last day of the year
      '2027-02-06', // Chinese New Year
      '2027-03-27', // Black Saturday
      '2027-08-21', // Ninoy Aquino Day
      '2027-11-01', // All Saints' Day
      '2027-11-02', // All Souls' Day
      '2027-12-08', // Immaculate Conception
      '2027-12-24', // Christmas Eve
      '2027-12-31', // last day of the year
    ],
  },
};
