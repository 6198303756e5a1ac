import type { MarketFacts } from './defaults.ts';

/** Germany: the nine holidays that all states keep; a shop overrides the region (`DE-BY`). */
export const GERMANY: MarketFacts = {
  market: 'DE',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  language: 'de-DE',
  calendar: { holidays: 'DE' },
};
