import type { MarketFacts } from './defaults.ts';

/** Indonesia. */
export const INDONESIA: MarketFacts = { market: 'ID', currency: 'IDR', calendar: { holidays: 'ID' } };
