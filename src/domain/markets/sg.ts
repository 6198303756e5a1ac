import type { MarketFacts } from './defaults.ts';

/**
 * Singapore. In 2027 the library has both Hari Raya a day early and no Vesak Day; 2026 agrees with the Ministry of
 * Manpower's list. Compared with python-holidays 0.105.
 */
export const SINGAPORE: MarketFacts = {
  market: 'SG',
  currency: 'SGD',
  calendar: {
    holidays: 'SG',
    extraHolidays: [
      '2027-03-10', // Hari Raya Puasa
      '2027-05-17', // Hari Raya Haji
      '2027-05-20', // Vesak Day
    ],
    workingDays: ['2027-03-09'], // the library's Hari Raya Puasa
  },
};
