import type { HolidayLaw } from '../law.ts';

/**
 * Indonesia: no days in lieu. Nyepi is the almanac's; days of the Islamic year are those of the joint decree where it
 * was published, else computed. The joint leave around Idul Fitri is off because couriers rest then; other joint leave is
 * the employer's choice and stays working time. Compared with python-holidays 0.97.
 */
export const INDONESIAN_LAW: HolidayLaw = {
  country: 'ID',
  knownUntil: '2027-12-31',
  holidays: [
    { name: "New Year's Day", on: '01-01' },
    { name: 'Isra Miraj', on: '27 Rajab' },
    { name: 'Imlek', on: 'chinese 01-0-01' },
    {
      name: 'Nyepi',
      proclaimed: {
        2024: '03-11',
        2025: '03-29',
        2026: '03-19',
        2027: '03-08',
        2028: '03-26',
        2029: '03-15',
        2030: '03-05',
      },
    },
    {
      name: 'Idul Fitri',
      on: '1 Shawwal P2D',
      proclaimed: { 2024: '04-10 04-11', 2025: '03-31 04-01', 2026: '03-21 03-22', 2027: '03-10 03-11' },
    },
    { name: 'Joint leave around Idul Fitri', proclaimed: { 2026: '03-20 03-23 03-24', 2027: '03-09 03-12 03-15' } },
    { name: 'Good Friday', on: 'easter -2' },
    { name: 'Easter Sunday', on: 'easter', since: 2024 },
    { name: 'Labour Day', on: '05-01' },
    { name: 'Ascension Day', on: 'easter 39' },
    { name: 'Waisak', on: 'chinese 4-0-15', proclaimed: { 2024: '05-23' } },
    { name: 'Pancasila Day', on: '06-01' },
    { name: 'Idul Adha', on: '10 Dhu al-Hijjah', proclaimed: { 2024: '06-17', 2025: '06-06', 2027: '05-17' } },
    { name: 'Islamic New Year', on: '1 Muharram', proclaimed: { 2024: '07-07', 2025: '06-27' } },
    { name: 'Independence Day', on: '08-17' },
    { name: "The Prophet's birthday", on: '12 Rabi al-awwal', proclaimed: { 2024: '09-16', 2025: '09-05' } },
    { name: 'Christmas Day', on: '12-25' },
  ],
  proclaimed: { 2024: '02-14 11-27' },
};
