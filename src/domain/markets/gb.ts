import type { MarketFacts } from './defaults.ts';

export const GREAT_BRITAIN: MarketFacts = {
  market: 'GB',
  currency: 'GBP',
  calendar: { holidays: 'GB-ENG' },
};
