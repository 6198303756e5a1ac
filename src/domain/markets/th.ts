import type { MarketFacts } from './defaults.ts';

/**
 * Thailand. The library knows neither Labour Day nor the substitution days (a holiday on a weekend gives the next
 * working day), and of 2027 none of the lunar holidays. Dates: the cabinet's and the Bank of Thailand's lists, compared
 * with python-holidays 0.105.
 */
export const THAILAND: MarketFacts = {
  market: 'TH',
  currency: 'THB',
  calendar: {
    holidays: 'TH',
    extraHolidays: [
      '2026-01-02', // special holiday after New Year
      '2026-05-01', // Labour Day
      '2026-06-01', // for Visakha Bucha, a Sunday
      '2026-12-07', // for King Bhumibol's birthday, a Saturday
      '2027-02-21', // Makha Bucha
      '2027-02-22', // for Makha Bucha, a Sunday
      '2027-05-01', // Labour Day
      '2027-05-03', // for Labour Day, a Saturday
      '2027-05-20', // Visakha Bucha
      '2027-07-18', // Asalha Bucha
      '2027-07-19', // Buddhist Lent
      '2027-07-20', // for Asalha Bucha, a Sunday
      '2027-10-25', // for King Chulalongkorn Day, a Saturday
      '2027-12-06', // for King Bhumibol's birthday, a Sunday
    ],
  },
};
