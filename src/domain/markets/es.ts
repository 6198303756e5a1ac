import type { MarketFacts } from './defaults.ts';

/** Spain: the national holidays; a shop overrides the region (`ES-MD`). */
export const SPAIN: MarketFacts = {
  market: 'ES',
  currency: 'EUR',
  zone: 'Europe/Madrid',
  language: 'es-ES',
  calendar: { holidays: 'ES' },
};
