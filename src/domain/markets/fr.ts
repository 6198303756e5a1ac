import type { MarketFacts } from './defaults.ts';

/** France. */
export const FRANCE: MarketFacts = {
  market: 'FR',
  currency: 'EUR',
  zone: 'Europe/Paris',
  language: 'fr-FR',
  calendar: { holidays: 'FR' },
};
