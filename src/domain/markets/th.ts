import type { MarketFacts } from './defaults.ts';

/** Thailand. */
export const THAILAND: MarketFacts = { market: 'TH', currency: 'THB', calendar: { holidays: 'TH' } };
