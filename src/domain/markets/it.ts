import type { MarketFacts } from './defaults.ts';

/** Italy: the national holidays; a patron saint's day is the shop's own. */
export const ITALY: MarketFacts = {
  market: 'IT',
  currency: 'EUR',
  zone: 'Europe/Rome',
  language: 'it-IT',
  calendar: { holidays: 'IT' },
};
