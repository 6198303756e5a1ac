import type { MarketFacts } from './defaults.ts';

/**
 * Malaysia, for states with Saturday and Sunday off; a shop in a Friday and Saturday state overrides the weekend, one
 * that wants its state's own holidays the region (`MY-10`).
 */
export const MALAYSIA: MarketFacts = {
  market: 'MY',
  currency: 'MYR',
  zone: 'Asia/Kuala_Lumpur',
  language: 'ms',
  calendar: { holidays: 'MY' },
};
