import type { MarketFacts } from './defaults.ts';

export const MALAYSIA: MarketFacts = {
  market: 'MY',
  currency: 'MYR',
  calendar: { holidays: 'MY' },
};
