import type { MarketFacts } from './defaults.ts';

/**
 * Great Britain with the bank holidays of England and Wales, which the whole country's list lacks; a shop in Scotland
 * or Northern Ireland overrides the region (`GB-SCT`, `GB-NIR`).
 */
export const GREAT_BRITAIN: MarketFacts = {
  market: 'GB',
  currency: 'GBP',
  zone: 'Europe/London',
  language: 'en-GB',
  calendar: { holidays: 'GB-ENG' },
};
