import type { MarketFacts } from './defaults.ts';

export const INDONESIA: MarketFacts = {
  market: 'ID',
  currency: 'IDR',
  calendar: { holidays: 'ID' },
};
