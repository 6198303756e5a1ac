import type { MarketFacts } from './defaults.ts';

/** Indonesia. */
export const INDONESIA: MarketFacts = {
  market: 'ID',
  currency: 'IDR',
  zone: 'Asia/Jakarta',
  language: 'id',
  calendar: { holidays: 'ID' },
};
