import type { HolidayLaw } from '../law.ts';

/**
 * Thailand. A holiday on a weekend gives the next working day; Songkran gives one day in all, and the first day of
 * Buddhist Lent, which the public sector alone keeps, none of its own. The days by the moon are the almanac's, printed
 * years ahead. Dates: the cabinet's and the Bank of Thailand's lists, compared with python-holidays 0.97.
 */
export const THAI_LAW: HolidayLaw = {
  country: 'TH',
  knownUntil: '2027-12-31',
  daysInLieu: () => ({ restDays: [6, 7], weekend: [6, 7] }),
  holidays: [
    { name: "New Year's Day", on: '01-01' },
    {
      name: 'Makha Bucha',
      proclaimed: {
        2024: '02-24',
        2025: '02-12',
        2026: '03-03',
        2027: '02-21',
        2028: '02-10',
        2029: '02-27',
        2030: '02-17',
      },
    },
    { name: 'Chakri Memorial Day', on: '04-06' },
    { name: 'Songkran', on: '04-13 P3D', inLieu: 'one' },
    { name: 'Labour Day', on: '05-01' },
    { name: 'Coronation Day', on: '05-04' },
    {
      name: 'Visakha Bucha',
      proclaimed: {
        2024: '05-22',
        2025: '05-11',
        2026: '05-31',
        2027: '05-20',
        2028: '05-08',
        2029: '05-27',
        2030: '05-16',
      },
    },
    { name: "Queen Suthida's Birthday", on: '06-03' },
    {
      name: 'Asalha Bucha',
      proclaimed: {
        2024: '07-20',
        2025: '07-10',
        2026: '07-29',
        2027: '07-18',
        2028: '07-06',
        2029: '07-25',
        2030: '07-14',
      },
    },
    {
      name: 'Buddhist Lent',
      proclaimed: {
        2024: '07-21',
        2025: '07-11',
        2026: '07-30',
        2027: '07-19',
        2028: '07-07',
        2029: '07-26',
        2030: '07-15',
      },
      inLieu: 'none',
    },
    { name: "The King's Birthday", on: '07-28' },
    { name: "The Queen Mother's Birthday", on: '08-12' },
    { name: 'King Bhumibol Memorial Day', on: '10-13' },
    { name: 'King Chulalongkorn Day', on: '10-23' },
    { name: "King Bhumibol's Birthday", on: '12-05' },
    { name: 'Constitution Day', on: '12-10' },
    { name: "New Year's Eve", on: '12-31' },
  ],
  proclaimed: { 2024: '04-12 12-30', 2025: '06-02 08-11', 2026: '01-02' },
};
