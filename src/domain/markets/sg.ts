import type { MarketFacts } from './defaults.ts';

/** Singapore. */
export const SINGAPORE: MarketFacts = { market: 'SG', currency: 'SGD', calendar: { holidays: 'SG' } };
