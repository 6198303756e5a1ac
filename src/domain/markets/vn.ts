import type { MarketFacts } from './defaults.ts';

/** Vietnam. */
export const VIETNAM: MarketFacts = { market: 'VN', currency: 'VND', calendar: { holidays: 'VN' } };
