import type { HolidayLaw } from '../law.ts';

/**
 * The Philippines: no days in lieu. Special non-working days count, since shops close on them and work is paid extra;
 * those that every proclamation has had are rules, the others listed. Dates: the yearly proclamations, compared with
 * python-holidays 0.97.
 */
export const PHILIPPINE_LAW: HolidayLaw = {
  country: 'PH',
  knownUntil: '2027-12-31',
  holidays: [
    { name: "New Year's Day", on: '01-01' },
    { name: 'Chinese New Year', on: 'chinese 01-0-01' },
    { name: 'Eid al-Fitr', on: '1 Shawwal', proclaimed: { 2024: '04-10', 2025: '04-01' } },
    { name: 'Maundy Thursday', on: 'easter -3' },
    { name: 'Good Friday', on: 'easter -2' },
    { name: 'Black Saturday', on: 'easter -1' },
    { name: 'Day of Valor', on: '04-09' },
    { name: 'Labour Day', on: '05-01' },
    { name: 'Eid al-Adha', on: '10 Dhu al-Hijjah', proclaimed: { 2024: '06-17', 2025: '06-06' } },
    { name: 'Independence Day', on: '06-12' },
    { name: 'Ninoy Aquino Day', on: '08-21', proclaimed: { 2024: '08-23' } },
    { name: 'National Heroes Day', on: '1st monday before September' },
    { name: "All Saints' Day", on: '11-01' },
    { name: 'Bonifacio Day', on: '11-30' },
    { name: 'Immaculate Conception', on: '12-08' },
    { name: 'Christmas Day', on: '12-25' },
    { name: 'Rizal Day', on: '12-30' },
    { name: 'Last day of the year', on: '12-31' },
  ],
  proclaimed: {
    2024: '02-09 11-02 12-24',
    2025: '05-12 07-27 10-31 12-24',
    2026: '11-02 12-24',
    2027: '11-02 12-24',
  },
};
