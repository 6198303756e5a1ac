import type { MarketFacts } from './defaults.ts';

/** Singapore. */
export const SINGAPORE: MarketFacts = {
  market: 'SG',
  currency: 'SGD',
  zone: 'Asia/Singapore',
  language: 'en-SG',
  calendar: { holidays: 'SG' },
};
