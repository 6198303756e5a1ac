import type { MarketFacts } from './defaults.ts';

export const THAILAND: MarketFacts = {
  market: 'TH',
  currency: 'THB',
  calendar: { holidays: 'TH' },
};
