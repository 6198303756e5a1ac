import type { MarketFacts } from './defaults.ts';

export const PHILIPPINES: MarketFacts = {
  market: 'PH',
  currency: 'PHP',
  calendar: { holidays: 'PH' },
};
