import type { MarketFacts } from './defaults.ts';

export const UNITED_STATES: MarketFacts = {
  market: 'US',
  currency: 'USD',
  calendar: { holidays: 'US' },
};
