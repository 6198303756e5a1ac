import type { MarketFacts } from './defaults.ts';

/** Thailand. */
export const THAILAND: MarketFacts = {
  market: 'TH',
  currency: 'THB',
  zone: 'Asia/Bangkok',
  language: 'th',
  calendar: { holidays: 'TH' },
};
