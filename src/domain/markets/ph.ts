import type { MarketFacts } from './defaults.ts';

/** The Philippines. */
export const PHILIPPINES: MarketFacts = {
  market: 'PH',
  currency: 'PHP',
  zone: 'Asia/Manila',
  language: 'fil',
  calendar: { holidays: 'PH' },
};
