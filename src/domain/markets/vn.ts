import type { MarketFacts } from './defaults.ts';

export const VIETNAM: MarketFacts = {
  market: 'VN',
  currency: 'VND',
  calendar: { holidays: 'VN' },
};
