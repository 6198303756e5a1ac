import type { MarketFacts } from './defaults.ts';

/** Mexico: the days of rest of the labour law. */
export const MEXICO: MarketFacts = {
  market: 'MX',
  currency: 'MXN',
  zone: 'America/Mexico_City',
  language: 'es-MX',
  calendar: { holidays: 'MX' },
};
