import type { MarketFacts } from './defaults.ts';

/**
 * Malaysia, for states with Saturday and Sunday off; a shop in a Friday and Saturday state overrides the weekend, one
 * that wants its state's own holidays the region (`MY-10`). The library misses days in lieu, Wesak 2027 and the
 * sighting of the moon. Compared with the federal list in python-holidays 0.105.
 */
export const MALAYSIA: MarketFacts = {
  market: 'MY',
  currency: 'MYR',
  calendar: {
    holidays: 'MY',
    extraHolidays: [
      '2026-03-20', // additional holiday before Hari Raya Puasa
      '2026-03-23', // for Hari Raya Puasa, second day, a Sunday
      '2026-06-02', // for Wesak, a Sunday before another holiday
      '2027-03-11', // Hari Raya Puasa, second day
      '2027-05-17', // Hari Raya Haji
      '2027-05-20', // Wesak
      '2027-08-16', // for the Prophet's birthday, a Sunday
    ],
  },
};
