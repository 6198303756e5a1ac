import type { MarketFacts } from './defaults.ts';

/**
 * Indonesia. National holidays are the library's; Idul Fitri and Idul Adha of the joint decree fall a day later than it
 * computes, and the joint leave around Idul Fitri is added because couriers rest then. Other joint leave is the
 * employer's choice and stays working time. Compared with python-holidays 0.105.
 */
export const INDONESIA: MarketFacts = {
  market: 'ID',
  currency: 'IDR',
  calendar: {
    holidays: 'ID',
    extraHolidays: [
      '2026-03-22', // Idul Fitri, second day
      '2026-03-23', // joint leave, Idul Fitri
      '2026-03-24', // joint leave, Idul Fitri
      '2027-03-11', // Idul Fitri, second day
      '2027-03-12', // joint leave, Idul Fitri
      '2027-03-15', // joint leave, Idul Fitri
      '2027-05-17', // Idul Adha
    ],
  },
};
