import type { HolidayLaw } from '../law.ts';

/**
 * Singapore: a holiday on a Sunday gives the next day that is none (Holidays Act, section 4). Days of the Islamic year
 * are the published ones, else computed; Deepavali is the almanac's. Dates: the Ministry of Manpower's lists, compared
 * with python-holidays 0.97.
 */
export const SINGAPOREAN_LAW: HolidayLaw = {
  country: 'SG',
  knownUntil: '2027-12-31',
  daysInLieu: () => ({ restDays: [7], weekend: [7] }),
  holidays: [
    { name: "New Year's Day", on: '01-01' },
    { name: 'Chinese New Year', on: 'chinese 01-0-01' },
    { name: 'Chinese New Year, second day', on: 'chinese 01-0-02' },
    {
      name: 'Hari Raya Puasa',
      on: '1 Shawwal',
      proclaimed: { 2024: '04-10', 2025: '03-31', 2026: '03-21', 2027: '03-10' },
    },
    { name: 'Good Friday', on: 'easter -2' },
    { name: 'Labour Day', on: '05-01' },
    { name: 'Vesak Day', on: 'chinese 4-0-15' },
    {
      name: 'Hari Raya Haji',
      on: '10 Dhu al-Hijjah',
      proclaimed: { 2024: '06-17', 2025: '06-07', 2026: '05-27', 2027: '05-17' },
    },
    { name: 'National Day', on: '08-09' },
    {
      name: 'Deepavali',
      proclaimed: {
        2024: '10-31',
        2025: '10-20',
        2026: '11-08',
        2027: '10-28',
        2028: '11-15',
        2029: '11-05',
        2030: '10-26',
      },
    },
    { name: 'Christmas Day', on: '12-25' },
  ],
  proclaimed: { 2025: '05-03' },
};
