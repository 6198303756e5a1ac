import type { MarketFacts } from './defaults.ts';

export const SINGAPORE: MarketFacts = {
  market: 'SG',
  currency: 'SGD',
  calendar: { holidays: 'SG' },
};
