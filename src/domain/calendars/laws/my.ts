import type { HolidayLaw } from '../law.ts';

/** States whose weekly day of rest is Friday. */
const FRIDAY_STATES = ['MY-02', 'MY-03', 'MY-11'];
/** Proclaimed by the states that keep it; of later years the library knows nothing. */
const THAIPUSAM = { 2027: '01-22' };

/**
 * Malaysia: a holiday on the weekly day of rest gives the next day that is none (Holidays Act, section 3). Days of the
 * Islamic year are the published ones, else computed. A state has the country's days but those that the library's list
 * of the state leaves out, and the state's own. A shop in a Friday and Saturday state overrides the weekend too.
 * Compared with the federal list in python-holidays 0.97.
 */
export const MALAYSIAN_LAW: HolidayLaw = {
  country: 'MY',
  knownUntil: '2027-12-31',
  daysInLieu: (region) =>
    FRIDAY_STATES.includes(region) ? { restDays: [5], weekend: [5, 6] } : { restDays: [7], weekend: [6, 7] },
  holidays: [
    { name: "New Year's Day", on: '01-01' },
    { name: 'Chinese New Year', on: 'chinese 01-0-01' },
    { name: 'Chinese New Year, second day', on: 'chinese 01-0-02' },
    { name: 'Nuzul Al-Quran', on: '17 Ramadan', proclaimed: { 2026: '03-07' } },
    {
      name: 'Hari Raya Puasa',
      on: '1 Shawwal P2D',
      proclaimed: { 2024: '04-10 04-11', 2025: '03-31 04-01', 2026: '03-21 03-22', 2027: '03-10 03-11' },
    },
    { name: 'Labour Day', on: '05-01' },
    { name: 'Wesak', on: 'chinese 4-0-15' },
    { name: "The King's Birthday", on: '1st monday in June' },
    {
      name: 'Hari Raya Haji',
      on: '10 Dhu al-Hijjah',
      proclaimed: { 2024: '06-17', 2025: '06-07', 2026: '05-27', 2027: '05-17' },
    },
    { name: 'Awal Muharram', on: '1 Muharram', proclaimed: { 2024: '07-07', 2025: '06-27', 2026: '06-17' } },
    { name: 'National Day', on: '08-31' },
    { name: 'Malaysia Day', on: '09-16' },
    {
      name: "The Prophet's birthday",
      on: '12 Rabi al-awwal',
      proclaimed: { 2024: '09-16', 2025: '09-05', 2026: '08-25', 2027: '08-15' },
    },
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
  proclaimed: { 2025: '09-15', 2026: '03-20' },
  states: Object.fromEntries(
    ['01', '02', '05', '07', '08', '10', '14', '16'].map((state) => [`MY-${state}`, THAIPUSAM]),
  ),
};
